//! Entries by their number or by their case.

use super::deferred::deferred_of_case;
use super::row::EntryRow;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::protocol_entries;
use crate::sql_types::DbId;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{Direction, Entry, ProtocolNumber, Registration};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// One entry.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    number: ProtocolNumber,
) -> Result<Option<Entry>, StoreError> {
    let row: Option<EntryRow> = protocol_entries::table
        .find((administration.as_str(), number.year, number.number))
        .select(EntryRow::as_select())
        .first(conn)
        .optional()?;
    row.map(EntryRow::entry).transpose()
}

/// The documents of a case, first to last: those entered and those whose ordinary number comes later.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn registrations(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Registration>, StoreError> {
    let rows: Vec<EntryRow> = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str()))
        .filter(protocol_entries::case_id.eq(DbId(case.0)))
        .order((protocol_entries::year, protocol_entries::number))
        .select(EntryRow::as_select())
        .load(conn)?;
    let entered = rows.into_iter().map(|row| row.entry().map(Registration::Entered));
    let mut found: Vec<Registration> = entered.collect::<Result<_, _>>()?;
    let deferred = deferred_of_case(conn, administration, case)?;
    let elsewhere = deferred
        .into_iter()
        .filter(|deferred| !deferred.is_entered_here());
    found.extend(elsewhere.map(Registration::Deferred));
    found.sort_by_key(Registration::at);
    Ok(found)
}

/// The first number of each of some cases under which something was received.
pub(crate) fn first_of_each(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<HashMap<Uuid, ProtocolNumber>, StoreError> {
    let rows: Vec<(DbId, i32, i64)> = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str()))
        .filter(protocol_entries::case_id.eq_any(cases))
        .filter(protocol_entries::direction.eq(Direction::Incoming.as_str()))
        .order((
            protocol_entries::case_id,
            protocol_entries::year.desc(),
            protocol_entries::number.desc(),
        ))
        .select((
            protocol_entries::case_id.assume_not_null(),
            protocol_entries::year,
            protocol_entries::number,
        ))
        .load(conn)?;
    // Of several of a case the one read last stays: the first.
    Ok(rows
        .into_iter()
        .map(|(case, year, number)| (case.0, ProtocolNumber { year, number }))
        .collect())
}
