//! Taking the next number of a register.

use super::deferred::defer;
use super::row::{EntryRow, digest};
use super::tables::protocol_systems;
use crate::db::Conn;
use crate::error::StoreError;
use crate::prepared::Prepared;
use crate::schema::{protocol_entries, registers};
use crate::sql_types::At;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{Document, Entry, Particulars, RegisterEnd, Registration};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Text};
use time::{Date, OffsetDateTime};

/// Registers a document of a case today, by the administration's calendar.
///
/// # Errors
/// As [`enter`].
pub fn register(
    conn: &mut Conn,
    administration: &AdministrationCode,
    today: Date,
    document: Document,
    case: CaseId,
    now: OffsetDateTime,
) -> Result<Registration, StoreError> {
    enter(
        conn,
        administration,
        today,
        document,
        Particulars::of_case(case),
        now,
    )
}

/// Registers a document today, by the administration's calendar: under the next number of the year, or so that its number
/// follows, where another system gives it or the register cannot be used.
///
/// The row of the register stays locked until the transaction ends, so that numbers have no gap: a transaction that is
/// rolled back gives its number back.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn enter(
    conn: &mut Conn,
    administration: &AdministrationCode,
    today: Date,
    document: Document,
    particulars: Particulars,
    now: OffsetDateTime,
) -> Result<Registration, StoreError> {
    if let Some(end) = advance_unless_deferred(conn, administration, today.year())? {
        let entry = append(conn, administration, today, end, document, particulars, now)?;
        return Ok(Registration::Entered(entry));
    }
    let deferred = defer(
        conn,
        administration,
        today,
        document.clone(),
        particulars.clone(),
        now,
    )?;
    match deferred {
        Some(deferred) => Ok(Registration::Deferred(deferred)),
        None => ordinary(conn, administration, today, document, particulars, now).map(Registration::Entered),
    }
}

/// Enters a document under the next number of the year, whatever is said of deferring.
pub(super) fn ordinary(
    conn: &mut Conn,
    administration: &AdministrationCode,
    today: Date,
    document: Document,
    particulars: Particulars,
    now: OffsetDateTime,
) -> Result<Entry, StoreError> {
    let end = lock(conn, administration, today.year())?;
    append(conn, administration, today, end, document, particulars, now)
}

/// Appends an entry to a register that is locked.
fn append(
    conn: &mut Conn,
    administration: &AdministrationCode,
    today: Date,
    end: RegisterEnd,
    document: Document,
    particulars: Particulars,
    now: OffsetDateTime,
) -> Result<Entry, StoreError> {
    let entry = Entry::register(administration, today.year(), end, document, particulars, now);
    diesel::insert_into(protocol_entries::table)
        .values(EntryRow::of(administration, &entry))
        .execute(conn)?;
    let end = diesel::update(registers::table.find((administration.as_str(), today.year()))).set((
        registers::last_hash.eq(entry.hash.as_slice()),
        registers::last_at.eq(Some(At(entry.registered_at))),
    ));
    Prepared(end).execute(conn)?;
    Ok(entry)
}

/// Takes the next number of a year, opening its register with the first.
fn lock(conn: &mut Conn, administration: &AdministrationCode, year: i32) -> Result<RegisterEnd, StoreError> {
    if let Some(end) = advance(conn, administration, year)? {
        return Ok(end);
    }
    diesel::sql_query(
        "INSERT INTO registers (administration, year, last_number, last_hash) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(administration.as_str())
    .bind::<Integer, _>(year)
    .bind::<BigInt, _>(RegisterEnd::EMPTY.number)
    .bind::<Binary, _>(RegisterEnd::EMPTY.hash.to_vec())
    .execute(conn)?;
    advance(conn, administration, year)?
        .ok_or_else(|| StoreError::corrupt("a register that cannot be opened"))
}

/// A register as it is after it was counted on by one.
type Advanced = (i64, Vec<u8>, Option<At>);

/// Counts the register on by one and locks it; answers its end as it was before.
fn advance(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
) -> Result<Option<RegisterEnd>, StoreError> {
    let next = diesel::update(registers::table.find((administration.as_str(), year)))
        .set(registers::last_number.eq(registers::last_number + 1))
        .returning((registers::last_number, registers::last_hash, registers::last_at));
    let row: Option<Advanced> = Prepared(next).get_result(conn).optional()?;
    row.map(end_before).transpose()
}

/// The same, where documents are not deferred; none where they are, and where the register of the year is not open yet. One
/// statement, since nearly every document is registered so.
fn advance_unless_deferred(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
) -> Result<Option<RegisterEnd>, StoreError> {
    let deferring = protocol_systems::table
        .filter(protocol_systems::administration.eq(administration.as_str()))
        .filter(protocol_systems::defers.eq(true));
    let next = diesel::update(
        registers::table
            .find((administration.as_str(), year))
            .filter(not(exists(deferring))),
    )
    .set(registers::last_number.eq(registers::last_number + 1))
    .returning((registers::last_number, registers::last_hash, registers::last_at));
    let row: Option<Advanced> = Prepared(next).get_result(conn).optional()?;
    row.map(end_before).transpose()
}

fn end_before((number, hash, at): Advanced) -> Result<RegisterEnd, StoreError> {
    Ok(RegisterEnd {
        number: number - 1,
        hash: digest(hash)?,
        at: at.map(|at| at.0),
    })
}
