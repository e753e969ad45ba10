//! Deciding a case and answering it.

use actix_web::{post, web};
use cartaviva_domain::cases::{Answer, Command, Decision, Reason};
use cartaviva_domain::codes;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::act::{Act, perform_all};
use super::answering::{answers_for, give_answer, known_standards};
use super::path::CasePath;
use super::view::CaseView;
use crate::answer::Written;
use crate::auth::{DecideCases, May};
use crate::bounded::{CauseWord, Code, List, Moment, OutcomeWord, Paragraph};
use crate::extract::{Json, Path, parsed};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// A decision, always reasoned.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "outcome": "upheld",
    "answer": "Il reclamo è accolto: la risposta è giunta oltre il termine.",
    "pertinent": true,
    "breached_standards": ["email-whatsapp-answer"],
    "cause": "administration"
}))]
pub struct DecisionBody {
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
    /// Why the answer is late: once the due date has passed, the case is not closed before this was said.
    #[validate(nested)]
    pub late_reasons: Option<Paragraph<3, 2000>>,
    /// When it was decided, if not now.
    pub occurred_at: Option<Moment>,
}

/// Decide a case
///
/// Decides the case and answers it in writing: the answer is registered in the protocol, outgoing, and the terms that end
/// with the decision end. What comes after its due date says why (`late_reasons`) before it is closed, and an application is rejected only after
/// a notice where its procedure asks for one. Some procedures leave the decision to the manager alone.
#[utoipa::path(
    tag = "cases",
    operation_id = "decide_case",
    security(("token" = ["officer"]), ("token" = ["manager"])),
    params(CasePath),
    responses(
        (status = 201, description = "Decided: the case as it now stands.", body = CaseView,
            headers(("Location" = String, description = "The case."))),
        (status = 409, description = "The case stands where it cannot be decided.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/decision")]
pub async fn decide_case(
    state: web::Data<AppState>,
    who: May<DecideCases>,
    Path(path): Path<CasePath>,
    Json(body): Json<DecisionBody>,
) -> Result<Written, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let decision = decision(body)?;
    perform_all(&state, act, path, |act, db, file| {
        answers_for(act, file)?;
        known_standards(db, &file.case, &decision)?;
        let answer = decision.answer.clone();
        act.carry_out(db, file, Command::Decide(decision))?;
        give_answer(act, db, file, &answer)
    })
    .await
}

fn decision(body: DecisionBody) -> Result<Decision, ApiError> {
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

/// The standards that a decision names.
pub(super) fn breached(named: List<Code, 50>) -> Result<Vec<codes::Code>, ApiError> {
    (0..)
        .zip(named.into_vec())
        .map(|(index, code): (usize, _)| {
            parsed(
                &format!("/breached_standards/{index}"),
                codes::Code::parse(code.as_str()),
            )
        })
        .collect()
}
