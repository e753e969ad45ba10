//! Suspending the terms of a case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{HandleCases, May};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A suspension.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Mancano certificati che l'ufficio non possiede." }))]
pub struct Suspending {
    /// Why.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Suspend the terms of a case
///
/// The terms stop running until they are resumed, as often and as long as the procedure and the law allow
/// (L. 241/1990 art. 2 c. 7).
#[utoipa::path(
    tag = "cases",
    operation_id = "suspend_case",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/suspensions")]
pub async fn suspend_case(
    state: web::Data<AppState>,
    who: May<HandleCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Suspending>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    perform(&state, act, path, move |_, _| Ok(Command::Suspend { reason })).await
}
