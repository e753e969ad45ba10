//! Annulments of entries.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::protocol_annulments as table;
use crate::sql_types::At;
use cartaviva_domain::cases::Reason;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{Annulment, ProtocolNumber};
use cartaviva_domain::text::Source;
use diesel::prelude::*;

type Row = (i32, i64, i32, i64, String, String, String, At);

const COLUMNS: (
    table::year,
    table::number,
    table::act_year,
    table::act_number,
    table::reference,
    table::reason,
    table::annulled_by,
    table::annulled_at,
) = (
    table::year,
    table::number,
    table::act_year,
    table::act_number,
    table::reference,
    table::reason,
    table::annulled_by,
    table::annulled_at,
);

/// Keeps an annulment, which the entry `act` records.
///
/// # Errors
/// [`StoreError::Conflict`] when the entry was annulled meanwhile; [`StoreError`] when the database fails.
pub fn annul(
    conn: &mut Conn,
    administration: &AdministrationCode,
    annulment: &Annulment,
    act: ProtocolNumber,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::year.eq(annulment.entry.year),
            table::number.eq(annulment.entry.number),
            table::act_year.eq(act.year),
            table::act_number.eq(act.number),
            table::reference.eq(annulment.reference.as_str()),
            table::reason.eq(annulment.reason.as_str()),
            table::annulled_by.eq(&annulment.by),
            table::annulled_at.eq(At(annulment.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The annulment of an entry, with the number of the entry that records it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn annulment(
    conn: &mut Conn,
    administration: &AdministrationCode,
    entry: ProtocolNumber,
) -> Result<Option<(Annulment, ProtocolNumber)>, StoreError> {
    let row: Option<Row> = table::table
        .find((administration.as_str(), entry.year, entry.number))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// The annulments of some entries of one year, each with the number of the entry that records it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn annulments_of(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    numbers: &[i64],
) -> Result<Vec<(Annulment, ProtocolNumber)>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::year.eq(year))
        .filter(table::number.eq_any(numbers))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

/// The annulments that entries of a year record, those with numbers from `first` to `last`.
pub(super) fn recorded_by(
    conn: &mut Conn,
    administration: &AdministrationCode,
    year: i32,
    first: i64,
    last: i64,
) -> Result<Vec<(Annulment, ProtocolNumber)>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::act_year.eq(year))
        .filter(table::act_number.between(first, last))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

fn read(row: Row) -> Result<(Annulment, ProtocolNumber), StoreError> {
    let (year, number, act_year, act_number, reference, reason, by, At(at)) = row;
    let annulment = Annulment {
        entry: ProtocolNumber { year, number },
        reference: Source::parse(&reference).map_err(StoreError::corrupt)?,
        reason: Reason::parse(&reason).map_err(StoreError::corrupt)?,
        by,
        at,
    };
    let act = ProtocolNumber {
        year: act_year,
        number: act_number,
    };
    Ok((annulment, act))
}
