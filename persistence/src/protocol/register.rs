//! Taking the next number of a register.

use super::row::{EntryRow, digest};
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{protocol_entries, registers};
use crate::sql_types::At;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{Document, Entry, Particulars, RegisterEnd};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Text};
use time::OffsetDateTime;

/// Registers a document of a case under the next number of a year.
///
/// # Errors
/// As [`enter`].
pub fn register(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    document: Document,
    case: CaseId,
    now: OffsetDateTime,
) -> Result<Entry, StoreError> {
    enter(
        conn,
        administration,
        year,
        document,
        Particulars::of_case(case),
        now,
    )
}

/// Registers a document under the next number of a year.
///
/// The row of the register stays locked until the transaction ends, so that numbers have no gap: a transaction that is
/// rolled back gives its number back.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn enter(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    document: Document,
    particulars: Particulars,
    now: OffsetDateTime,
) -> Result<Entry, StoreError> {
    let end = lock(conn, administration, year)?;
    let entry = Entry::register(administration, year, end, document, particulars, now);
    diesel::insert_into(protocol_entries::table)
        .values(EntryRow::of(administration, &entry))
        .execute(conn)?;
    diesel::update(registers::table.find((administration.as_str(), year)))
        .set((
            registers::last_hash.eq(entry.hash.as_slice()),
            registers::last_at.eq(Some(At(entry.registered_at))),
        ))
        .execute(conn)?;
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

/// Counts the register on by one and locks it; answers its end as it was before.
fn advance(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
) -> Result<Option<RegisterEnd>, StoreError> {
    let row: Option<(i64, Vec<u8>, Option<At>)> =
        diesel::update(registers::table.find((administration.as_str(), year)))
            .set(registers::last_number.eq(registers::last_number + 1))
            .returning((registers::last_number, registers::last_hash, registers::last_at))
            .get_result(conn)
            .optional()?;
    row.map(|(number, hash, at)| {
        Ok(RegisterEnd {
            number: number - 1,
            hash: digest(hash)?,
            at: at.map(|at| at.0),
        })
    })
    .transpose()
}
