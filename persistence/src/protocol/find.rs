//! Entries by their number or by their case.

use super::deferred::deferred_of_cases;
use super::row::EntryRow;
use crate::db::Conn;
use crate::direct;
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
    let mut found = registrations_of_each(conn, administration, &[DbId(case.0)])?;
    Ok(found.remove(&case).unwrap_or_default())
}

/// The documents of some cases, those of each first to last.
pub(crate) fn registrations_of_each(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<HashMap<CaseId, Vec<Registration>>, StoreError> {
    let query = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str()))
        .order((protocol_entries::year, protocol_entries::number))
        .select(direct::columns::<EntryRow>());
    let rows: Vec<EntryRow> = match cases {
        [one] => direct::rows(conn, query.filter(protocol_entries::case_id.eq(one)))?,
        several => direct::rows(conn, query.filter(protocol_entries::case_id.eq_any(several)))?,
    };
    let mut found: HashMap<CaseId, Vec<Registration>> = HashMap::new();
    let mut keep = |registration: Registration| {
        if let Some(case) = registration.particulars().case {
            found.entry(case).or_default().push(registration);
        }
    };
    for row in rows {
        keep(Registration::Entered(row.entry()?));
    }
    for deferred in deferred_of_cases(conn, administration, cases)? {
        if !deferred.is_entered_here() {
            keep(Registration::Deferred(deferred));
        }
    }
    for registrations in found.values_mut() {
        registrations.sort_by_key(Registration::at);
    }
    Ok(found)
}

/// The first number of each of some cases under which something was received.
pub(crate) fn first_of_each(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<HashMap<Uuid, ProtocolNumber>, StoreError> {
    let query = protocol_entries::table
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
        ));
    let rows: Vec<(DbId, i32, i64)> = direct::rows(conn, query)?;
    // Of several of a case the one read last stays: the first.
    Ok(rows
        .into_iter()
        .map(|(case, year, number)| (case.0, ProtocolNumber { year, number }))
        .collect())
}
