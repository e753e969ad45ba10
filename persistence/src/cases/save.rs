//! A case is added once and then changes, each time with the event that changed it.

use super::row::{CaseChange, CaseRow};
use super::{deadlines, events};
use crate::alarms;
use crate::at_once::Rows;
use crate::db::Conn;
use crate::error::StoreError;
use crate::feed;
use crate::messages;
use crate::pending;
use crate::prepared::Prepared;
use crate::reporters;
use crate::ristoro::grants;
use crate::schema::cases;
use crate::search::NewWords;
use crate::settled::Settlement;
use crate::sql_types::DbId;
use cartaviva_domain::cases::{Case, Changes, Event, Rules};
use cartaviva_domain::feed::Entry;
use cartaviva_domain::people::Reporter;
use diesel::prelude::*;

/// Adds a case that was just received, with who presented it and its first events; its service, its office and its procedure
/// are there. Where the transaction is shared nothing is written before all else is done.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    case: &Case,
    rules: &Rules<'_>,
    reporter: &Reporter,
    tracking_digest: &[u8],
    first: &[Event],
) -> Result<(), StoreError> {
    let (administration, id) = (&case.administration, case.id);
    settles(None, case, rules)?;
    let rows = Rows {
        cases: vec![CaseRow::of(case, case.settles_at(rules), tracking_digest)?],
        reporters: Vec::from_iter(reporters::Row::of(administration, id, reporter)),
        deadlines: deadlines::of_new(case)?,
        words: vec![NewWords::of(case)],
        alarms: alarms::of_new(conn, case, rules)?,
        events: events::rows(administration, id, first, None),
        messages: messages::of_new(case, rules, reporter, first)?,
        ..Rows::default()
    };
    pending::add(conn, rows)?;
    tell(conn, case, first)
}

/// Keeps a case as an event left it.
///
/// # Errors
/// [`StoreError::Stale`] when it has changed since `before` was read; [`StoreError`] when the database fails.
pub fn change(
    conn: &mut Conn,
    before: &Case,
    after: &Case,
    rules: &Rules<'_>,
    event: &Event,
) -> Result<(), StoreError> {
    change_by(conn, before, after, rules, std::slice::from_ref(event))
}

/// Keeps a case as several events left it; what they changed together stands with the last.
///
/// # Errors
/// As [`change`].
pub fn change_by(
    conn: &mut Conn,
    before: &Case,
    after: &Case,
    rules: &Rules<'_>,
    happened: &[Event],
) -> Result<(), StoreError> {
    let change = diesel::update(
        cases::table
            .filter(cases::administration.eq(after.administration.as_str()))
            .filter(cases::id.eq(DbId(after.id.0)))
            .filter(cases::version.eq(before.version)),
    )
    .set(CaseChange::of(after, after.settles_at(rules))?);
    let changed = Prepared(change).execute(conn)?;
    if changed != 1 {
        return Err(StoreError::Stale);
    }
    settles(Some(before), after, rules)?;
    deadlines::change(conn, before, after)?;
    alarms::keep(conn, before, after, rules)?;
    grants::change(conn, before, after)?;
    let changes = Changes::between(before, after);
    events::add(conn, &after.administration, after.id, happened, Some(&changes))?;
    messages::tell(conn, after, rules, happened)?;
    tell(conn, after, happened)
}

/// A case counts at another instant, or otherwise, than was known of it.
fn settles(before: Option<&Case>, after: &Case, rules: &Rules<'_>) -> Result<(), StoreError> {
    let was = before.and_then(|case| Settlement::of_case(case, rules));
    pending::settled(&after.administration, |moves| {
        moves.note(&after.procedure, None, was, Settlement::of_case(after, rules));
    })
}

/// Tells the feed what happened to a case, which now stands as it is given.
pub(crate) fn tell(conn: &mut Conn, case: &Case, happened: &[Event]) -> Result<(), StoreError> {
    let entries: Vec<Entry> = happened
        .iter()
        .map(|event| Entry::of_event(case, event))
        .collect();
    feed::append(conn, &case.administration, &entries)
}
