//! The calendars that administrations and their offices work by. Versions are only ever added; each holds from a day on.
//!
//! Every office has versions of its own, also where its calendar is the administration's: those are copies.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::calendars;
use crate::sql_types::{At, Doc, On};
use crate::versioned::Saved;
use crate::{changes, kept};
use cartaviva_domain::calendar::{Calendar, CalendarHistory, CalendarSettings, CalendarVersion};
use cartaviva_domain::codes::{AdministrationCode, Code};
use diesel::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use time::macros::date;
use time::{Date, OffsetDateTime};

/// The office under which the calendar of a whole administration is kept.
const WHOLE: &str = "";
/// The first day of the years that a calendar covers: the first version holds from then on.
const EVER: Date = date!(1978 - 01 - 01);

/// A version of a calendar as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRecord {
    /// Its number, from 1.
    pub version: i32,
    /// The day from which it holds.
    pub valid_from: Date,
    /// What it says.
    pub settings: CalendarSettings,
    /// Why it was added; none for what was imported first.
    pub reason: Option<String>,
    /// When it was added.
    pub recorded_at: OffsetDateTime,
}

/// The versions of the calendar of an office, or of the administration where no office is named, as they hold.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds no calendar or one that cannot be.
pub fn history(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: Option<&Code>,
) -> Result<Arc<CalendarHistory>, StoreError> {
    let key = (administration.clone(), office.cloned());
    let found = kept::or_read(
        conn,
        administration,
        |kept| &kept.calendars,
        &key,
        |conn| {
            let history = holding(versions(conn, administration, office)?)?;
            Ok(Some(Arc::new(history)))
        },
    )?;
    found.ok_or_else(|| StoreError::corrupt("an office without a calendar"))
}

/// The history that versions make.
///
/// # Errors
/// [`StoreError::Corrupt`] when there is none, or one that cannot be.
pub fn holding(records: Vec<CalendarRecord>) -> Result<CalendarHistory, StoreError> {
    let versions: Result<Vec<CalendarVersion>, StoreError> = records
        .into_iter()
        .map(|record| {
            Ok(CalendarVersion {
                version: record.version,
                valid_from: record.valid_from,
                calendar: Calendar::try_from(record.settings).map_err(StoreError::corrupt)?,
            })
        })
        .collect();
    CalendarHistory::new(versions?).ok_or_else(|| StoreError::corrupt("an office without a calendar"))
}

/// Every version of the calendar of an office, or of the administration where no office is named, the newest first.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn versions(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: Option<&Code>,
) -> Result<Vec<CalendarRecord>, StoreError> {
    type Row = (i32, On, Doc<CalendarSettings>, Option<String>, At);
    let rows: Vec<Row> = calendars::table
        .filter(calendars::administration.eq(administration.as_str()))
        .filter(calendars::office.eq(office.map_or(WHOLE, Code::as_str)))
        .order(calendars::version.desc())
        .select((
            calendars::version,
            calendars::valid_from,
            calendars::body,
            calendars::reason,
            calendars::recorded_at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(
            |(version, On(valid_from), Doc(settings), reason, At(recorded_at))| CalendarRecord {
                version,
                valid_from,
                settings,
                reason,
                recorded_at,
            },
        )
        .collect())
}

/// The calendar that an office works by in a version of it.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds no such calendar or one that cannot be.
pub fn of_version(
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
    let Doc(settings) =
        row.ok_or_else(|| StoreError::corrupt("a deadline names a calendar that is not there"))?;
    Calendar::try_from(settings).map_err(StoreError::corrupt)
}

/// The calendars of every office of an administration, by their codes.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds a calendar that cannot be.
pub fn of_offices(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<BTreeMap<String, CalendarHistory>, StoreError> {
    let rows: Vec<Held> = calendars::table
        .filter(calendars::administration.eq(administration.as_str()))
        .select((
            calendars::office,
            calendars::version,
            calendars::valid_from,
            calendars::body,
        ))
        .load(conn)?;
    by_holder(rows)
}

/// The calendars of some administrations, by their codes.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds a calendar that cannot be.
pub fn of_administrations(
    conn: &mut Conn,
    administrations: &[&str],
) -> Result<BTreeMap<String, CalendarHistory>, StoreError> {
    let rows: Vec<Held> = calendars::table
        .filter(calendars::administration.eq_any(administrations))
        .filter(calendars::office.eq(WHOLE))
        .select((
            calendars::administration,
            calendars::version,
            calendars::valid_from,
            calendars::body,
        ))
        .load(conn)?;
    by_holder(rows)
}

/// Whose calendar it is, its version, since when it holds, what it says.
type Held = (String, i32, On, Doc<CalendarSettings>);

fn by_holder(rows: Vec<Held>) -> Result<BTreeMap<String, CalendarHistory>, StoreError> {
    let mut versions: BTreeMap<String, Vec<CalendarVersion>> = BTreeMap::new();
    for (holder, version, On(valid_from), Doc(settings)) in rows {
        let calendar = Calendar::try_from(settings).map_err(StoreError::corrupt)?;
        versions.entry(holder).or_default().push(CalendarVersion {
            version,
            valid_from,
            calendar,
        });
    }
    Ok(versions
        .into_iter()
        .filter_map(|(holder, versions)| Some((holder, CalendarHistory::new(versions)?)))
        .collect())
}

/// Adds a version of a calendar.
///
/// # Errors
/// [`StoreError::Conflict`] when a version of that number is there already; [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: Option<&Code>,
    record: &CalendarRecord,
) -> Result<(), StoreError> {
    changes::changed(conn, administration)?;
    diesel::insert_into(calendars::table)
        .values((
            calendars::administration.eq(administration.as_str()),
            calendars::office.eq(office.map_or(WHOLE, Code::as_str)),
            calendars::version.eq(record.version),
            calendars::valid_from.eq(On(record.valid_from)),
            calendars::body.eq(Doc(record.settings.clone())),
            calendars::reason.eq(&record.reason),
            calendars::recorded_at.eq(At(record.recorded_at)),
            // The first version takes the place of none.
            calendars::recounted_at.eq((record.version == 1).then_some(At(record.recorded_at))),
        ))
        .execute(conn)?;
    Ok(())
}

/// A new version after which what runs is still to be counted once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToRecount {
    /// Whose calendar it is.
    pub administration: AdministrationCode,
    /// The office; none for the calendar of the whole administration.
    pub office: Option<Code>,
    /// The number of the version.
    pub version: i32,
    /// The day from which it holds.
    pub valid_from: Date,
    /// Why it was added; none when it was imported.
    pub reason: Option<String>,
}

/// The versions added before a moment after which nothing was counted once more, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn to_recount(conn: &mut Conn, before: OffsetDateTime, limit: i64) -> Result<Vec<ToRecount>, StoreError> {
    type Row = (String, String, i32, On, Option<String>);
    let rows: Vec<Row> = calendars::table
        .filter(calendars::recounted_at.is_null())
        .filter(calendars::recorded_at.lt(At(before)))
        .order((
            calendars::administration,
            calendars::recorded_at,
            calendars::office,
        ))
        .limit(limit)
        .select((
            calendars::administration,
            calendars::office,
            calendars::version,
            calendars::valid_from,
            calendars::reason,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(administration, office, version, On(valid_from), reason)| {
            Ok(ToRecount {
                administration: AdministrationCode::parse(&administration).map_err(StoreError::corrupt)?,
                office: match office.as_str() {
                    WHOLE => None,
                    code => Some(Code::parse(code).map_err(StoreError::corrupt)?),
                },
                version,
                valid_from,
                reason,
            })
        })
        .collect()
}

/// Notes that what runs was counted once more after a version.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn recounted(conn: &mut Conn, version: &ToRecount, now: OffsetDateTime) -> Result<(), StoreError> {
    let office = version.office.as_ref().map_or(WHOLE, Code::as_str);
    diesel::update(calendars::table.find((version.administration.as_str(), office, version.version)))
        .set(calendars::recounted_at.eq(At(now)))
        .execute(conn)?;
    Ok(())
}

/// Adds a version of a calendar when its settings differ from the newest. The first holds since ever, another from the day
/// that it is.
///
/// # Errors
/// [`StoreError`] when the database fails, or the settings cannot be.
pub(crate) fn save(
    conn: &mut Conn,
    administration: &AdministrationCode,
    office: Option<&Code>,
    settings: &CalendarSettings,
    now: OffsetDateTime,
) -> Result<Saved, StoreError> {
    let known = versions(conn, administration, office)?;
    let newest = known.first();
    if newest.is_some_and(|newest| newest.settings == *settings) {
        return Ok(Saved::Same);
    }
    let calendar = Calendar::try_from(settings.clone()).map_err(StoreError::corrupt)?;
    let record = CalendarRecord {
        version: newest.map_or(1, |newest| newest.version + 1),
        valid_from: newest.map_or(EVER, |_| calendar.date_of(now)),
        settings: settings.clone(),
        reason: None,
        recorded_at: now,
    };
    add(conn, administration, office, &record)?;
    Ok(if newest.is_some() {
        Saved::Changed
    } else {
        Saved::Added
    })
}
