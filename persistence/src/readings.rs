//! Who read what of a person: a register to which rows are only ever added.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::data_readings as table;
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

/// One reading of a person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its id (UUIDv7).
    pub id: Uuid,
    /// The case that the data belong to.
    pub case: CaseId,
    /// What was read, such as `identity_document:` with the id of the attachment; never the data themselves.
    pub what: String,
    /// Who read: the subject of the token.
    pub subject: String,
    /// The role in which they read.
    pub role: String,
    /// Why, where they said so.
    pub reason: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// Keeps a reading.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    reading: &Reading,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::id.eq(DbId(reading.id)),
            table::case_id.eq(DbId(reading.case.0)),
            table::what.eq(&reading.what),
            table::subject.eq(&reading.subject),
            table::role.eq(&reading.role),
            table::reason.eq(&reading.reason),
            table::at.eq(At(reading.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The readings of the data of a case, first to last.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_case(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Reading>, StoreError> {
    type Row = (DbId, String, String, String, Option<String>, At);
    let rows: Vec<Row> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::case_id.eq(DbId(case.0)))
        .order((table::at, table::id))
        .select((
            table::id,
            table::what,
            table::subject,
            table::role,
            table::reason,
            table::at,
        ))
        .load(conn)?;
    let reading = |(DbId(id), what, subject, role, reason, At(at))| Reading {
        id,
        case,
        what,
        subject,
        role,
        reason,
        at,
    };
    Ok(rows.into_iter().map(reading).collect())
}
