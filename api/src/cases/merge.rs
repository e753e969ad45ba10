//! Merging a duplicate into another case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, MergeTarget};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::other::open_other;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{Id, Moment};
use crate::extract::{Json, Path};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// The merging of a duplicate.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseMerging, example = json!({ "into": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11" }))]
pub struct Merging {
    /// The case that says the same and arrived before: open, of the same procedure, whoever presented it.
    #[validate(nested)]
    pub into: Id,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Merge a duplicate into another case
///
/// The case says what another says, and is answered with that one: its own terms end, and whoever presented it gets the answer
/// of the other. The other is of the same procedure, arrived before and is still open, so that nobody is answered later than
/// they would have been. Reopening the case separates the two again.
#[utoipa::path(
    tag = "cases",
    operation_id = "merge_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/merging")]
pub async fn merge_case(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Merging>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    perform_all(&state, act, path, move |act, db, file| {
        let mut target = open_other(act, db, file, "/into", &body.into)?;
        let merge = Command::Merge(Box::new(MergeTarget::of(&target.case)));
        act.carry_out(db, file, merge)?;
        let case = file.case.id;
        act.carry_out_beside(db, &mut target, Command::Absorb { case })
    })
    .await
}
