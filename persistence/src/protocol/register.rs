//! Taking the next number of a register.

use super::deferred::defer;
use super::row::{EntryRow, digest};
use crate::at_once::{Ending, Rows};
use crate::db::Conn;
use crate::error::StoreError;
use crate::{dialect, direct, pending};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::protocol::{Document, Entry, Particulars, RegisterEnd, Registration};
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
    if let Some(end) = end(conn, administration, today.year(), Deferring::Not)? {
        let entry = append(conn, administration, today, end, document, particulars, now)?;
        return Ok(Registration::Entered(entry));
    }
    pending::at_once(conn)?;
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

/// Appends an entry to a register that is locked; where it ends then is kept when the transaction ends.
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
    let rows = Rows {
        entries: vec![EntryRow::of(administration, &entry)],
        ..Rows::default()
    };
    pending::add(conn, rows)?;
    let end = RegisterEnd {
        number: entry.number.number,
        hash: entry.hash,
        at: Some(entry.registered_at),
    };
    pending::ends(administration, today.year(), end)?;
    Ok(entry)
}

/// Keeps where a register ends that is locked.
pub(crate) fn keep_end(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    end: &RegisterEnd,
) -> Result<(), StoreError> {
    direct::execute(conn, Ending::of(administration, year, end))?;
    Ok(())
}

/// Locks the register of a year, opening it with its first entry, and answers where it ends.
fn lock(conn: &mut Conn, administration: &AdministrationCode, year: i32) -> Result<RegisterEnd, StoreError> {
    if let Some(end) = end(conn, administration, year, Deferring::Whatever)? {
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
    end(conn, administration, year, Deferring::Whatever)?
        .ok_or_else(|| StoreError::corrupt("a register that cannot be opened"))
}

/// Whether a register counts where documents are deferred.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deferring {
    /// It does.
    Whatever,
    /// It does not.
    Not,
}

/// Where a register ends, which stays locked until the transaction ends; none where it is not open yet. One statement with
/// whether documents are deferred, since nearly every document is registered so, and none for the next document.
fn end(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    deferring: Deferring,
) -> Result<Option<RegisterEnd>, StoreError> {
    if let Some(end) = pending::known_end(administration, year) {
        return Ok(Some(end));
    }
    let whatever = deferring == Deferring::Whatever;
    let Some((number, hash, at)) = dialect::lock_register(conn, administration.as_str(), year, whatever)?
    else {
        return Ok(None);
    };
    Ok(Some(RegisterEnd {
        number,
        hash: digest(hash)?,
        at: at.map(|at| at.0),
    }))
}
