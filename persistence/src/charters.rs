//! Charters, each with its editions and standards.

use crate::alarms;
use crate::changes;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::charters;
use crate::sql_types::Doc;
use crate::versioned::{Saved, Versioned};
use cartaviva_domain::charters::Charter;
use cartaviva_domain::codes::{AdministrationCode, Code};
use diesel::prelude::*;

/// Every charter of an administration, in the order of its file.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Vec<Versioned<Charter>>, StoreError> {
    let rows: Vec<(i32, Doc<Charter>)> = charters::table
        .filter(charters::administration.eq(administration.as_str()))
        .order((charters::position, charters::code))
        .select((charters::version, charters::body))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(version, Doc(value))| Versioned { version, value })
        .collect())
}

/// One charter.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    code: &Code,
) -> Result<Option<Versioned<Charter>>, StoreError> {
    let row: Option<(i32, Doc<Charter>)> = charters::table
        .find((administration.as_str(), code.as_str()))
        .select((charters::version, charters::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, Doc(value))| Versioned { version, value }))
}

/// Puts a charter in the place of the version that was read.
///
/// # Errors
/// [`StoreError::Stale`] when another version is there now; [`StoreError`] when the database fails.
pub fn change(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Charter,
    version: i32,
) -> Result<(), StoreError> {
    let changed = diesel::update(
        charters::table
            .find((administration.as_str(), charter.code.as_str()))
            .filter(charters::version.eq(version)),
    )
    .set((
        charters::version.eq(version + 1),
        charters::body.eq(Doc(charter.clone())),
    ))
    .execute(conn)?;
    if changed == 1 {
        changes::changed(conn, administration)?;
        alarms::keep_reviews(conn, administration, charter)
    } else {
        Err(StoreError::Stale)
    }
}

/// Keeps charter as it now is; its version grows only when something changed.
pub(crate) fn save(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i32,
    charter: &Charter,
) -> Result<Saved, StoreError> {
    let key = (administration.as_str(), charter.code.as_str());
    match find(conn, administration, &charter.code)? {
        None => {
            diesel::insert_into(charters::table)
                .values((
                    charters::administration.eq(key.0),
                    charters::code.eq(key.1),
                    charters::position.eq(position),
                    charters::version.eq(1),
                    charters::body.eq(Doc(charter.clone())),
                ))
                .execute(conn)?;
            alarms::keep_reviews(conn, administration, charter)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Added)
        }
        Some(known) if known.value == *charter => Ok(Saved::Same),
        Some(known) => {
            diesel::update(charters::table.find(key))
                .set((
                    charters::position.eq(position),
                    charters::version.eq(known.version + 1),
                    charters::body.eq(Doc(charter.clone())),
                ))
                .execute(conn)?;
            alarms::keep_reviews(conn, administration, charter)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Changed)
        }
    }
}
