//! Administrations.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::administrations;
use crate::search;
use crate::sql_types::{At, Doc};
use crate::versioned::{Saved, Versioned};
use crate::{changes, kept};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::offices::Administration;
use diesel::prelude::*;
use time::OffsetDateTime;

/// Administrations by code, after the one given, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    after: Option<&AdministrationCode>,
    limit: i64,
) -> Result<Vec<Versioned<Administration>>, StoreError> {
    let rows: Vec<(i32, Doc<Administration>)> = administrations::table
        .filter(administrations::administration.gt(after.map_or("", AdministrationCode::as_str)))
        .order(administrations::administration)
        .limit(limit)
        .select((administrations::version, administrations::body))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(version, Doc(value))| Versioned { version, value })
        .collect())
}

/// One administration.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    code: &AdministrationCode,
) -> Result<Option<Versioned<Administration>>, StoreError> {
    let row: Option<(i32, Doc<Administration>)> = administrations::table
        .find(code.as_str())
        .select((administrations::version, administrations::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, Doc(value))| Versioned { version, value }))
}

/// Whether an administration is there; that it is, is kept in memory.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn is_known(conn: &mut Conn, code: &AdministrationCode) -> Result<bool, StoreError> {
    let found = kept::or_read(
        conn,
        code,
        |kept| &kept.administrations,
        code,
        |conn| {
            let found: Option<i32> = administrations::table
                .find(code.as_str())
                .select(administrations::version)
                .first(conn)
                .optional()?;
            Ok(found.map(drop))
        },
    )?;
    Ok(found.is_some())
}

/// Keeps an administration as it now is.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn save(
    conn: &mut Conn,
    administration: &Administration,
    now: OffsetDateTime,
) -> Result<Saved, StoreError> {
    let code = administration.code.as_str();
    match find(conn, &administration.code)? {
        None => {
            diesel::insert_into(administrations::table)
                .values((
                    administrations::administration.eq(code),
                    administrations::version.eq(1),
                    administrations::body.eq(Doc(administration.clone())),
                    administrations::recorded_at.eq(At(now)),
                ))
                .execute(conn)?;
            search::made(conn, code)?;
            changes::changed(conn, &administration.code)?;
            Ok(Saved::Added)
        }
        Some(known) if known.value == *administration => Ok(Saved::Same),
        Some(known) => {
            diesel::update(administrations::table.find(code))
                .set((
                    administrations::version.eq(known.version + 1),
                    administrations::body.eq(Doc(administration.clone())),
                    administrations::recorded_at.eq(At(now)),
                ))
                .execute(conn)?;
            changes::changed(conn, &administration.code)?;
            Ok(Saved::Changed)
        }
    }
}
