//! The alarms of a case and of a charter, kept as these change.

use super::columns::alarms;
use super::due::{case_key, review_key};
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use crate::{calendars, dialect, ristoro};
use cartaviva_domain::alarms::{Alarm, REVIEW_DUE, alarms_of, asks_policy, reviews_of};
use cartaviva_domain::cases::{Case, Rules};
use cartaviva_domain::charters::Charter;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::ristoro::Policy;
use diesel::prelude::*;
use std::collections::HashSet;
use time::OffsetDateTime;

/// An alarm as it is added.
#[derive(Insertable)]
#[diesel(table_name = alarms)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct Row {
    administration: String,
    key: String,
    kind: &'static str,
    case_id: Option<DbId>,
    charter: Option<String>,
    at: At,
    wakes_at: At,
}

/// The alarms of a case that was just received.
pub(crate) fn of_new(conn: &mut Conn, case: &Case, rules: &Rules<'_>) -> Result<Vec<Row>, StoreError> {
    let policy = policy(conn, None, case)?;
    let alarms = alarms_of(case, rules, policy.as_ref());
    Ok(alarms.iter().map(|alarm| Row::of_case(case, alarm)).collect())
}

/// Keeps the alarms of a case that changed from what it was.
pub(crate) fn keep(
    conn: &mut Conn,
    before: &Case,
    after: &Case,
    rules: &Rules<'_>,
) -> Result<(), StoreError> {
    let policy = policy(conn, Some(before), after)?;
    let alarms = |case: &Case| alarms_of(case, rules, policy.as_ref());
    let (was, is) = (alarms(before), alarms(after));
    let only = |these: &[Alarm], those: &[Alarm]| -> Vec<Row> {
        let others: HashSet<String> = those.iter().map(Alarm::key).collect();
        let alone = these.iter().filter(|alarm| !others.contains(&alarm.key()));
        alone.map(|alarm| Row::of_case(after, alarm)).collect()
    };
    remove(conn, &after.administration, &only(&was, &is))?;
    add_unknown(conn, &after.administration, only(&is, &was))
}

/// The redress policy, read only where an alarm depends on it.
fn policy(conn: &mut Conn, before: Option<&Case>, after: &Case) -> Result<Option<Policy>, StoreError> {
    if asks_policy(after) || before.is_some_and(asks_policy) {
        ristoro::policy(conn, &after.administration)
    } else {
        Ok(None)
    }
}

/// Keeps the alarms for the reviews that a charter promises.
pub(crate) fn keep_reviews(
    conn: &mut Conn,
    administration: &AdministrationCode,
    charter: &Charter,
) -> Result<(), StoreError> {
    let calendars = calendars::history(conn, administration, None)?;
    let rows: Vec<Row> = reviews_of(charter, &calendars)
        .into_iter()
        .map(|review| Row {
            administration: administration.to_string(),
            key: review_key(&charter.code, &review.edition, review.due_on),
            kind: REVIEW_DUE,
            case_id: None,
            charter: Some(charter.code.to_string()),
            at: At(review.at),
            wakes_at: At(review.at),
        })
        .collect();
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    diesel::delete(
        alarms::table
            .filter(alarms::administration.eq(administration.as_str()))
            .filter(alarms::charter.eq(charter.code.as_str()))
            .filter(alarms::fired_at.is_null())
            .filter(alarms::key.ne_all(keys)),
    )
    .execute(conn)?;
    add_unknown(conn, administration, rows)
}

/// Adds the alarms that are not known; one that went off stays as it is.
fn add_unknown(
    conn: &mut Conn,
    administration: &AdministrationCode,
    mut rows: Vec<Row>,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let known: Vec<String> = alarms::table
        .filter(alarms::administration.eq(administration.as_str()))
        .filter(alarms::key.eq_any(keys))
        .select(alarms::key)
        .load(conn)?;
    rows.retain(|row| !known.contains(&row.key));
    Ok(dialect::add_alarms(conn, &rows)?)
}

/// Removes the alarms that have not gone off.
fn remove(conn: &mut Conn, administration: &AdministrationCode, rows: &[Row]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    diesel::delete(
        alarms::table
            .filter(alarms::administration.eq(administration.as_str()))
            .filter(alarms::key.eq_any(keys))
            .filter(alarms::fired_at.is_null())
            .filter(alarms::skipped_at.is_null()),
    )
    .execute(conn)?;
    Ok(())
}

impl Row {
    fn of_case(case: &Case, alarm: &Alarm) -> Self {
        let at: OffsetDateTime = alarm.at;
        Self {
            administration: case.administration.to_string(),
            key: case_key(case.id, &alarm.key()),
            kind: alarm.about.kind(),
            case_id: Some(DbId(case.id.0)),
            charter: None,
            at: At(at),
            wakes_at: At(at),
        }
    }
}
