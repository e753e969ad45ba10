//! Asking for the redress of one's own case, by one's digital identity.

use actix_web::{HttpRequest, post, web};
use cartaviva_domain::cases::{Actor, Moment};
use cartaviva_domain::codes::EventId;

use super::known;
use super::show::{open, seen};
use crate::answer::{Answer, Written};
use crate::auth::{ClaimOwnRistoro, May};
use crate::cases::CasePath;
use crate::extract::Path;
use crate::language::preferred;
use crate::problem::{ApiError, Problem};
use crate::ristoro::claiming;
use crate::state::AppState;
use crate::tracking::TrackedCase;

/// Ask for the redress of one's own case
///
/// Who presented the case asks for the redress, once it was decided and within the time that the policy leaves, as they could
/// with its tracking code. The token's level of assurance is at least the one that the procedure asks for on the web; the answer
/// says whether the redress is owed and which rules were weighed. A request that was refused may be made anew.
#[utoipa::path(
    tag = "own-cases",
    operation_id = "ask_for_own_ristoro",
    security(("token" = ["citizen"])),
    params(CasePath),
    responses(
        (status = 201, description = "Asked for: the case as it now stands.", body = TrackedCase,
            headers(("Location" = String, description = "The view of the case."))),
        (status = 409, description = "The case was not decided yet.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A rule refuses.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/own-cases/{case}/ristoro-claim")]
pub async fn ask_for_own_ristoro(
    state: web::Data<AppState>,
    who: May<ClaimOwnRistoro>,
    Path(path): Path<CasePath>,
    request: HttpRequest,
) -> Result<Written, ApiError> {
    let language = preferred(&request);
    let now = state.clock().now();
    let event = EventId(state.randomness().id(now));
    let links = state.links().clone();
    let tax_code = known(&who)?;
    let (administration, case) = path.parse()?;
    state
        .answer(move |db| {
            let mut file = open(db, &who, &tax_code, &administration, case)?;
            let command = claiming(db, &file)?;
            file.act(db, command, Moment::now(now), Actor::citizen(), event)?;
            let view = seen(db, &file, now, language, &links)?;
            let path = format!("/administrations/{administration}/cases/{}", case.0);
            Ok(Answer::created(view.links.this.as_str(), &view)?.about(path))
        })
        .await
}
