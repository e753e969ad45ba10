//! Writing a note on a case.

use actix_web::{post, web};
use cartaviva_domain::cases::Command;
use cartaviva_domain::text::Prose;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{Paragraph, VisibilityWord};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A note.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "Sentito l'ufficio strade: il sopralluogo è martedì.", "visibility": "internal" }))]
pub struct CaseNote {
    /// What it says.
    #[validate(nested)]
    pub text: Paragraph<1, 5000>,
    /// Who may read it: staff alone, or whoever presented the case too.
    #[validate(nested)]
    pub visibility: VisibilityWord,
}

/// Write a note on a case
///
/// A note stands among the events of the case and changes nothing else. A public one is read by whoever presented the case.
#[utoipa::path(
    tag = "cases",
    operation_id = "note_on_case",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/notes")]
pub async fn note_on_case(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<CaseNote>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, None)?;
    let text = parsed("/text", Prose::parse(body.text.as_str()))?;
    let visibility = body.visibility.0;
    perform(&state, act, path, move |_, _| {
        Ok(Command::Note { text, visibility })
    })
    .await
}
