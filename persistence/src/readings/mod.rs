//! Who read what of a person: a register to which rows are only ever added, and which holds nothing of the person.

mod list;

pub use list::{Place, Wanted, list};

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
    /// The office for which they read; none for who acts for the whole administration.
    pub office: Option<String>,
    /// Why: a word of a closed list; none in what was recorded before it was asked for.
    pub reason: Option<String>,
    /// The request in which they read; none in what was recorded before it was kept.
    pub request: Option<Uuid>,
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
            table::office.eq(&reading.office),
            table::reason.eq(&reading.reason),
            table::request_id.eq(reading.request.map(DbId)),
            table::at.eq(At(reading.at)),
        ))
        .execute(conn)?;
    Ok(())
}
