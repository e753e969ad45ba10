//! Reading a register from its beginning, a chunk at a time, so that memory stays bounded.

use super::annul::recorded_by;
use super::row::{EntryRow, digest};
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{protocol_annulments, protocol_entries, registers};
use crate::sql_types::At;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{Annulment, Entry, ProtocolNumber, RegisterEnd};
use diesel::prelude::*;
use std::collections::HashMap;
use time::OffsetDateTime;

/// How many entries are read at a time.
const CHUNK: i64 = 1_000;

/// An entry and the annulment that it records, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The entry.
    pub entry: Entry,
    /// The annulment that is kept as recorded by it.
    pub annulment: Option<Annulment>,
}

/// The years of which an administration has a register or entries, in order.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn years(conn: &mut Conn, administration: &AdministrationCode) -> Result<Vec<i32>, StoreError> {
    Ok(registers::table
        .filter(registers::administration.eq(administration.as_str()))
        .select(registers::year)
        .order(registers::year)
        .load(conn)?)
}

/// The end of a register as the register itself knows it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn register_end(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
) -> Result<RegisterEnd, StoreError> {
    let row: Option<(i64, Vec<u8>, Option<At>)> = registers::table
        .find((administration.as_str(), year))
        .select((registers::last_number, registers::last_hash, registers::last_at))
        .first(conn)
        .optional()?;
    let Some((number, hash, at)) = row else {
        return Ok(RegisterEnd::EMPTY);
    };
    Ok(RegisterEnd {
        number,
        hash: digest(hash)?,
        at: at.map(|at| at.0),
    })
}

/// The next entries of a year after a number, a thousand at most, each with the annulment that it records; none at the
/// end.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn chunk(
    conn: &mut Conn,
    administration: &AdministrationCode,
    after: ProtocolNumber,
) -> Result<Vec<Recorded>, StoreError> {
    let rows: Vec<EntryRow> = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str()))
        .filter(protocol_entries::year.eq(after.year))
        .filter(protocol_entries::number.gt(after.number))
        .order(protocol_entries::number)
        .limit(CHUNK)
        .select(EntryRow::as_select())
        .load(conn)?;
    let entries: Vec<Entry> = rows.into_iter().map(EntryRow::entry).collect::<Result<_, _>>()?;
    let Some(last) = entries.last() else {
        return Ok(Vec::new());
    };
    let kept = recorded_by(
        conn,
        administration,
        after.year,
        after.number + 1,
        last.number.number,
    )?;
    let mut kept: HashMap<ProtocolNumber, Annulment> = kept
        .into_iter()
        .map(|(annulment, act)| (act, annulment))
        .collect();
    let recorded = entries.into_iter().map(|entry| Recorded {
        annulment: kept.remove(&entry.number),
        entry,
    });
    Ok(recorded.collect())
}

/// How many annulments are kept as recorded by entries of a year.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn annulment_count(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
) -> Result<i64, StoreError> {
    Ok(protocol_annulments::table
        .filter(protocol_annulments::administration.eq(administration.as_str()))
        .filter(protocol_annulments::act_year.eq(year))
        .count()
        .get_result(conn)?)
}

/// The next entries registered from a moment until another, after a number, a thousand at most; none at the end.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn day(
    conn: &mut Conn,
    administration: &AdministrationCode,
    (from, until): (OffsetDateTime, OffsetDateTime),
    after: Option<ProtocolNumber>,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str().to_owned()))
        .filter(protocol_entries::registered_at.ge(At(from)))
        .filter(protocol_entries::registered_at.lt(At(until)))
        .order((protocol_entries::year, protocol_entries::number))
        .limit(CHUNK)
        .select(EntryRow::as_select())
        .into_boxed();
    if let Some(ProtocolNumber { year, number }) = after {
        let same_year = protocol_entries::year
            .eq(year)
            .and(protocol_entries::number.gt(number));
        query = query
            .filter(protocol_entries::year.ge(year))
            .filter(protocol_entries::year.gt(year).or(same_year));
    }
    let rows: Vec<EntryRow> = query.load(conn)?;
    rows.into_iter().map(EntryRow::entry).collect()
}
