//! Offices.

use crate::changes;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::offices;
use crate::sql_types::Doc;
use crate::versioned::{Saved, Versioned};
use cartaviva_domain::calendar::CalendarSettings;
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::offices::Office;
use diesel::prelude::*;

/// Every office of an administration, in the order of its file.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Vec<Versioned<Office>>, StoreError> {
    let rows: Vec<(i32, Doc<Office>)> = offices::table
        .filter(offices::administration.eq(administration.as_str()))
        .order((offices::position, offices::code))
        .select((offices::version, offices::body))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(version, Doc(value))| Versioned { version, value })
        .collect())
}

/// One office.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    code: &Code,
) -> Result<Option<Versioned<Office>>, StoreError> {
    let row: Option<(i32, Doc<Office>)> = offices::table
        .find((administration.as_str(), code.as_str()))
        .select((offices::version, offices::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, Doc(value))| Versioned { version, value }))
}

/// Gives an office a calendar of its own.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn give_calendar(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: &Office,
    calendar: &CalendarSettings,
) -> Result<(), StoreError> {
    changes::changed(conn, administration)?;
    let body = Office {
        calendar: Some(calendar.clone()),
        ..office.clone()
    };
    diesel::update(offices::table.find((administration.as_str(), office.code.as_str())))
        .set((
            offices::version.eq(offices::version + 1),
            offices::body.eq(Doc(body)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps office as it now is; its version grows only when something changed.
pub(crate) fn save(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i32,
    office: &Office,
) -> Result<Saved, StoreError> {
    let key = (administration.as_str(), office.code.as_str());
    match find(conn, administration, &office.code)? {
        None => {
            diesel::insert_into(offices::table)
                .values((
                    offices::administration.eq(key.0),
                    offices::code.eq(key.1),
                    offices::position.eq(position),
                    offices::version.eq(1),
                    offices::body.eq(Doc(office.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Added)
        }
        Some(known) if known.value == *office => Ok(Saved::Same),
        Some(known) => {
            diesel::update(offices::table.find(key))
                .set((
                    offices::position.eq(position),
                    offices::version.eq(known.version + 1),
                    offices::body.eq(Doc(office.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Changed)
        }
    }
}
