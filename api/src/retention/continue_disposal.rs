//! Continuing a disposal that stopped before its end.

use actix_web::{post, web};
use cartaviva_domain::cases::Actor;
use cartaviva_persistence::retention;

use super::carry_out::carry_out;
use super::order::Shown;
use super::path::DisposalPath;
use super::view::DisposalView;
use crate::answer::Written;
use crate::auth::{May, OrderDisposals};
use crate::extract::Path;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;

/// Continue a disposal
///
/// Takes up to a thousand more of the cases that are due, by the act that ordered it. Nothing is taken once it has finished.
#[utoipa::path(
    tag = "retention",
    operation_id = "continue_disposal",
    security(("token" = ["admin"])),
    params(DisposalPath),
    responses(
        (status = 201, description = "Continued: what was taken and what is left.", body = DisposalView,
            headers(("Location" = String, description = "The disposal.")))
    )
)]
#[post("/administrations/{administration}/disposals/{disposal}/continuation")]
pub async fn continue_disposal(
    state: web::Data<AppState>,
    who: May<OrderDisposals>,
    Path(path): Path<DisposalPath>,
) -> Result<Written, ApiError> {
    let (administration, id) = path.parse()?;
    let actor = Actor {
        role: who.role().name().to_owned(),
        subject: Some(who.into_principal().subject),
    };
    let place = administration.clone();
    let found = state.read(move |db| Ok(retention::find(db, &place, id)?)).await?;
    let disposal = found.ok_or(ProblemCode::NotFound)?;
    let shown = Shown::of(&state, &administration, id);
    let begun = shown.clone();
    let first = state.answer(move |db| begun.answer(db)).await?;
    if first.is_repeated() {
        return Ok(first);
    }
    if disposal.finished_at.is_none() {
        carry_out(&state, &administration, &disposal, &actor).await?;
    }
    state.answer_anew(move |db| shown.answer(db)).await
}
