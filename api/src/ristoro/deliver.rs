//! Handing out a redress by its voucher.

use actix_web::{post, web};
use cartaviva_domain::cases::Command;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::grant_view::GrantView;
use crate::answer::{Answer, Written};
use crate::auth::{HandOutRistoro, May};
use crate::bounded::{Line, Moment};
use crate::cases::CasePath;
use crate::cases::act::Act;
use crate::extract::{Json, Path};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// The voucher that was shown.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RistoroDeliveryRequest, example = json!({ "voucher": "K7QWM2ZTA4XN5PRB" }))]
pub struct DeliveryBody {
    /// The code of the voucher; the case of its letters does not matter.
    #[validate(nested)]
    pub voucher: Line<16, 16>,
    /// When it was handed out, if not now.
    pub occurred_at: Option<Moment>,
}

/// Hand out a redress
///
/// Records that what was granted was handed out to who showed its voucher. An expired voucher is not handed out; what
/// counts is the day on which it happened.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "deliver_ristoro",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Handed out: the grant as it stands.", body = GrantView,
            headers(("Location" = String, description = "The redress of the case."))),
        (status = 409, description = "The case changed meanwhile.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/ristoro-delivery")]
pub async fn deliver_ristoro(
    state: web::Data<AppState>,
    who: May<HandOutRistoro>,
    Path(path): Path<CasePath>,
    Json(body): Json<DeliveryBody>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let voucher = body.voucher.into_string();
    let location = path.of_ristoro(state.links());
    state
        .answer(move |db| {
            let mut file = act.open(db, &path)?;
            act.carry_out(db, &mut file, Command::DeliverRistoro { voucher })?;
            let view = GrantView::of_case(&file, act.now())?;
            Answer::created(location.as_str(), &view)
        })
        .await
}
