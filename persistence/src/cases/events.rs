//! What happened to a case.

use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use crate::schema::case_events;
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::cases::{Actor, Changes, Event, Happening, Moment};
use cartaviva_domain::codes::{AdministrationCode, CaseId, EventId};
use diesel::prelude::*;

/// Every event of a case, first to last.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn events(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Event>, StoreError> {
    let told = timeline(conn, administration, case)?;
    Ok(told.into_iter().map(|(event, _)| event).collect())
}

/// Every event of a case, first to last, with what it changed; nothing of what was stored before changes were.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn timeline(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<(Event, Changes)>, StoreError> {
    let rows: Vec<Row> = case_events::table
        .filter(case_events::administration.eq(administration.as_str()))
        .filter(case_events::case_id.eq(DbId(case.0)))
        .order(case_events::sequence)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::told).collect()
}

/// An event as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = case_events)]
struct Row {
    id: DbId,
    sequence: i32,
    body: Doc<Happening>,
    occurred_at: At,
    recorded_at: At,
    actor_role: String,
    actor_subject: Option<String>,
    changes: Option<Doc<Changes>>,
}

impl Row {
    fn told(self) -> Result<(Event, Changes), StoreError> {
        let moment = Moment::said(Some(self.occurred_at.0), self.recorded_at.0)
            .map_err(|_| StoreError::corrupt("an event that happened after it was recorded"))?;
        let event = Event {
            id: EventId(self.id.0),
            sequence: self.sequence,
            happening: self.body.0,
            moment,
            actor: Actor {
                subject: self.actor_subject,
                role: self.actor_role,
            },
        };
        Ok((event, self.changes.map(|changes| changes.0).unwrap_or_default()))
    }
}

/// An event that is added.
#[derive(Insertable)]
#[diesel(table_name = case_events)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct NewEvent {
    administration: String,
    case_id: DbId,
    sequence: i32,
    id: DbId,
    body: Doc<Happening>,
    occurred_at: At,
    recorded_at: At,
    actor_role: String,
    actor_subject: Option<String>,
    changes: Option<Doc<Changes>>,
}

/// Adds events in their order; what they changed together stands with the last.
pub(crate) fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    happened: &[Event],
    changes: Option<&Changes>,
) -> Result<(), StoreError> {
    dialect::add_events(conn, &rows(administration, case, happened, changes))?;
    Ok(())
}

/// The rows of events in their order; what they changed together stands with the last.
pub(super) fn rows(
    administration: &AdministrationCode,
    case: CaseId,
    happened: &[Event],
    changes: Option<&Changes>,
) -> Vec<NewEvent> {
    let changed = changes.filter(|changes| !changes.is_empty());
    let rows = (1..).zip(happened).map(|(place, event)| NewEvent {
        administration: administration.to_string(),
        case_id: DbId(case.0),
        sequence: event.sequence,
        id: DbId(event.id.0),
        body: Doc(event.happening.clone()),
        occurred_at: At(event.moment.occurred_at()),
        recorded_at: At(event.moment.recorded_at()),
        actor_role: event.actor.role.clone(),
        actor_subject: event.actor.subject.clone(),
        changes: changed.filter(|_| place == happened.len()).cloned().map(Doc),
    });
    rows.collect()
}
