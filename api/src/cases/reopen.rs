//! Taking up a case again.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use cartaviva_persistence::cases;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::file::CaseFile;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
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
/// A case that has ended is taken up again, for a reason that stays on record. One that had been merged into another is on its
/// own again, with the due dates that it had.
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
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    perform_all(&state, act, path, |act, db, file| {
        let administration = &file.case.administration;
        let merged_into = file.case.proceedings.merged_into;
        let found = merged_into.map(|other| cases::find(db, administration, other));
        if let Some(other) = found.transpose()?.flatten() {
            let mut other = CaseFile::of(db, other)?;
            let case = file.case.id;
            act.carry_out_beside(db, &mut other, Command::LetGo { case })?;
        }
        act.carry_out(db, file, Command::Reopen { reason })
    })
    .await
}
