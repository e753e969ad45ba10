//! Letting the terms of a case run again.

use actix_web::{post, web};
use cartaviva_domain::cases::Command;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{HandleCases, May};
use crate::bounded::Moment;
use crate::extract::{Json, Path};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A resumption.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct Resuming {
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Resume the terms of a case
///
/// The suspended terms run again; their due dates move by what the suspension took, at most what the law allows.
#[utoipa::path(
    tag = "cases",
    operation_id = "resume_case",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/resumptions")]
pub async fn resume_case(
    state: web::Data<AppState>,
    who: May<HandleCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Resuming>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    perform(&state, act, path, |_, _| Ok(Command::Resume)).await
}
