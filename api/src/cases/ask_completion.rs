//! Asking for what is missing.

use actix_web::{post, web};
use cartaviva_domain::cases::{Command, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::correspondence::send;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A request for what is missing.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "missing": "Manca la copia del documento di identità del delegato." }))]
pub struct CompletionRequest {
    /// What is missing.
    #[validate(nested)]
    pub missing: Paragraph<3, 2000>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Ask for what is missing
///
/// Whoever presented the case is asked for what is missing; the request is registered in the protocol, outgoing. Access to
/// documents starts again once it is complete, if this is said within ten days (D.P.R. 184/2006 art. 6 c. 5); the terms of
/// other procedures are suspended, as often and as long as the law allows (L. 241/1990 art. 2 c. 7).
#[utoipa::path(
    tag = "cases",
    operation_id = "ask_for_completion",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/completion-requests")]
pub async fn ask_for_completion(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<CompletionRequest>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let missing = parsed("/missing", Reason::parse(body.missing.as_str()))?;
    perform_all(&state, act, path, |act, db, file| {
        let text = missing.clone();
        act.carry_out(db, file, Command::AskCompletion { missing })?;
        send(db, file, text.as_str(), act.now())
    })
    .await
}
