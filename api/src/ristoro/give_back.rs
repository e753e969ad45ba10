//! Taking back a redress that was not handed out.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use cartaviva_persistence::ristoro::put_back;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::grant_view::GrantView;
use crate::answer::{Answer, Written};
use crate::auth::{HandOutRistoro, May};
use crate::bounded::Paragraph;
use crate::cases::CasePath;
use crate::cases::act::Act;
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Why a redress is returned.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RistoroReturnRequest, example = json!({ "reason": "Il buono è scaduto senza che il volume fosse ritirato." }))]
pub struct ReturnBody {
    /// Why: whoever presented the case reads this.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// Take back a redress
///
/// What was granted and not handed out, expired or not, is returned: what it took is in stock again, and another redress may
/// be granted for the case.
#[utoipa::path(
    tag = "ristoro",
    operation_id = "return_ristoro",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Returned: the grant as it stands.", body = GrantView,
            headers(("Location" = String, description = "The redress of the case."))),
        (status = 409, description = "The case changed meanwhile.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/ristoro-return")]
pub async fn return_ristoro(
    state: web::Data<AppState>,
    who: May<HandOutRistoro>,
    Path(path): Path<CasePath>,
    Json(body): Json<ReturnBody>,
) -> Result<Written, ApiError> {
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    let act = Act::of(&state, who, None)?;
    let location = path.of_ristoro(state.links());
    state
        .answer(move |db| {
            let mut file = act.open(db, &path)?;
            // The item before the case, as when it is granted: two that wait for each other would be stuck. What the rules
            // refuse below is not put back either.
            if let Some(granted) = &file.case.grant {
                put_back(db, &file.case.administration, granted)?;
            }
            act.carry_out(db, &mut file, Command::ReturnRistoro { reason })?;
            let view = GrantView::of_case(&file, act.now())?;
            Answer::created(location.as_str(), &view)
        })
        .await
}
