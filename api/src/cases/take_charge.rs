//! Taking charge of a case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Assignee, Command};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{Line, Moment};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Who takes charge of a case.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseAssignment, example = json!({ "assignee": "giulia.conti" }))]
pub struct Assignment {
    /// Who takes charge, as the subject of their token; whoever asks, where it is left out.
    #[validate(nested)]
    pub assignee: Option<Line<1, 200>>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Take charge of a case
///
/// Somebody takes charge of the case, or it is handed to somebody else. Whoever presented it is told that it is being worked on,
/// not by whom.
#[utoipa::path(
    tag = "cases",
    operation_id = "take_charge_of_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/assignments")]
pub async fn take_charge_of_case(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Assignment>,
) -> Result<Written, ApiError> {
    let own = who.subject.clone();
    let act = Act::of(&state, who, body.occurred_at)?;
    let named = body.assignee.as_ref().map_or(own.as_str(), Line::as_str);
    let assignee = parsed("/assignee", Assignee::parse(named))?;
    perform(&state, act, path, move |_, _| {
        Ok(Command::TakeCharge { assignee })
    })
    .await
}
