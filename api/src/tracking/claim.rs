//! Asking for the redress with the tracking code.

use actix_web::{HttpRequest, post, web};
use cartaviva_domain::cases::{Actor, Moment};
use cartaviva_domain::codes::EventId;

use super::code::{TrackingCode, TrackingHeader};
use super::show::{TrackedCase, open};
use crate::answer::{Answer, Written};
use crate::language::preferred;
use crate::problem::{ApiError, Problem};
use crate::ristoro::claiming;
use crate::state::AppState;

/// Ask for the redress
///
/// Whoever presented the case asks for the redress, once it was decided and within the time that the policy leaves. Nothing
/// but the tracking code is needed; the answer says whether the redress is owed and which rules were weighed. A request that
/// was refused may be made anew.
#[utoipa::path(
    tag = "tracking",
    operation_id = "ask_for_ristoro",
    security(()),
    params(TrackingHeader),
    responses(
        (status = 201, description = "Asked for: the case as it now stands.", body = TrackedCase,
            headers(("Location" = String, description = "The view of the case."))),
        (status = 404, description = "No case has this tracking code, or the administration foresees no redress.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The case was not decided yet.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A rule refuses.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/tracking/ristoro-claim")]
pub async fn ask_for_ristoro(
    state: web::Data<AppState>,
    code: TrackingCode,
    request: HttpRequest,
) -> Result<Written, ApiError> {
    let language = preferred(&request);
    let now = state.clock().now();
    let event = EventId(state.randomness().id(now));
    let links = state.links().clone();
    state
        .answer(move |db| {
            let mut file = open(db, &code)?;
            let command = claiming(db, &file)?;
            file.act(db, command, Moment::now(now), Actor::citizen(), event)?;
            let view = TrackedCase::of(db, &file, now, language, &links)?;
            let case = &file.case;
            let path = format!("/administrations/{}/cases/{}", case.administration, case.id.0);
            Ok(Answer::created(view.links.this.as_str(), &view)?.about(path))
        })
        .await
}
