//! Presenting a case.

use actix_web::{post, web};
use cartaviva_domain::cases::{Actor, Case, Event, Moment, Rules, Submission, arrive, receive};
use cartaviva_domain::codes::{self, CaseId, EventId};
use cartaviva_domain::procedures::{FieldKind, Fields, Procedure};
use cartaviva_domain::protocol::{Direction, Document, Registration};
use cartaviva_persistence::{
    Conn, administrations, calendars, cases, offices, procedures, protocol, services,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::file::CaseFile;
use super::protocol::ProtocolView;
use super::refuse::refused;
use super::submission::CaseSubmission;
use super::view::DeadlineView;
use crate::answer::{Answer, Written};
use crate::auth::{Anyone, RegisterCases};
use crate::bounded::{AdministrationCode, Code, Id, Line, Link, List, StatusWord};
use crate::door::Client;
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::state::AppState;
use crate::tracking::TrackingCode;

/// The administration to which a case is presented.
#[derive(Debug, Deserialize, IntoParams, Validate)]
pub struct CasesPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
}

/// The receipt (L. 241/1990 art. 18-bis).
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// The id of the case.
    pub id: Id,
    /// Where it stands.
    pub status: StatusWord,
    /// Its entry in the protocol register.
    pub protocol: ProtocolView,
    /// The secret by which whoever presented it follows it: shown here and never again.
    pub tracking_code: Line<28, 60>,
    /// The office that received it.
    pub office: Code,
    /// Its deadlines.
    pub deadlines: List<DeadlineView, 10>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ReceiptLinks,
}

/// The links of a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptLinks {
    /// The case, for staff.
    pub case: Link,
    /// The case, for whoever holds the tracking code.
    pub tracking: Link,
}

/// Present a case
///
/// Presents a report, a complaint or an application. It is registered in the protocol at once, and the answer is the
/// receipt: number, office, deadlines and the tracking code, which is shown only here. No token is needed for what people
/// send by themselves; staff record what arrives at the desk, by telephone, email, post.
#[utoipa::path(
    tag = "cases",
    operation_id = "present_case",
    security((), ("token" = ["operator"]), ("token" = ["integrator"])),
    params(CasesPath),
    responses(
        (status = 201, description = "Received and registered.", body = Receipt,
            headers(("Location" = String, description = "The case."))),
        (status = 403, description = "The token's roles may not record what arrived so.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases")]
pub async fn present_case(
    state: web::Data<AppState>,
    anyone: Anyone,
    client: Client,
    Path(path): Path<CasesPath>,
    Json(body): Json<CaseSubmission>,
) -> Result<Written, ApiError> {
    let administration = codes::AdministrationCode::parse(path.administration.as_str())
        .map_err(|_| ApiError::new(ProblemCode::AdministrationNotFound))?;
    let actor = actor(&anyone, &administration, &body)?;
    let token = anyone.principal().filter(|_| actor == Actor::citizen());
    let now = state.clock().now();
    let moment = Moment::said(body.occurred_at.map(|at| at.0), now).map_err(refused)?;
    let randomness = state.randomness();
    let new = New {
        id: CaseId(randomness.id(now)),
        events: [EventId(randomness.id(now)), EventId(randomness.id(now))],
        tracking: TrackingCode::new(&administration, randomness.bytes()),
        moment,
        actor,
        now,
    };
    let procedure = codes::Code::parse(body.procedure.as_str()).ok();
    let submission = body.read(token)?;
    if new.actor == Actor::citizen() {
        state.door().admit_submission(client, submission.digest())?;
    }
    let links = state.links().clone();
    let at = administration.clone();
    state
        .answer_together(&at, move |db| {
            let tracking_code = new.tracking.as_str().into();
            let (file, registration) =
                register(db, administration.clone(), procedure.as_ref(), &submission, &new)?;
            let case = &file.case;
            let own = format!("/administrations/{}/cases/{}", case.administration, case.id.0);
            let receipt = Receipt {
                id: case.id.0.to_string().into(),
                status: case.status.into(),
                protocol: ProtocolView::of(&file, &registration, false),
                tracking_code,
                office: case.office.as_str().into(),
                deadlines: DeadlineView::all(&file, now),
                links: ReceiptLinks {
                    case: links.to(&own),
                    tracking: links.to("/tracking"),
                },
            };
            Answer::created(receipt.links.case.as_str(), &receipt)
        })
        .await
}

/// What a new case is made of beside what was presented.
struct New {
    id: CaseId,
    events: [EventId; 2],
    tracking: TrackingCode,
    moment: Moment,
    actor: Actor,
    now: OffsetDateTime,
}

/// Receives, stores and registers a case, all in the caller's transaction.
fn register(
    db: &mut Conn,
    administration: codes::AdministrationCode,
    procedure: Option<&codes::Code>,
    submission: &Submission,
    new: &New,
) -> Result<(CaseFile, Registration), ApiError> {
    let known = match procedure {
        Some(code) => procedures::find(db, &administration, code)?,
        None => None,
    };
    let Some(procedure) = known else {
        return Err(unknown(db, &administration));
    };
    let calendars = calendars::history(db, &administration, Some(&procedure.value.office))?;
    let rules = Rules {
        procedure: &procedure.value,
        procedure_version: procedure.version,
        calendars: &calendars,
    };
    let system = protocol::system(db, &administration)?.value;
    let (case, happened) = if system.leaves_unregistered() {
        let (case, received) =
            arrive(administration, new.id, &rules, submission, new.moment).map_err(refused)?;
        (case, vec![received])
    } else {
        let (case, both) =
            receive(administration, new.id, &rules, submission, new.moment).map_err(refused)?;
        (case, Vec::from(both))
    };
    offices_named(db, &case.administration, rules.procedure, &case.details.fields)?;
    service_named(db, &case)?;
    let events: Vec<Event> = (1..)
        .zip(new.events)
        .zip(happened)
        .map(|((sequence, id), (happening, moment))| Event {
            id,
            sequence,
            happening,
            moment,
            actor: new.actor.clone(),
        })
        .collect();
    cases::add(
        db,
        &case,
        &rules,
        &submission.presented_by(rules.procedure),
        &new.tracking.digest(),
        &events,
    )?;
    let today = calendars.last().calendar.date_of(new.now);
    let registration = protocol::register(
        db,
        &case.administration,
        today,
        document(&case, submission),
        case.id,
        new.now,
    )?;
    Ok((CaseFile::with(case, procedure.value, calendars), registration))
}

/// Who presents: whoever uses the web or an app, or the staff who record what arrived otherwise.
fn actor(
    anyone: &Anyone,
    administration: &codes::AdministrationCode,
    body: &CaseSubmission,
) -> Result<Actor, ApiError> {
    let staff = anyone.may::<RegisterCases>(administration.as_str());
    if let Some(staff) = staff {
        return Ok(Actor {
            subject: Some(staff.subject.clone()),
            role: "operator".to_owned(),
        });
    }
    let code = if anyone.principal().is_some() {
        ProblemCode::RoleNotAllowed
    } else {
        ProblemCode::TokenMissing
    };
    if !body.channel.0.is_self_service() {
        let detail = Bilingual::new(
            "Quanto arriva per questo canale è registrato dal personale dell'ente.",
            "What arrives by this channel is recorded by the administration's staff.",
        );
        return Err(ApiError::saying(code, detail));
    }
    if body.says_what_staff_say() {
        let detail = Bilingual::new(
            "Solo il personale dell'ente può indicare quando e come è arrivata una pratica.",
            "Only the administration's staff may say when and how a case arrived.",
        );
        return Err(ApiError::saying(code, detail));
    }
    Ok(Actor::citizen())
}

/// The submission as the protocol registers it.
fn document(case: &Case, submission: &Submission) -> Document {
    Document {
        direction: Direction::Incoming,
        correspondent: submission
            .reporter
            .full_name()
            .unwrap_or_else(|| "Anonimo".to_owned()),
        subject: case.subject.to_string(),
        digest: submission.digest(),
    }
}

/// Whether the offices that the fields of the form name are there.
pub(super) fn offices_named(
    db: &mut Conn,
    administration: &codes::AdministrationCode,
    procedure: &Procedure,
    fields: &Fields,
) -> Result<(), ApiError> {
    let named = fields.iter().filter(|(code, _)| {
        procedure
            .field(code)
            .is_some_and(|rule| rule.kind == FieldKind::Office)
    });
    for (code, value) in named {
        let at = format!("/fields/{code}");
        let office = parsed(&at, codes::Code::parse(value.as_str()))?;
        if offices::find(db, administration, &office)?.is_none() {
            let detail = Bilingual::new(
                "L'ente non ha questo ufficio.",
                "The administration has no such office.",
            );
            return Err(ApiError::field(&at, "unknown", detail));
        }
    }
    Ok(())
}

/// Whether the service that a case is about is there.
fn service_named(db: &mut Conn, case: &Case) -> Result<(), ApiError> {
    match &case.service {
        Some(service) if !services::is_known(db, &case.administration, service)? => Err(no_service()),
        _ => Ok(()),
    }
}

/// Which of the two is unknown: the administration or its procedure.
fn unknown(db: &mut Conn, administration: &codes::AdministrationCode) -> ApiError {
    match administrations::find(db, administration) {
        Err(error) => error.into(),
        Ok(None) => ApiError::new(ProblemCode::AdministrationNotFound),
        Ok(Some(_)) => ApiError::field(
            "/procedure",
            "unknown",
            Bilingual::new(
                "L'ente non ha questo procedimento.",
                "The administration has no such procedure.",
            ),
        ),
    }
}

fn no_service() -> ApiError {
    ApiError::field(
        "/service",
        "unknown",
        Bilingual::new(
            "L'ente non ha questo servizio.",
            "The administration has no such service.",
        ),
    )
}
