//! Exceptions: for a time, another target in the place of a standard's own.

use crate::changes;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::standard_exceptions as table;
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::standards::Exception;
use diesel::prelude::*;
use time::OffsetDateTime;

/// The exceptions to the standards of a charter, in the order in which they were made.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_charter(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Code,
) -> Result<Vec<Exception>, StoreError> {
    let rows: Vec<Doc<Exception>> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::charter.eq(charter.as_str()))
        .order((table::standard, table::id))
        .select(table::body)
        .load(conn)?;
    Ok(rows.into_iter().map(|Doc(exception)| exception).collect())
}

/// The exceptions to one standard, in the order in which they were made.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_standard(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Code,
    standard: &Code,
) -> Result<Vec<Exception>, StoreError> {
    let rows: Vec<Doc<Exception>> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::charter.eq(charter.as_str()))
        .filter(table::standard.eq(standard.as_str()))
        .order(table::id)
        .select(table::body)
        .load(conn)?;
    Ok(rows.into_iter().map(|Doc(exception)| exception).collect())
}

/// Keeps an exception.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Code,
    exception: &Exception,
    recorded_at: OffsetDateTime,
    recorded_by: &str,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::charter.eq(charter.as_str()),
            table::standard.eq(exception.standard.as_str()),
            table::id.eq(DbId(exception.id)),
            table::body.eq(Doc(exception.clone())),
            table::recorded_at.eq(At(recorded_at)),
            table::recorded_by.eq(recorded_by),
        ))
        .execute(conn)?;
    changes::changed(conn, administration)
}
