//! The protocol register.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{protocol_entries, registers};
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{Document, Entry, ProtocolNumber, RegisterEnd, Sha256Digest};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Text};
use time::OffsetDateTime;

/// Registers a document of a case under the next number of a year.
///
/// The row of the register stays locked until the transaction ends, so that numbers have no gap: a transaction that is
/// rolled back gives its number back.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn register(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    document: Document,
    case: CaseId,
    now: OffsetDateTime,
) -> Result<Entry, StoreError> {
    let end = lock(conn, administration, year)?;
    let entry = Entry::register(administration, year, end, document, now);
    diesel::insert_into(protocol_entries::table)
        .values((
            protocol_entries::administration.eq(administration.as_str()),
            protocol_entries::year.eq(year),
            protocol_entries::number.eq(entry.number.number),
            protocol_entries::direction.eq(entry.document.direction.as_str()),
            protocol_entries::registered_at.eq(At(entry.registered_at)),
            protocol_entries::case_id.eq(DbId(case.0)),
            protocol_entries::correspondent.eq(&entry.document.correspondent),
            protocol_entries::subject.eq(&entry.document.subject),
            protocol_entries::digest.eq(entry.document.digest.as_slice()),
            protocol_entries::previous.eq(entry.previous.as_slice()),
            protocol_entries::hash.eq(entry.hash.as_slice()),
        ))
        .execute(conn)?;
    diesel::update(registers::table.find((administration.as_str(), year)))
        .set(registers::last_hash.eq(entry.hash.as_slice()))
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
    let row: Option<(i64, Vec<u8>)> = diesel::update(registers::table.find((administration.as_str(), year)))
        .set(registers::last_number.eq(registers::last_number + 1))
        .returning((registers::last_number, registers::last_hash))
        .get_result(conn)
        .optional()?;
    row.map(|(number, hash)| {
        Ok(RegisterEnd {
            number: number - 1,
            hash: digest(hash)?,
        })
    })
    .transpose()
}

/// The entries of a case, first to last.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_case(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Entry>, StoreError> {
    type Row = (i32, i64, String, At, String, String, Vec<u8>, Vec<u8>, Vec<u8>);
    let rows: Vec<Row> = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str()))
        .filter(protocol_entries::case_id.eq(DbId(case.0)))
        .order((protocol_entries::year, protocol_entries::number))
        .select((
            protocol_entries::year,
            protocol_entries::number,
            protocol_entries::direction,
            protocol_entries::registered_at,
            protocol_entries::correspondent,
            protocol_entries::subject,
            protocol_entries::digest,
            protocol_entries::previous,
            protocol_entries::hash,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(
                year,
                number,
                direction,
                At(registered_at),
                correspondent,
                subject,
                content,
                previous,
                hash,
            )| {
                Ok(Entry {
                    number: ProtocolNumber { year, number },
                    registered_at,
                    document: Document {
                        direction: crate::words::read(&direction)?,
                        correspondent,
                        subject,
                        digest: digest(content)?,
                    },
                    previous: digest(previous)?,
                    hash: digest(hash)?,
                })
            },
        )
        .collect()
}

fn digest(bytes: Vec<u8>) -> Result<Sha256Digest, StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::corrupt("a digest that is not 32 bytes"))
}
