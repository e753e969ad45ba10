//! Documents whose ordinary number comes later.

use super::deferred_row::DeferredRow;
use super::tables::{deferred_documents as table, emergency_registers, protocol_systems};
use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{
    Deferred, Document, EmergencyNumber, OrdinaryNumber, Particulars, emergency_register,
};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Keeps a document whose ordinary number comes later, where documents are deferred; none where they are not. In an
/// emergency it takes the next number of the emergency register.
pub(super) fn defer(
    conn: &mut Conn,
    administration: &AdministrationCode,
    today: Date,
    document: Document,
    particulars: Particulars,
    now: OffsetDateTime,
) -> Result<Option<Deferred>, StoreError> {
    let Some((sequence, period)) = next(conn, administration)? else {
        return Ok(None);
    };
    let emergency = match period {
        None => None,
        Some(_) => Some(EmergencyNumber {
            register: emergency_register(today.year()),
            number: next_in_emergency(conn, administration, today.year())?,
            date: today,
        }),
    };
    let deferred = Deferred {
        sequence,
        document,
        particulars: Particulars {
            emergency,
            ..particulars
        },
        arrived_at: now,
        number: None,
    };
    diesel::insert_into(table::table)
        .values(DeferredRow::of(administration, &deferred, period))
        .execute(conn)?;
    Ok(Some(deferred))
}

/// The next place among the deferred documents, with the emergency that is open; locks both until the transaction ends.
fn next(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Option<(i64, Option<Uuid>)>, StoreError> {
    let row: Option<(i64, Option<DbId>)> = diesel::update(
        protocol_systems::table
            .find(administration.as_str())
            .filter(protocol_systems::defers.eq(true)),
    )
    .set(protocol_systems::last_deferred.eq(protocol_systems::last_deferred + 1))
    .returning((protocol_systems::last_deferred, protocol_systems::period))
    .get_result(conn)
    .optional()?;
    Ok(row.map(|(sequence, period)| (sequence, period.map(|id| id.0))))
}

/// The next number of the emergency register of a year, which the lock on the system keeps from others.
fn next_in_emergency(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
) -> Result<i64, StoreError> {
    diesel::sql_query(
        "INSERT INTO emergency_registers (administration, year, last_number) VALUES ($1, $2, $3) \
         ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(administration.as_str())
    .bind::<Integer, _>(year)
    .bind::<BigInt, _>(0)
    .execute(conn)?;
    Ok(
        diesel::update(emergency_registers::table.find((administration.as_str(), year)))
            .set(emergency_registers::last_number.eq(emergency_registers::last_number + 1))
            .returning(emergency_registers::last_number)
            .get_result(conn)?,
    )
}

/// A deferred document.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn deferred(
    conn: &mut Conn,
    administration: &AdministrationCode,
    sequence: i64,
) -> Result<Option<Deferred>, StoreError> {
    let row: Option<DeferredRow> = table::table
        .find((administration.as_str(), sequence))
        .select(DeferredRow::as_select())
        .first(conn)
        .optional()?;
    row.map(DeferredRow::deferred).transpose()
}

/// The deferred documents of some cases, first to last.
pub(super) fn deferred_of_cases(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<Vec<Deferred>, StoreError> {
    let query = table::table
        .filter(table::administration.eq(administration.as_str()))
        .order(table::sequence)
        .select(direct::columns::<DeferredRow>());
    let rows: Vec<DeferredRow> = match cases {
        [one] => direct::rows(conn, query.filter(table::case_id.eq(one)))?,
        several => direct::rows(conn, query.filter(table::case_id.eq_any(several)))?,
    };
    rows.into_iter().map(DeferredRow::deferred).collect()
}

/// The documents that wait for their ordinary number, in the order in which they arrived, after the one given; those of one
/// emergency alone, where it is named.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn waiting(
    conn: &mut Conn,
    administration: &AdministrationCode,
    period: Option<Uuid>,
    after: i64,
    limit: i64,
) -> Result<Vec<Deferred>, StoreError> {
    let mut query = table::table
        .filter(table::administration.eq(administration.as_str().to_owned()))
        .filter(table::number.is_null())
        .filter(table::sequence.gt(after))
        .order(table::sequence)
        .limit(limit)
        .select(DeferredRow::as_select())
        .into_boxed();
    if let Some(period) = period {
        query = query.filter(table::period.eq(DbId(period)));
    }
    let rows: Vec<DeferredRow> = query.load(conn)?;
    rows.into_iter().map(DeferredRow::deferred).collect()
}

/// Gives a deferred document its ordinary number.
///
/// # Errors
/// [`StoreError::Conflict`] when another document has that number; [`StoreError::Stale`] when this one was numbered
/// meanwhile.
pub fn number(
    conn: &mut Conn,
    administration: &AdministrationCode,
    sequence: i64,
    number: &OrdinaryNumber,
) -> Result<(), StoreError> {
    let changed = diesel::update(
        table::table
            .find((administration.as_str(), sequence))
            .filter(table::number.is_null()),
    )
    .set((
        table::register.eq(number.register.as_str()),
        table::year.eq(number.number.year),
        table::number.eq(number.number.number),
        table::registered_at.eq(At(number.registered_at)),
    ))
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}
