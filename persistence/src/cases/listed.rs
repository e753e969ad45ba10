//! A case as it appears in a list.

use super::list::{Place, Sort};
use super::{deadlines, row};
use crate::db::Conn;
use crate::error::StoreError;
use crate::protocol;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::cases::{Channel, Deadline, Outcome, Status, WaitingFor};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::protocol::ProtocolNumber;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// A case as it appears in a list: nothing of who presented it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: CaseId,
    /// Its number in the protocol register: that of the first document received.
    pub protocol: Option<ProtocolNumber>,
    /// Its procedure.
    pub procedure: Code,
    /// How it arrived.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// The office that has it.
    pub office: Code,
    /// The service it is about.
    pub service: Option<Code>,
    /// What it is about.
    pub subject: String,
    /// When it arrived.
    pub received_at: OffsetDateTime,
    /// When it was decided.
    pub decided_at: Option<OffsetDateTime>,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// Who is in charge of it.
    pub assignee: Option<String>,
    /// For whom it waits.
    pub waiting_for: Option<WaitingFor>,
    /// When something is due on it next.
    pub next_due_at: Option<OffsetDateTime>,
    /// Its deadlines that have neither ended nor been cancelled, in the order of its procedure.
    pub deadlines: Vec<Deadline>,
}

impl Listed {
    /// Its place in a list that is ordered so.
    #[must_use]
    pub fn place(&self, sort: Sort) -> Place {
        match sort {
            Sort::Newest | Sort::Oldest => Place {
                at: self.received_at,
                id: self.id.0,
            },
            Sort::Due => Place {
                at: self.next_due_at.unwrap_or(self.received_at),
                id: self.id.0,
            },
        }
    }

    /// The deadline that is next: the earliest of those that have neither ended nor been cancelled; none when nothing is due.
    #[must_use]
    pub fn next_deadline(&self) -> Option<&Deadline> {
        self.next_due_at?;
        self.deadlines
            .iter()
            .filter(|deadline| deadline.ended_at.is_none() && !deadline.cancelled)
            .filter_map(|deadline| Some((deadline.due?.due_at, deadline)))
            .min_by_key(|(due_at, _)| *due_at)
            .map(|(_, deadline)| deadline)
    }
}

/// The row of a case in a list: of its decision the outcome alone.
pub(super) type Row = (
    DbId,
    String,
    String,
    String,
    String,
    Option<String>,
    String,
    At,
    Option<At>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<At>,
);

/// The cases of some rows, with the protocol numbers and deadlines of all of them read at once.
pub(super) fn listed(
    conn: &mut Conn,
    administration: &AdministrationCode,
    rows: Vec<Row>,
) -> Result<Vec<Listed>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<DbId> = rows.iter().map(|row| row.0).collect();
    let mut numbers = protocol::first_of_each(conn, administration, &ids)?;
    let mut deadlines_of: HashMap<Uuid, Vec<Deadline>> = HashMap::new();
    for (case, deadline) in deadlines::load_open(conn, administration, &ids)? {
        deadlines_of.entry(case.0).or_default().push(deadline);
    }
    rows.into_iter()
        .map(|row| {
            let id = row.0.0;
            let deadlines = deadlines_of.remove(&id).unwrap_or_default();
            of(row, numbers.remove(&id), deadlines)
        })
        .collect()
}

fn of(row: Row, protocol: Option<ProtocolNumber>, deadlines: Vec<Deadline>) -> Result<Listed, StoreError> {
    let (id, procedure, channel, status, office, service, subject, received_at, decided_at, ..) = row;
    let (.., outcome, assignee, waiting_for, next_due_at) = row;
    Ok(Listed {
        id: CaseId(id.0),
        protocol,
        procedure: row::code(&procedure)?,
        channel: words::read(&channel)?,
        status: words::read(&status)?,
        office: row::code(&office)?,
        service: service.as_deref().map(row::code).transpose()?,
        subject,
        received_at: received_at.0,
        decided_at: decided_at.map(|at| at.0),
        outcome: outcome.as_deref().map(words::read).transpose()?,
        assignee,
        waiting_for: waiting_for.as_deref().map(words::read).transpose()?,
        next_due_at: next_due_at.map(|at| at.0),
        deadlines,
    })
}
