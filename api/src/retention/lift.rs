//! Lifting a legal hold.

use actix_web::{delete, web};
use cartaviva_persistence::retention;

use crate::answer::{Answer, Written};
use crate::auth::{HoldCases, May};
use crate::cases::{CaseFile, CasePath};
use crate::extract::Path;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::state::AppState;

/// Lift a legal hold
///
/// The case may be disposed of again once its time has passed. That there was a hold, who lifted it and when stays on record.
#[utoipa::path(
    tag = "retention",
    operation_id = "lift_legal_hold",
    security(("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 204, description = "Lifted."),
        (status = 404, description = "There is no such case, or no hold stands on it.", body = Problem, content_type = "application/problem+json")
    )
)]
#[delete("/administrations/{administration}/cases/{case}/legal-hold")]
pub async fn lift_legal_hold(
    state: web::Data<AppState>,
    who: May<HoldCases>,
    Path(path): Path<CasePath>,
) -> Result<Written, ApiError> {
    let now = state.clock().now();
    state
        .answer(move |db| {
            let (administration, case) = path.parse()?;
            CaseFile::open(db, &who, &administration, case)?;
            if retention::lift(db, &administration, case, &who.subject, now)? {
                Ok(Answer::no_content())
            } else {
                Err(ApiError::new(ProblemCode::NotFound))
            }
        })
        .await
}
