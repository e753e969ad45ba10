//! Taking up a case again.

use actix_web::{HttpResponse, post, web};
use cartaviva_domain::cases::{Command, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::auth::{May, ReopenCases};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A reopening.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Sono emersi fatti nuovi." }))]
pub struct Reopening {
    /// Why.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Reopen a case
///
/// A case that was decided or withdrawn is taken up again, for a reason that stays on record.
#[utoipa::path(
    tag = "cases",
    operation_id = "reopen_case",
    security(("token" = ["operator"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/reopening")]
pub async fn reopen_case(
    state: web::Data<AppState>,
    who: May<ReopenCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Reopening>,
) -> Result<HttpResponse, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    perform(&state, act, path, move |_, _| Ok(Command::Reopen { reason })).await
}
