//! Procedures, each kept in every version that cases run by.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::procedures;
use crate::sql_types::Doc;
use crate::versioned::{Saved, Versioned};
use crate::{changes, kept};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::procedures::Procedure;
use diesel::prelude::*;
use std::sync::Arc;

/// Every procedure of an administration as it now is, in the order of its file.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Vec<Versioned<Procedure>>, StoreError> {
    let rows: Vec<(i32, Doc<Procedure>)> = procedures::table
        .filter(procedures::administration.eq(administration.as_str()))
        .filter(procedures::latest.eq(true))
        .order((procedures::position, procedures::code))
        .select((procedures::version, procedures::body))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(version, Doc(value))| Versioned { version, value })
        .collect())
}

/// A procedure as it now is.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    code: &Code,
) -> Result<Option<Versioned<Arc<Procedure>>>, StoreError> {
    let key = (administration.clone(), code.clone());
    kept::or_read(
        conn,
        administration,
        |kept| &kept.procedures,
        &key,
        |conn| {
            let row: Option<(i32, Doc<Procedure>)> = procedures::table
                .filter(procedures::administration.eq(administration.as_str()))
                .filter(procedures::code.eq(code.as_str()))
                .filter(procedures::latest.eq(true))
                .select((procedures::version, procedures::body))
                .first(conn)
                .optional()?;
            Ok(row.map(|(version, Doc(value))| Versioned {
                version,
                value: Arc::new(value),
            }))
        },
    )
}

/// A procedure as it was in a version.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds no such version or one that cannot be read.
pub fn find_version(
    conn: &mut Conn,
    administration: &AdministrationCode,
    code: &Code,
    version: i32,
) -> Result<Arc<Procedure>, StoreError> {
    let key = (administration.clone(), code.clone(), version);
    let found = kept::or_read(
        conn,
        administration,
        |kept| &kept.procedure_versions,
        &key,
        |conn| {
            let row: Option<Doc<Procedure>> = procedures::table
                .find((administration.as_str(), code.as_str(), version))
                .select(procedures::body)
                .first(conn)
                .optional()?;
            Ok(row.map(|Doc(value)| Arc::new(value)))
        },
    )?;
    found.ok_or_else(|| StoreError::corrupt("a case names a procedure that is not there"))
}

/// Every version of every procedure of an administration.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn every_version(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Vec<Versioned<Procedure>>, StoreError> {
    let rows: Vec<(i32, Doc<Procedure>)> = procedures::table
        .filter(procedures::administration.eq(administration.as_str()))
        .select((procedures::version, procedures::body))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(version, Doc(value))| Versioned { version, value })
        .collect())
}

/// Adds a version of a procedure when it differs from the latest; none is ever changed.
pub(crate) fn save(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i32,
    procedure: &Procedure,
) -> Result<Saved, StoreError> {
    let known = find(conn, administration, &procedure.code)?;
    if known.as_ref().is_some_and(|known| *known.value == *procedure) {
        return Ok(Saved::Same);
    }
    changes::changed(conn, administration)?;
    if let Some(known) = &known {
        diesel::update(procedures::table.find((
            administration.as_str(),
            procedure.code.as_str(),
            known.version,
        )))
        .set(procedures::latest.eq(false))
        .execute(conn)?;
    }
    diesel::insert_into(procedures::table)
        .values((
            procedures::administration.eq(administration.as_str()),
            procedures::code.eq(procedure.code.as_str()),
            procedures::version.eq(known.as_ref().map_or(1, |known| known.version + 1)),
            procedures::position.eq(position),
            procedures::latest.eq(true),
            procedures::body.eq(Doc(procedure.clone())),
        ))
        .execute(conn)?;
    Ok(if known.is_some() {
        Saved::Changed
    } else {
        Saved::Added
    })
}
