//! Declaring a case inadmissible.

use actix_web::{post, web};
use cartaviva_domain::cases::{Answer, Command, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::answering::{answers_for, give_answer};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{May, WorkOnCases};
use crate::bounded::{Moment, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A declaration that a case is inadmissible, always reasoned.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "answer": "La segnalazione non indica alcun servizio del Comune: non può essere esaminata." }))]
pub struct Inadmissibility {
    /// The written answer, with its reasons.
    #[validate(nested)]
    pub answer: Paragraph<1, 10_000>,
    /// Why the answer is late: needed once the due date has passed.
    #[validate(nested)]
    pub late_reasons: Option<Paragraph<3, 2000>>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Declare a case inadmissible
///
/// The case is not examined, and whoever presented it is told so in writing: the answer is registered in the protocol, outgoing,
/// and the terms that end with the decision end, met or missed. Some procedures leave this to the manager alone.
#[utoipa::path(
    tag = "cases",
    operation_id = "declare_case_inadmissible",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/inadmissibility")]
pub async fn declare_case_inadmissible(
    state: web::Data<AppState>,
    who: May<WorkOnCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Inadmissibility>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let answer = parsed("/answer", Answer::parse(body.answer.as_str()))?;
    let late_reasons = body
        .late_reasons
        .map(|reasons| parsed("/late_reasons", Reason::parse(reasons.as_str())))
        .transpose()?;
    perform_all(&state, act, path, |act, db, file| {
        answers_for(act, file)?;
        let text = answer.clone();
        let command = Command::DeclareInadmissible { answer, late_reasons };
        act.carry_out(db, file, command)?;
        give_answer(act, db, file, &text)
    })
    .await
}
