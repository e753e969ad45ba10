//! Relating a case to another.

use actix_web::{post, web};
use cartaviva_domain::cases::Command;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::other::open_other;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::Id;
use crate::extract::{Json, Path};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// The other case.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CaseRelating, example = json!({ "case": "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11" }))]
pub struct Relating {
    /// The other case.
    #[validate(nested)]
    pub case: Id,
}

/// Relate a case to another
///
/// The two cases have to do with each other; each names the other from then on. Nothing else changes.
#[utoipa::path(
    tag = "cases",
    operation_id = "relate_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/related-cases")]
pub async fn relate_case(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Relating>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, None)?;
    perform_all(&state, act, path, move |act, db, file| {
        let mut other = open_other(act, db, file, "/case", &body.case)?;
        let (own, its) = (file.case.id, other.case.id);
        // The older one first, whichever is named, so that two who do this at once do not wait for each other.
        if own < its {
            act.carry_out(db, file, Command::Relate { case: its })?;
            act.carry_out_beside(db, &mut other, Command::Relate { case: own })
        } else {
            act.carry_out_beside(db, &mut other, Command::Relate { case: own })?;
            act.carry_out(db, file, Command::Relate { case: its })
        }
    })
    .await
}
