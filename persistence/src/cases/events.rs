//! What happened to a case, and who presented it.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{case_events, reporters};
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::cases::{Actor, Event, Happening, Moment};
use cartaviva_domain::codes::{AdministrationCode, CaseId, EventId};
use cartaviva_domain::people::Reporter;
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
    type Row = (DbId, i32, Doc<Happening>, At, At, String, Option<String>);
    let rows: Vec<Row> = case_events::table
        .filter(case_events::administration.eq(administration.as_str()))
        .filter(case_events::case_id.eq(DbId(case.0)))
        .order(case_events::sequence)
        .select((
            case_events::id,
            case_events::sequence,
            case_events::body,
            case_events::occurred_at,
            case_events::recorded_at,
            case_events::actor_role,
            case_events::actor_subject,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(id, sequence, Doc(happening), At(occurred_at), At(recorded_at), role, subject)| {
                let moment = Moment::said(Some(occurred_at), recorded_at)
                    .map_err(|_| StoreError::corrupt("an event that happened after it was recorded"))?;
                Ok(Event {
                    id: EventId(id.0),
                    sequence,
                    happening,
                    moment,
                    actor: Actor { subject, role },
                })
            },
        )
        .collect()
}

/// Adds an event.
pub(super) fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    event: &Event,
) -> Result<(), StoreError> {
    diesel::insert_into(case_events::table)
        .values((
            case_events::administration.eq(administration.as_str()),
            case_events::case_id.eq(DbId(case.0)),
            case_events::sequence.eq(event.sequence),
            case_events::id.eq(DbId(event.id.0)),
            case_events::body.eq(Doc(event.happening.clone())),
            case_events::occurred_at.eq(At(event.moment.occurred_at())),
            case_events::recorded_at.eq(At(event.moment.recorded_at())),
            case_events::actor_role.eq(&event.actor.role),
            case_events::actor_subject.eq(&event.actor.subject),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who presented a case.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn reporter(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Reporter, StoreError> {
    let row: Option<Doc<Reporter>> = reporters::table
        .find((administration.as_str(), DbId(case.0)))
        .select(reporters::body)
        .first(conn)
        .optional()?;
    Ok(row.map(|Doc(reporter)| reporter).unwrap_or_default())
}

/// Keeps who presented a case; nothing for who gave nothing of themselves.
pub(super) fn add_reporter(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    reporter: &Reporter,
) -> Result<(), StoreError> {
    if reporter.is_anonymous() {
        return Ok(());
    }
    diesel::insert_into(reporters::table)
        .values((
            reporters::administration.eq(administration.as_str()),
            reporters::case_id.eq(DbId(case.0)),
            reporters::body.eq(Doc(reporter.clone())),
        ))
        .execute(conn)?;
    Ok(())
}
