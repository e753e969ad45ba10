//! Services.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::services;
use crate::sql_types::Doc;
use crate::versioned::{Saved, Versioned};
use crate::{changes, kept};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::services::Service;
use diesel::prelude::*;

/// Every service of an administration, in the order of its file.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Vec<Versioned<Service>>, StoreError> {
    let rows: Vec<(i32, Doc<Service>)> = services::table
        .filter(services::administration.eq(administration.as_str()))
        .order((services::position, services::code))
        .select((services::version, services::body))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(version, Doc(value))| Versioned { version, value })
        .collect())
}

/// One service.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    code: &Code,
) -> Result<Option<Versioned<Service>>, StoreError> {
    let row: Option<(i32, Doc<Service>)> = services::table
        .find((administration.as_str(), code.as_str()))
        .select((services::version, services::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, Doc(value))| Versioned { version, value }))
}

/// Whether a service is there; that it is, is kept in memory.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn is_known(
    conn: &mut Conn,
    administration: &AdministrationCode,
    code: &Code,
) -> Result<bool, StoreError> {
    let key = (administration.clone(), code.clone());
    let found = kept::or_read(
        conn,
        administration,
        |kept| &kept.services,
        &key,
        |conn| {
            let found: Option<i32> = services::table
                .find((administration.as_str(), code.as_str()))
                .select(services::version)
                .first(conn)
                .optional()?;
            Ok(found.map(drop))
        },
    )?;
    Ok(found.is_some())
}

/// Keeps service as it now is; its version grows only when something changed.
pub(crate) fn save(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i32,
    service: &Service,
) -> Result<Saved, StoreError> {
    let key = (administration.as_str(), service.code.as_str());
    match find(conn, administration, &service.code)? {
        None => {
            diesel::insert_into(services::table)
                .values((
                    services::administration.eq(key.0),
                    services::code.eq(key.1),
                    services::position.eq(position),
                    services::version.eq(1),
                    services::body.eq(Doc(service.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Added)
        }
        Some(known) if known.value == *service => Ok(Saved::Same),
        Some(known) => {
            diesel::update(services::table.find(key))
                .set((
                    services::position.eq(position),
                    services::version.eq(known.version + 1),
                    services::body.eq(Doc(service.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Changed)
        }
    }
}
