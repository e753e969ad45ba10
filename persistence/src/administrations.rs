//! Administrations and the calendars they work by.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{administrations, calendars};
use crate::sql_types::{At, Doc};
use crate::versioned::{Saved, Versioned};
use cartaviva_domain::calendar::{Calendar, CalendarSettings};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::offices::Administration;
use diesel::prelude::*;
use time::OffsetDateTime;

/// The office under which the calendar of a whole administration is kept.
const WHOLE: &str = "";

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

/// Keeps an administration as it now is.
pub(crate) fn save(
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
            Ok(Saved::Changed)
        }
    }
}

/// The calendar that an office works by now, or the administration where no office is named.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds no calendar or one that cannot be.
pub fn calendar(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: Option<&Code>,
) -> Result<Versioned<Calendar>, StoreError> {
    let found = latest(conn, administration, office.map_or(WHOLE, Code::as_str))?;
    parsed(found.ok_or_else(|| StoreError::corrupt("an office without a calendar"))?)
}

/// The calendar that an office worked by in a version of it.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds no such calendar or one that cannot be.
pub fn calendar_of_version(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: &Code,
    version: i32,
) -> Result<Calendar, StoreError> {
    let row: Option<Doc<CalendarSettings>> = calendars::table
        .find((administration.as_str(), office.as_str(), version))
        .select(calendars::body)
        .first(conn)
        .optional()?;
    let Doc(value) =
        row.ok_or_else(|| StoreError::corrupt("a deadline names a calendar that is not there"))?;
    Ok(parsed(Versioned { version, value })?.value)
}

/// Adds a version of a calendar when it differs from the latest; none is ever changed.
pub(crate) fn save_calendar(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: Option<&Code>,
    settings: &CalendarSettings,
    now: OffsetDateTime,
) -> Result<Saved, StoreError> {
    let office = office.map_or(WHOLE, Code::as_str);
    let known = latest(conn, administration, office)?;
    if known.as_ref().is_some_and(|known| known.value == *settings) {
        return Ok(Saved::Same);
    }
    diesel::insert_into(calendars::table)
        .values((
            calendars::administration.eq(administration.as_str()),
            calendars::office.eq(office),
            calendars::version.eq(known.as_ref().map_or(1, |known| known.version + 1)),
            calendars::body.eq(Doc(settings.clone())),
            calendars::recorded_at.eq(At(now)),
        ))
        .execute(conn)?;
    Ok(if known.is_some() {
        Saved::Changed
    } else {
        Saved::Added
    })
}

fn latest(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: &str,
) -> Result<Option<Versioned<CalendarSettings>>, StoreError> {
    let row: Option<(i32, Doc<CalendarSettings>)> = calendars::table
        .filter(calendars::administration.eq(administration.as_str()))
        .filter(calendars::office.eq(office))
        .order(calendars::version.desc())
        .select((calendars::version, calendars::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, Doc(value))| Versioned { version, value }))
}

fn parsed(stored: Versioned<CalendarSettings>) -> Result<Versioned<Calendar>, StoreError> {
    let value = Calendar::try_from(stored.value).map_err(StoreError::corrupt)?;
    Ok(Versioned {
        version: stored.version,
        value,
    })
}
