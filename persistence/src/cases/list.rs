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
use cartaviva_domain::cases::{Channel, Outcome, Status};
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
    /// That arrived from this moment on.
    pub received_from: Option<OffsetDateTime>,
    /// That arrived before this moment.
    pub received_before: Option<OffsetDateTime>,
    /// That have this entry in the protocol register.
    pub protocol: Option<ProtocolNumber>,
    /// Whose subject or description holds what is looked for.
    pub search: Option<Query>,
}

/// How a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By arrival, newest first.
    #[default]
    Newest,
    /// By arrival, oldest first: first come, first served.
    Oldest,
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
type Boxed<'a> = IntoBoxed<'a, cases::table, MultiBackend>;

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
    let rows: Vec<Row> = query
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
        ))
        .load(conn)?;
    listed(conn, administration, rows)
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
    if let Some(from) = filter.received_from {
        query = query.filter(cases::received_at.ge(At(from)));
    }
    if let Some(before) = filter.received_before {
        query = query.filter(cases::received_at.lt(At(before)));
    }
    if let Some(ProtocolNumber { year, number }) = filter.protocol {
        let of_entry = protocol_entries::table
            .find((administration.as_str(), year, number))
            .select(protocol_entries::case_id.assume_not_null());
        query = query.filter(cases::id.eq_any(of_entry));
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
    }
}
