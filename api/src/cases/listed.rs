//! A case as it appears in a list.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::cases::Deadline;
use cartaviva_domain::codes;
use cartaviva_persistence::cases::Listed;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::bounded::{
    ChannelWord, Code, Day, DeadlineStateWord, Id, Line, Link, Moment, OutcomeWord, ProtocolNumber,
    StatusWord, WaitingForWord,
};
use crate::links::Links;

/// A case as it appears in a list: nothing of who presented it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedCase {
    /// Its id.
    pub id: Id,
    /// Its number in the protocol register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol_number: Option<ProtocolNumber>,
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
    /// When it arrived.
    pub received_at: Moment,
    /// Who is in charge of it, as the subject of their token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Line<1, 200>>,
    /// For whom it waits; absent where it waits for the administration itself, or has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_for: Option<WaitingForWord>,
    /// The deadline that is next; absent when none runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_deadline: Option<NextDeadline>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeWord>,
    /// When it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Moment>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: ListedCaseLinks,
}

/// The deadline of a case that is next: of those that have not ended, the one due first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NextDeadline {
    /// The code of the term.
    pub term: Code,
    /// How it stands now: `running`, or `missed` when it is late.
    pub state: DeadlineStateWord,
    /// The last day on which it is kept.
    pub due_on: Day,
    /// The last second at which it is kept.
    pub due_at: Moment,
}

/// The links of a case in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedCaseLinks {
    /// The case itself.
    #[serde(rename = "self")]
    pub this: Link,
}

/// What a case is shown by: the clock on the wall of the administration, and what it says now.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The administration.
    pub(super) administration: codes::AdministrationCode,
    /// Its calendar.
    pub(super) calendar: Calendar,
    /// The moment it is.
    pub(super) now: OffsetDateTime,
}

impl ListedCase {
    /// A case as it stands now.
    pub(super) fn of(row: &Listed, by: &Shown, links: &Links) -> Self {
        let moment = |at| Moment(by.calendar.local(at));
        let own = format!("/administrations/{}/cases/{}", by.administration, row.id.0);
        Self {
            id: row.id.0.to_string().into(),
            protocol_number: row.protocol.map(|number| number.to_string().into()),
            procedure: row.procedure.as_str().into(),
            channel: row.channel.into(),
            status: row.status.into(),
            office: row.office.as_str().into(),
            service: row.service.as_ref().map(|service| service.as_str().into()),
            subject: row.subject.as_str().into(),
            received_at: moment(row.received_at),
            assignee: row.assignee.as_deref().map(Line::from),
            waiting_for: row.waiting_for.map(WaitingForWord::from),
            next_deadline: row
                .next_deadline()
                .and_then(|deadline| NextDeadline::of(deadline, by.now)),
            outcome: row.outcome.map(OutcomeWord::from),
            decided_at: row.decided_at.map(moment),
            links: ListedCaseLinks { this: links.to(&own) },
        }
    }
}

impl NextDeadline {
    fn of(deadline: &Deadline, now: OffsetDateTime) -> Option<Self> {
        deadline.due.map(|due| Self {
            term: deadline.term.as_str().into(),
            state: deadline.state(now).into(),
            due_on: Day(due.due_on),
            due_at: Moment(due.due_at),
        })
    }
}
