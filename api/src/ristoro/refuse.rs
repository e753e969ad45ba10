//! Refusing the redress to who asked for it.

use actix_web::{HttpRequest, post, web};
use cartaviva_domain::cases::{Command, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::RistoroView;
use super::weigh::{decides, foreseen_by, none_foreseen};
use crate::answer::{Answer, Written};
use crate::auth::{GrantRistoro, May};
use crate::bounded::Paragraph;
use crate::cases::CasePath;
use crate::cases::act::Act;
use crate::extract::{Json, Path, parsed};
use crate::language::preferred;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Why the redress is refused.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RistoroRefusalRequest, example = json!({ "reason": "Il disservizio è dipeso da un guasto della rete elettrica." }))]
pub struct RefusalBody {
    /// Why: whoever asked for it reads this.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// Refuse the redress
///
/// Who decides by the policy refuses the request for the redress, with the reason, which whoever presented the case reads with
/// the tracking code. Nothing is granted then unless the redress is asked for anew.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "refuse_ristoro",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Refused: the redress as it stands.", body = RistoroView,
            headers(("Location" = String, description = "The redress of the case."))),
        (status = 409, description = "The case was not decided yet, or changed meanwhile.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/ristoro-refusal")]
pub async fn refuse_ristoro(
    state: web::Data<AppState>,
    who: May<GrantRistoro>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
    Json(body): Json<RefusalBody>,
) -> Result<Written, ApiError> {
    let language = preferred(&request);
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    let act = Act::of(&state, who, None)?;
    let location = path.of_ristoro(state.links());
    state
        .answer(move |db| {
            let mut file = act.open(db, &path)?;
            decides(&foreseen_by(db, &file.case)?, act.role())?;
            act.carry_out(db, &mut file, Command::RefuseRistoro { reason })?;
            let view = RistoroView::of(db, &file, act.now(), language)?.ok_or_else(none_foreseen)?;
            Answer::created(location.as_str(), &view)
        })
        .await
}
