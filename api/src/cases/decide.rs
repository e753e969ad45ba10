//! Deciding a case and answering it.

use actix_web::{HttpResponse, post, web};
use cartaviva_domain::cases::{Answer, Case, Command, Decision, Reason};
use cartaviva_domain::codes;
use cartaviva_domain::procedures::Decider;
use cartaviva_domain::protocol::{Direction, Document, digest_of};
use cartaviva_persistence::{Conn, charters, protocol, reporters};
use serde::Deserialize;
use std::collections::HashSet;
use utoipa::ToSchema;
use validator::Validate;

use super::act::Act;
use super::file::CaseFile;
use super::path::CasePath;
use super::view::CaseView;
use crate::auth::{DecideCases, May, Role};
use crate::bounded::{CauseWord, Code, List, Moment, OutcomeWord, Paragraph};
use crate::etag::ETag;
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
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
    /// Why the answer is late: needed once the due date has passed.
    #[validate(nested)]
    pub late_reasons: Option<Paragraph<3, 2000>>,
    /// When it was decided, if not now.
    pub occurred_at: Option<Moment>,
}

/// Decide a case
///
/// Decides the case and answers it in writing: the answer is registered in the protocol, outgoing, and the terms that end
/// with the decision end. Some procedures leave the decision to the manager alone.
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
) -> Result<HttpResponse, ApiError> {
    let act = Act::of(&state, who, body.occurred_at)?;
    let decision = decision(body)?;
    let links = state.links().clone();
    let view = state
        .write(move |db| {
            let mut file = act.open(db, &path)?;
            if file.procedure.decided_by == Decider::Manager && act.role() != Role::Manager {
                return Err(manager_alone());
            }
            known_standards(db, &file.case, &decision)?;
            let answer = decision.answer.clone();
            act.carry_out(db, &mut file, Command::Decide(decision))?;
            send(db, &file, &answer, act.now())?;
            CaseView::of(db, &file, act.who(), act.now(), &links)
        })
        .await?;
    Ok(HttpResponse::Created()
        .insert_header(("Location", view.own_link().to_owned()))
        .insert_header(("ETag", ETag::of_content(&view)?.to_string()))
        .json(view))
}

fn decision(body: DecisionBody) -> Result<Decision, ApiError> {
    let breached_standards = (0..)
        .zip(body.breached_standards.into_vec())
        .map(|(index, code): (usize, _)| {
            parsed(
                &format!("/breached_standards/{index}"),
                codes::Code::parse(code.as_str()),
            )
        })
        .collect::<Result<_, _>>()?;
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

/// A decision names standards that some edition of a charter of the administration holds.
fn known_standards(db: &mut Conn, case: &Case, decision: &Decision) -> Result<(), ApiError> {
    if decision.breached_standards.is_empty() {
        return Ok(());
    }
    let charters = charters::list(db, &case.administration)?;
    let known: HashSet<&codes::Code> = charters
        .iter()
        .flat_map(|charter| &charter.value.editions)
        .flat_map(|edition| &edition.standards)
        .map(|standard| &standard.code)
        .collect();
    match decision
        .breached_standards
        .iter()
        .position(|code| !known.contains(code))
    {
        None => Ok(()),
        Some(index) => Err(ApiError::field(
            &format!("/breached_standards/{index}"),
            "unknown",
            Bilingual::new(
                "Nessuna carta dell'ente ha questo standard.",
                "No charter of the administration has this standard.",
            ),
        )),
    }
}

/// Registers the written answer, outgoing.
fn send(db: &mut Conn, file: &CaseFile, answer: &Answer, now: time::OffsetDateTime) -> Result<(), ApiError> {
    let case = &file.case;
    let reporter = reporters::identity(db, &case.administration, case.id)?.current();
    let document = Document {
        direction: Direction::Outgoing,
        correspondent: reporter.full_name().unwrap_or_else(|| "Anonimo".to_owned()),
        subject: case.subject.to_string(),
        digest: digest_of(&[case.id.0.as_bytes(), answer.as_str().as_bytes()]),
    };
    let today = file.calendar.date_of(now);
    protocol::register(db, &case.administration, today, document, case.id, now)?;
    Ok(())
}

fn manager_alone() -> ApiError {
    let detail = Bilingual::new(
        "In questo procedimento decide soltanto il dirigente.",
        "In this procedure the manager alone decides.",
    );
    ApiError::saying(ProblemCode::RoleNotAllowed, detail)
}
