//! Correcting a decision.

use actix_web::{post, web};
use cartaviva_domain::cases::{Answer, Command, Decision, Reason};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::answering::{answers_for, give_answer, known_standards};
use super::decide::breached;
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{DecideCases, May};
use crate::bounded::{CauseWord, Code, List, Moment, OutcomeWord, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A decision as it should have been, and why the first was not.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "reason": "La prima risposta citava un regolamento non più in vigore.",
    "outcome": "partially_upheld",
    "answer": "Il reclamo è accolto in parte.",
    "pertinent": true
}))]
pub struct Correction {
    /// Why the decision is corrected.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
    /// What is decided.
    #[validate(nested)]
    pub outcome: OutcomeWord,
    /// The written answer, with its reasons.
    #[validate(nested)]
    pub answer: Paragraph<1, 10_000>,
    /// Whether the case is pertinent to the service.
    pub pertinent: bool,
    /// The standards that were not kept, by their code; only for what is upheld.
    #[serde(default)]
    #[validate(nested)]
    pub breached_standards: List<Code, 50>,
    /// What brought it about.
    #[validate(nested)]
    pub cause: Option<CauseWord>,
    /// Why the answer was late; what was said before is kept when absent.
    #[validate(nested)]
    pub late_reasons: Option<Paragraph<3, 2000>>,
    /// When it happened, if not now.
    pub occurred_at: Option<Moment>,
}

/// Correct a decision
///
/// Another decision takes the place of the one that was given, for a reason that stays on record beside the first. The new answer
/// is registered in the protocol, outgoing. The date of the first decision is the one that counts: no term runs again.
#[utoipa::path(
    tag = "cases",
    operation_id = "correct_decision",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Done: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where this cannot be done.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/corrections")]
pub async fn correct_decision(
    state: web::Data<AppState>,
    who: May<DecideCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<Correction>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let reason = parsed("/reason", Reason::parse(body.reason.as_str()))?;
    let decision = Box::new(decision(body)?);
    perform_all(&state, act, path, |act, db, file| {
        answers_for(act, file)?;
        known_standards(db, &file.case, &decision)?;
        let answer = decision.answer.clone();
        act.carry_out(db, file, Command::Correct { decision, reason })?;
        give_answer(act, db, file, &answer)
    })
    .await
}

fn decision(body: Correction) -> Result<Decision, ApiError> {
    let breached_standards = breached(body.breached_standards)?;
    Ok(Decision {
        outcome: body.outcome.0,
        answer: parsed("/answer", Answer::parse(body.answer.as_str()))?,
        pertinent: body.pertinent,
        breached_standards,
        cause: body.cause.map(|cause| cause.0),
        late_reasons: body
            .late_reasons
            .map(|reasons| parsed("/late_reasons", Reason::parse(reasons.as_str())))
            .transpose()?,
    })
}
