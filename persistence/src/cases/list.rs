//! Lists of cases, page by page.

use super::listed::{Listed, Row, listed};
use crate::connection::MultiBackend;
use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use crate::schema::{cases, protocol_entries};
use crate::search::Query;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::cases::{Channel, Outcome, Status, WaitingFor};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::protocol::ProtocolNumber;
use diesel::dsl::sql;
use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};
use time::OffsetDateTime;
use uuid::Uuid;

/// Which cases are wanted; what is not given does not limit them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this office.
    pub office: Option<Code>,
    /// Of this procedure.
    pub procedure: Option<Code>,
    /// About this service.
    pub service: Option<Code>,
    /// That arrived so.
    pub channel: Option<Channel>,
    /// That stand in one of these ways; any when empty.
    pub statuses: Vec<Status>,
    /// That were decided so.
    pub outcome: Option<Outcome>,
    /// That this person, or nobody, is in charge of.
    pub assigned: Option<Assigned>,
    /// That wait for this.
    pub waiting_for: Option<WaitingFor>,
    /// On which something is due from this moment on.
    pub due_from: Option<OffsetDateTime>,
    /// On which something is due before this moment.
    pub due_before: Option<OffsetDateTime>,
    /// That are late, or are not.
    pub late: Option<Late>,
    /// That arrived from this moment on.
    pub received_from: Option<OffsetDateTime>,
    /// That arrived before this moment.
    pub received_before: Option<OffsetDateTime>,
    /// That have this entry in the protocol register.
    pub protocol: Option<ProtocolNumber>,
    /// Whose subject or description holds what is looked for.
    pub search: Option<Query>,
}

/// Who is in charge of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// Nobody.
    Nobody,
    /// The person with this subject in their token.
    To(String),
}

/// Whether something on a case is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Whether the late ones are wanted, or the others.
    pub wanted: bool,
    /// What was due before this moment is late.
    pub due_before: OffsetDateTime,
}

impl Late {
    /// What is late at a moment. Due moments are the last second in time, so that a second that has begun counts as in time
    /// to its end.
    #[must_use]
    pub fn at(now: OffsetDateTime, wanted: bool) -> Self {
        Self {
            wanted,
            due_before: now.replace_nanosecond(0).unwrap_or(now),
        }
    }
}

/// How a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By arrival, newest first.
    #[default]
    Newest,
    /// By arrival, oldest first: first come, first served.
    Oldest,
    /// By what is due on the case, the next first. A case on which nothing is due is not in the list.
    Due,
}

/// A place in a list: just after the case with this key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the list is ordered by.
    pub at: OffsetDateTime,
    /// The case's id.
    pub id: Uuid,
}

/// The outcome of a case, as both databases read it from the decision.
const OUTCOME: &str = "cases.decision ->> 'outcome'";

/// A query of cases to which conditions are added.
pub(super) type Boxed<'a> = IntoBoxed<'a, cases::table, MultiBackend>;

/// A page of cases, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    filter: &Filter,
    sort: Sort,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let query = filtered(conn, administration, filter)?;
    let query = ordered(query, sort, after).limit(limit);
    let rows = rows(conn, query)?;
    listed(conn, administration, rows)
}

/// The rows of some cases, as lists show them.
pub(super) fn rows(conn: &mut Conn, query: Boxed<'_>) -> Result<Vec<Row>, StoreError> {
    let rows = query
        .select((
            cases::id,
            cases::procedure_code,
            cases::channel,
            cases::status,
            cases::office,
            cases::service,
            cases::subject,
            cases::received_at,
            cases::decided_at,
            sql::<Nullable<Text>>(OUTCOME),
            cases::assignee,
            cases::waiting_for,
            cases::next_due_at,
        ))
        .load(conn)?;
    Ok(rows)
}

/// The cases that a filter lets through.
fn filtered<'a>(
    conn: &Conn,
    administration: &'a AdministrationCode,
    filter: &'a Filter,
) -> Result<Boxed<'a>, StoreError> {
    let mut query = cases::table
        .filter(cases::administration.eq(administration.as_str()))
        .into_boxed();
    if let Some(office) = &filter.office {
        query = query.filter(cases::office.eq(office.as_str()));
    }
    if let Some(procedure) = &filter.procedure {
        query = query.filter(cases::procedure_code.eq(procedure.as_str()));
    }
    if let Some(service) = &filter.service {
        query = query.filter(cases::service.eq(service.as_str()));
    }
    if let Some(channel) = &filter.channel {
        query = query.filter(cases::channel.eq(words::write(channel)?));
    }
    if !filter.statuses.is_empty() {
        let statuses: Result<Vec<_>, _> = filter.statuses.iter().map(words::write).collect();
        query = query.filter(cases::status.eq_any(statuses?));
    }
    if let Some(outcome) = &filter.outcome {
        let outcome = words::write(outcome)?;
        query = query.filter(sql::<Text>(OUTCOME).eq(outcome).assume_not_null());
    }
    if let Some(waiting_for) = &filter.waiting_for {
        query = query.filter(cases::waiting_for.eq(words::write(waiting_for)?));
    }
    match &filter.assigned {
        Some(Assigned::Nobody) => query = query.filter(cases::assignee.is_null()),
        Some(Assigned::To(subject)) => query = query.filter(cases::assignee.eq(subject)),
        None => {}
    }
    query = due(query, filter);
    if let Some(from) = filter.received_from {
        query = query.filter(cases::received_at.ge(At(from)));
    }
    if let Some(before) = filter.received_before {
        query = query.filter(cases::received_at.lt(At(before)));
    }
    if let Some(ProtocolNumber { year, number }) = filter.protocol {
        let of_entry = protocol_entries::table
            .find((administration.as_str(), year, number))
            .select(protocol_entries::case_id)
            .single_value();
        query = query.filter(cases::id.eq(of_entry.assume_not_null()));
    }
    if let Some(search) = &filter.search {
        let found = dialect::matching(conn, administration, search);
        let condition = sql::<Bool>(found.before)
            .bind::<Text, _>(found.value)
            .sql(found.after);
        query = query.filter(condition);
    }
    Ok(query)
}

/// The cases on which something is due when it is to be.
fn due<'a>(mut query: Boxed<'a>, filter: &Filter) -> Boxed<'a> {
    if let Some(from) = filter.due_from {
        query = query.filter(cases::next_due_at.ge(At(from)));
    }
    if let Some(before) = filter.due_before {
        query = query.filter(cases::next_due_at.lt(At(before)));
    }
    match filter.late {
        Some(Late {
            wanted: true,
            due_before,
        }) => query.filter(cases::next_due_at.lt(At(due_before))),
        Some(Late { due_before, .. }) => query.filter(
            cases::next_due_at
                .is_null()
                .or(cases::next_due_at.ge(At(due_before)).assume_not_null()),
        ),
        None => query,
    }
}

/// The cases in their order, after a place.
fn ordered(query: Boxed<'_>, sort: Sort, after: Option<Place>) -> Boxed<'_> {
    match (sort, after) {
        (Sort::Newest, None) => query.order((cases::received_at.desc(), cases::id.desc())),
        (Sort::Newest, Some(Place { at, id })) => {
            let same = cases::received_at.eq(At(at)).and(cases::id.lt(DbId(id)));
            query
                .filter(cases::received_at.le(At(at)))
                .filter(cases::received_at.lt(At(at)).or(same))
                .order((cases::received_at.desc(), cases::id.desc()))
        }
        (Sort::Oldest, None) => query.order((cases::received_at, cases::id)),
        (Sort::Oldest, Some(Place { at, id })) => {
            let same = cases::received_at.eq(At(at)).and(cases::id.gt(DbId(id)));
            query
                .filter(cases::received_at.ge(At(at)))
                .filter(cases::received_at.gt(At(at)).or(same))
                .order((cases::received_at, cases::id))
        }
        (Sort::Due, None) => query
            .filter(cases::next_due_at.is_not_null())
            .order((cases::next_due_at, cases::id)),
        (Sort::Due, Some(Place { at, id })) => {
            let same = cases::next_due_at.eq(At(at)).and(cases::id.gt(DbId(id)));
            let later = cases::next_due_at.gt(At(at)).or(same);
            query
                .filter(cases::next_due_at.ge(At(at)))
                .filter(later.assume_not_null())
                .order((cases::next_due_at, cases::id))
        }
    }
}
