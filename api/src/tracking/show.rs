//! A case as whoever presented it sees it.

use actix_web::{HttpRequest, get, web};
use cartaviva_persistence::{Conn, cases};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::code::{TrackingCode, TrackingHeader};
use crate::bounded::{Code, Id, Line, Link, List, Moment, Paragraph, StatusWord};
use crate::cases::{
    CaseFile, DeadlineView, DecisionView, DetailsView, OfficeNames, ProtocolView, TrackedEvent,
};
use crate::language::{Language, preferred};
use crate::links::Links;
use crate::problem::{ApiError, Problem, ProblemCode};
use crate::ristoro::RistoroView;
use crate::state::AppState;

/// A case, as whoever presented it sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedCase {
    /// Its id.
    pub id: Id,
    /// Its procedure.
    pub procedure: Code,
    /// Where it stands.
    pub status: StatusWord,
    /// The office that has it.
    pub office: Code,
    /// What it is about, in a line.
    pub subject: Line<3, 200>,
    /// What it says.
    pub description: Paragraph<1, 5000>,
    /// What was written in the form, and what was missing.
    pub details: DetailsView,
    /// When it arrived.
    pub received_at: Moment,
    /// Its deadlines.
    pub deadlines: List<DeadlineView, 10>,
    /// What was decided, and the written answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionView>,
    /// Its entries in the protocol register.
    pub protocol: List<ProtocolView, 100>,
    /// What happened to it, first to last, as far as it concerns whoever presented it.
    pub events: List<TrackedEvent, 1000>,
    /// The redress: whether it is owed and what was given. Absent where the administration foresees none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ristoro: Option<RistoroView>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: TrackedCaseLinks,
}

/// The links of a case for whoever presented it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrackedCaseLinks {
    /// This view.
    #[serde(rename = "self")]
    pub this: Link,
    /// Where the redress is asked for.
    pub ristoro_claim: Link,
    /// Who read one's own data.
    pub readings: Link,
}

/// Follow a case
///
/// The case that a tracking code opens, as whoever presented it sees it: where it stands, its deadlines, the answer, the
/// redress. The code goes in the `Tracking-Code` header, never in the address.
#[utoipa::path(
    tag = "tracking",
    operation_id = "follow_case",
    security(()),
    params(TrackingHeader),
    responses(
        (status = 200, description = "The case.", body = TrackedCase),
        (status = 404, description = "No case has this tracking code.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/tracking")]
pub async fn follow_case(
    state: web::Data<AppState>,
    code: TrackingCode,
    request: HttpRequest,
) -> Result<web::Json<TrackedCase>, ApiError> {
    let language = preferred(&request);
    let (now, links) = (state.clock().now(), state.links().clone());
    let view = state
        .read(move |db| {
            let file = open(db, &code)?;
            TrackedCase::of(db, &file, now, language, &links)
        })
        .await?;
    Ok(web::Json(view))
}

/// The file on the case that a code opens.
pub(crate) fn open(db: &mut Conn, code: &TrackingCode) -> Result<CaseFile, ApiError> {
    let found = cases::find_by_tracking(db, code.administration(), &code.digest())?;
    CaseFile::of(
        db,
        found.ok_or_else(|| ApiError::new(ProblemCode::TrackingCodeUnknown))?,
    )
}

impl TrackedCase {
    /// A case at a moment, in a language.
    pub(crate) fn of(
        db: &mut Conn,
        file: &CaseFile,
        now: OffsetDateTime,
        language: Language,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let case = &file.case;
        let events = cases::events(db, &case.administration, case.id)?;
        let names = OfficeNames::read(db, &case.administration)?;
        let answered = answered_in(db, file)?;
        Ok(Self {
            id: case.id.0.to_string().into(),
            procedure: case.procedure.as_str().into(),
            status: case.status.into(),
            office: case.office.as_str().into(),
            subject: case.subject.as_str().into(),
            description: case.description.as_str().into(),
            details: DetailsView::of(&case.details),
            received_at: Moment(file.calendar().local(case.received_at)),
            deadlines: DeadlineView::all(file, now),
            decision: DecisionView::of(answered.as_ref().unwrap_or(file)),
            protocol: ProtocolView::all(db, file)?,
            events: events
                .iter()
                .filter_map(|event| TrackedEvent::of(file, event, &names, language))
                .collect::<Vec<_>>()
                .into(),
            ristoro: RistoroView::of(db, file, now, language)?,
            links: TrackedCaseLinks {
                this: links.to("/tracking"),
                ristoro_claim: links.to("/tracking/ristoro-claim"),
                readings: links.to("/tracking/readings"),
            },
        })
    }
}

/// The file in which the answer stands of a case that was merged into another.
fn answered_in(db: &mut Conn, file: &CaseFile) -> Result<Option<CaseFile>, ApiError> {
    let Some(other) = file.case.proceedings.merged_into else {
        return Ok(None);
    };
    let found = cases::find(db, &file.case.administration, other)?;
    found.map(|case| CaseFile::of(db, case)).transpose()
}
