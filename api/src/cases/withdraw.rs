//! Withdrawing a case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WithdrawCases};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A withdrawal.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Il problema è stato risolto." }))]
pub struct Withdrawing {
    /// Why, if they say so.
    #[validate(nested)]
    pub reason: Option<Paragraph<3, 2000>>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Withdraw a case
///
/// Recorded by the desk for whoever presented the case. Terms still in time are cancelled; late ones stay late.
#[utoipa::path(
    tag = "cases",
    operation_id = "withdraw_case",
    security(("token" = ["operator"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/withdrawal")]
pub async fn withdraw_case(
    state: web::Data<AppState>,
    who: May<WithdrawCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Withdrawing>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let reason = body
        .reason
        .map(|reason| parsed("/reason", Reason::parse(reason.as_str())))
        .transpose()?;
    perform(&state, act, path, move |_, _| Ok(Command::Withdraw { reason })).await
}
