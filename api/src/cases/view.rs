//! A case as staff see it, and the parts of it that others see too.

use cartaviva_domain::cases::{Case, Deadline, Decision};
use cartaviva_domain::people::Reporter;
use cartaviva_domain::procedures::TermRule;
use cartaviva_domain::protocol::Registration;
use cartaviva_persistence::{Conn, protocol, reporters};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::details::DetailsView;
use super::file::CaseFile;
use super::proceedings::ProceedingsView;
use super::protocol::ProtocolView;
use crate::bounded::{
    CauseWord, ChannelWord, Code, Day, DeadlineStateWord, Id, Int, Line, Link, List, Moment, OutcomeWord,
    Paragraph, StartEventWord, StatusWord, WaitingForWord, Word,
};
use crate::links::Links;
use crate::problem::ApiError;
use crate::words::LanguageWord;

/// A case, as staff see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Case)]
pub struct CaseView {
    /// Its id.
    pub id: Id,
    /// Its procedure.
    pub procedure: Code,
    /// How it arrived.
    pub channel: ChannelWord,
    /// Where it stands.
    pub status: StatusWord,
    /// The office that has it.
    pub office: Code,
    /// The service it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Code>,
    /// What it is about, in a line.
    pub subject: Line<3, 200>,
    /// What it says.
    pub description: Paragraph<1, 5000>,
    /// What is told of who presented it; who it is is read apart, with a reason.
    pub reporter: ReporterSummary,
    /// What it keeps of its submission beside the words.
    pub details: DetailsView,
    /// When it arrived.
    pub received_at: Moment,
    /// When it was entered into the system.
    pub registered_at: Moment,
    /// When it first went to the competent office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_at: Option<Moment>,
    /// Who is in charge of it, as the subject of their token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Line<1, 200>>,
    /// For whom it waits; absent where it waits for the administration itself, or has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_for: Option<WaitingForWord>,
    /// The earliest moment at which something is due on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_due_at: Option<Moment>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionView>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Moment>,
    /// What else its file holds.
    pub proceedings: ProceedingsView,
    /// When the redress was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ristoro_claimed_at: Option<Moment>,
    /// Its deadlines.
    pub deadlines: List<DeadlineView, 10>,
    /// Its entries in the protocol register.
    pub protocol: List<ProtocolView, 100>,
    /// Grows by one with every change.
    pub version: Int<1, 2_147_483_647>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CaseLinks,
}

/// What a case tells of who presented it: nothing that says who it is.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ReporterSummary {
    /// Whether nobody is known to have presented it.
    pub anonymous: bool,
    /// The language in which they are written to.
    pub language: LanguageWord,
    /// Whether an answer can reach them.
    pub has_contact: bool,
}

/// A decision as it was answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DecisionView {
    /// What was decided.
    pub outcome: OutcomeWord,
    /// The written answer.
    pub answer: Paragraph<1, 10_000>,
    /// Whether the case was judged pertinent to the service.
    pub pertinent: bool,
    /// The standards that were not kept.
    pub breached_standards: List<Code, 50>,
    /// What brought it about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<CauseWord>,
    /// Why the answer came late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_reasons: Option<Paragraph<3, 2000>>,
    /// When it was decided.
    pub decided_at: Moment,
}

/// A deadline of a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Deadline, example = json!({
    "term": "intake",
    "promise": "Inserimento nel sistema entro 3 giorni lavorativi dalla presentazione",
    "state": "running",
    "starts_from": "received",
    "starts_on": "2026-11-20",
    "due_on": "2026-11-25",
    "due_at": "2026-11-25T23:59:59+01:00",
    "source": "Carta dei servizi dell'URP, Livorno, §8 Standard di qualità generali, Tempestività"
}))]
pub struct DeadlineView {
    /// The code of the term.
    pub term: Code,
    /// What it promises.
    pub promise: Line<1, 300>,
    /// How it stands now.
    pub state: DeadlineStateWord,
    /// What starts it.
    pub starts_from: StartEventWord,
    /// The day from which it runs, itself not counted; null until what starts it happens.
    pub starts_on: Option<Day>,
    /// The last day on which it is kept; null until it starts and while it is suspended.
    pub due_on: Option<Day>,
    /// The last second at which it is kept; null until it starts and while it is suspended.
    pub due_at: Option<Moment>,
    /// What the last day was before it was extended; absent where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_due_on: Option<Day>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// Where it is written.
    pub source: Line<1, 300>,
}

/// The links of a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseLinks {
    /// The case itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// Its deadlines, with the steps that lead to them.
    pub deadlines: Link,
    /// What happened to it.
    pub events: Link,
    /// Who presented it: read with a reason.
    pub reporter: Link,
    /// Whether a redress is owed.
    pub ristoro_eligibility: Link,
}

impl CaseView {
    /// A case as a member of staff sees it at a moment.
    pub(crate) fn of(
        db: &mut Conn,
        file: &CaseFile,
        now: OffsetDateTime,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let case = &file.case;
        let reporter = reporters::find(db, &case.administration, case.id)?;
        let registrations = protocol::registrations(db, &case.administration, case.id)?;
        Ok(Self::with(file, &reporter, &registrations, now, links))
    }

    /// The same with who presented it and its documents in the register.
    pub(crate) fn with(
        file: &CaseFile,
        reporter: &Reporter,
        registrations: &[Registration],
        now: OffsetDateTime,
        links: &Links,
    ) -> Self {
        let case = &file.case;
        let own = format!("/administrations/{}/cases/{}", case.administration, case.id.0);
        Self {
            id: case.id.0.to_string().into(),
            procedure: case.procedure.as_str().into(),
            channel: case.channel.into(),
            status: case.status.into(),
            office: case.office.as_str().into(),
            service: case.service.as_ref().map(|service| service.as_str().into()),
            subject: case.subject.as_str().into(),
            description: case.description.as_str().into(),
            details: DetailsView::of(&case.details),
            reporter: ReporterSummary::of(reporter),
            received_at: moment(file, case.received_at),
            registered_at: moment(file, case.registered_at),
            forwarded_at: case.forwarded_at.map(|at| moment(file, at)),
            assignee: case.assignee.as_ref().map(|assignee| assignee.as_str().into()),
            waiting_for: case.waiting_for().map(Word),
            next_due_at: case.next_due_at().map(|at| moment(file, at)),
            decision: DecisionView::of(file),
            closed_at: case.closed_at.map(|at| moment(file, at)),
            proceedings: ProceedingsView::of(file),
            ristoro_claimed_at: case.claimed_at.map(|at| moment(file, at)),
            deadlines: DeadlineView::all(file, now),
            protocol: ProtocolView::among(file, registrations),
            version: i64::from(case.version).into(),
            links: CaseLinks {
                deadlines: links.to(&format!("{own}/deadlines")),
                events: links.to(&format!("{own}/events")),
                reporter: links.to(&format!("{own}/reporter")),
                ristoro_eligibility: links.to(&format!("{own}/ristoro-eligibility")),
                this: links.to(&own),
            },
        }
    }

    /// The same without the account of who is in charge of it, for whoever it is about.
    pub(crate) fn without_accounts(self) -> Self {
        Self {
            assignee: None,
            ..self
        }
    }

    /// The absolute address of the case.
    pub(crate) fn own_link(&self) -> &str {
        self.links.this.as_str()
    }
}

impl ReporterSummary {
    fn of(reporter: &Reporter) -> Self {
        Self {
            anonymous: reporter.is_anonymous(),
            language: reporter.language.unwrap_or_default().into(),
            has_contact: reporter.has_contact(),
        }
    }
}

impl DecisionView {
    /// The decision on a case, once there is one.
    pub(crate) fn of(file: &CaseFile) -> Option<Self> {
        let Case {
            decision: Some(decision),
            decided_at: Some(decided_at),
            ..
        } = &file.case
        else {
            return None;
        };
        let Decision {
            outcome,
            answer,
            pertinent,
            breached_standards,
            cause,
            late_reasons,
        } = decision;
        Some(Self {
            outcome: (*outcome).into(),
            answer: answer.as_str().into(),
            pertinent: *pertinent,
            breached_standards: breached_standards
                .iter()
                .map(|code| code.as_str().into())
                .collect::<Vec<_>>()
                .into(),
            cause: cause.map(Word),
            late_reasons: late_reasons.as_ref().map(|reasons| reasons.as_str().into()),
            decided_at: moment(file, *decided_at),
        })
    }
}

impl DeadlineView {
    /// The deadlines of a case as they stand at a moment.
    pub(crate) fn all(file: &CaseFile, now: OffsetDateTime) -> List<Self, 10> {
        let views = file.case.deadlines.iter().filter_map(|deadline| {
            file.procedure
                .term(&deadline.term)
                .map(|rule| Self::of(file, rule, deadline, now))
        });
        views.collect::<Vec<_>>().into()
    }

    /// One deadline as it stands at a moment.
    pub(crate) fn of(file: &CaseFile, rule: &TermRule, deadline: &Deadline, now: OffsetDateTime) -> Self {
        let calendar = file.calendar();
        Self {
            term: deadline.term.as_str().into(),
            promise: rule.name.as_str().into(),
            state: deadline.state(now).into(),
            starts_from: file.case.starts_from(rule).into(),
            starts_on: deadline.starts_at.map(|at| Day(calendar.date_of(at))),
            due_on: deadline.due.map(|due| Day(due.due_on)),
            due_at: deadline.due.map(|due| Moment(due.due_at)),
            original_due_on: deadline
                .due
                .filter(|due| due.is_extended())
                .map(|due| Day(due.original_due_on)),
            ended_at: deadline.ended_at.map(|at| moment(file, at)),
            source: rule.source.as_str().into(),
        }
    }
}

/// An instant on the clock of the administration.
pub(crate) fn moment(file: &CaseFile, at: OffsetDateTime) -> Moment {
    Moment(file.calendar().local(at))
}
