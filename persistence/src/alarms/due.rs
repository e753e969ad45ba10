//! The alarms whose moment has come.

use super::columns::alarms;
use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::dates;
use diesel::prelude::*;
use time::{Date, OffsetDateTime};

/// What an alarm concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A case.
    Case(CaseId),
    /// A charter.
    Charter(Code),
}

/// An alarm whose moment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The administration.
    pub administration: AdministrationCode,
    /// What it concerns.
    pub subject: Subject,
    /// The whole key under which it is kept.
    key: String,
}

impl Due {
    /// Its key among the alarms of what it concerns.
    #[must_use]
    pub fn key(&self) -> &str {
        self.key.split_once('/').map_or("", |(_, key)| key)
    }

    /// Whether it is about the review that an edition of its charter promises by a day.
    #[must_use]
    pub fn is_about(&self, edition: &Code, due_on: Date) -> bool {
        let Subject::Charter(charter) = &self.subject else {
            return false;
        };
        self.key == review_key(charter, edition, due_on)
    }
}

/// The whole key of an alarm of a case.
pub(super) fn case_key(case: CaseId, key: &str) -> String {
    format!("{}/{key}", case.0)
}

/// The whole key of the alarm for a review.
pub(super) fn review_key(charter: &Code, edition: &Code, due_on: Date) -> String {
    format!("{charter}/{edition}/{}", dates::written(due_on))
}

/// The alarms whose moment has come, first the earliest, at most `limit`. Nothing is locked.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn due(conn: &mut Conn, now: OffsetDateTime, limit: i64) -> Result<Vec<Due>, StoreError> {
    type Row = (String, String, Option<DbId>, Option<String>);
    let rows: Vec<Row> = alarms::table
        .filter(alarms::fired_at.is_null())
        .filter(alarms::skipped_at.is_null())
        .filter(alarms::wakes_at.le(At(now)))
        .order(alarms::wakes_at)
        .limit(limit)
        .select((
            alarms::administration,
            alarms::key,
            alarms::case_id,
            alarms::charter,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(administration, key, case, charter)| {
            let subject = match (case, charter) {
                (Some(case), None) => Subject::Case(CaseId(case.0)),
                (None, Some(charter)) => {
                    Subject::Charter(Code::parse(&charter).map_err(StoreError::corrupt)?)
                }
                _ => return Err(StoreError::corrupt("an alarm of nothing")),
            };
            Ok(Due {
                administration: AdministrationCode::parse(&administration).map_err(StoreError::corrupt)?,
                subject,
                key,
            })
        })
        .collect()
}

/// Takes an alarm in hand until the transaction ends, with its case: whether it is to be had. Nobody else has either, and
/// it has not gone off.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn take(conn: &mut Conn, alarm: &Due) -> Result<bool, StoreError> {
    let administration = alarm.administration.as_str();
    let free = match &alarm.subject {
        Subject::Case(case) => dialect::lock_case(conn, administration, DbId(case.0))?,
        Subject::Charter(_) => true,
    };
    Ok(free && dialect::lock_alarm(conn, administration, &alarm.key)?)
}

/// It has gone off.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn fired(conn: &mut Conn, alarm: &Due, now: OffsetDateTime) -> Result<(), StoreError> {
    diesel::update(alarms::table.find((alarm.administration.as_str(), &alarm.key)))
        .set(alarms::fired_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(())
}

/// It no longer holds, or a later one says it.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn skipped(conn: &mut Conn, alarm: &Due, now: OffsetDateTime) -> Result<(), StoreError> {
    diesel::update(alarms::table.find((alarm.administration.as_str(), &alarm.key)))
        .set(alarms::skipped_at.eq(Some(At(now))))
        .execute(conn)?;
    Ok(())
}

/// It is looked at again later.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn postpone(conn: &mut Conn, alarm: &Due, until: OffsetDateTime) -> Result<(), StoreError> {
    diesel::update(alarms::table.find((alarm.administration.as_str(), &alarm.key)))
        .set(alarms::wakes_at.eq(At(until)))
        .execute(conn)?;
    Ok(())
}
