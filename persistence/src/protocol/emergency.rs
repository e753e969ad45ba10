//! The times when the register could not be used.

use super::deferred::{number, waiting};
use super::register::ordinary;
use super::tables::{deferred_documents, emergency_periods as table};
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{EmergencyEnd, EmergencyPeriod, OrdinaryNumber, RegisterCode};
use cartaviva_domain::text::Source;
use diesel::prelude::*;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// How many documents are entered at a time.
const CHUNK: i64 = 500;

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct PeriodRow {
    id: DbId,
    cause: String,
    reference: String,
    stopped_at: At,
    opened_at: At,
    opened_by: String,
    restored_at: Option<At>,
    closed_at: Option<At>,
    closed_by: Option<String>,
}

impl PeriodRow {
    fn period(self) -> Result<EmergencyPeriod, StoreError> {
        let end = match (self.restored_at, self.closed_at, self.closed_by) {
            (Some(At(restored_at)), Some(At(closed_at)), Some(closed_by)) => Some(EmergencyEnd {
                restored_at,
                closed_at,
                closed_by,
            }),
            _ => None,
        };
        Ok(EmergencyPeriod {
            id: self.id.0,
            cause: Reason::parse(&self.cause).map_err(StoreError::corrupt)?,
            reference: Source::parse(&self.reference).map_err(StoreError::corrupt)?,
            stopped_at: self.stopped_at.0,
            opened_at: self.opened_at.0,
            opened_by: self.opened_by,
            end,
        })
    }
}

/// Keeps an emergency that begins.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn open_emergency(
    conn: &mut Conn,
    administration: &AdministrationCode,
    period: &EmergencyPeriod,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::id.eq(DbId(period.id)),
            table::cause.eq(period.cause.as_str()),
            table::reference.eq(period.reference.as_str()),
            table::stopped_at.eq(At(period.stopped_at)),
            table::opened_at.eq(At(period.opened_at)),
            table::opened_by.eq(&period.opened_by),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps how an emergency ended.
///
/// # Errors
/// [`StoreError::Stale`] when it had ended before; [`StoreError`] when the database fails.
pub fn close_emergency(
    conn: &mut Conn,
    administration: &AdministrationCode,
    period: Uuid,
    end: &EmergencyEnd,
) -> Result<(), StoreError> {
    let changed = diesel::update(
        table::table
            .find((administration.as_str(), DbId(period)))
            .filter(table::closed_at.is_null()),
    )
    .set((
        table::restored_at.eq(Some(At(end.restored_at))),
        table::closed_at.eq(Some(At(end.closed_at))),
        table::closed_by.eq(Some(&end.closed_by)),
    ))
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Enters every document of an emergency into the register of this program, in the order in which they arrived; each keeps
/// its emergency number.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn enter_deferred(
    conn: &mut Conn,
    administration: &AdministrationCode,
    period: Uuid,
    today: Date,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    loop {
        let documents = waiting(conn, administration, Some(period), 0, CHUNK)?;
        if documents.is_empty() {
            return Ok(());
        }
        for deferred in documents {
            let (document, particulars) = (deferred.document, deferred.particulars);
            let entry = ordinary(conn, administration, today, document, particulars, now)?;
            let taken = OrdinaryNumber {
                register: RegisterCode::built_in(),
                number: entry.number,
                registered_at: entry.registered_at,
            };
            number(conn, administration, deferred.sequence, &taken)?;
        }
    }
}

/// An emergency.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn emergency(
    conn: &mut Conn,
    administration: &AdministrationCode,
    period: Uuid,
) -> Result<Option<EmergencyPeriod>, StoreError> {
    let row: Option<PeriodRow> = table::table
        .find((administration.as_str(), DbId(period)))
        .select(PeriodRow::as_select())
        .first(conn)
        .optional()?;
    row.map(PeriodRow::period).transpose()
}

/// The emergencies of an administration, the last first, before the one given.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn emergencies(
    conn: &mut Conn,
    administration: &AdministrationCode,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<EmergencyPeriod>, StoreError> {
    let mut query = table::table
        .filter(table::administration.eq(administration.as_str().to_owned()))
        .order(table::id.desc())
        .limit(limit)
        .select(PeriodRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(table::id.lt(DbId(before)));
    }
    let rows: Vec<PeriodRow> = query.load(conn)?;
    rows.into_iter().map(PeriodRow::period).collect()
}

/// How many documents took a number of the emergency register in an emergency, and how many of them wait for their ordinary
/// one.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn counted(
    conn: &mut Conn,
    administration: &AdministrationCode,
    period: Uuid,
) -> Result<(i64, i64), StoreError> {
    let of_period = deferred_documents::table
        .filter(deferred_documents::administration.eq(administration.as_str()))
        .filter(deferred_documents::period.eq(DbId(period)));
    let all = of_period.count().get_result(conn)?;
    let waiting = of_period
        .filter(deferred_documents::number.is_null())
        .count()
        .get_result(conn)?;
    Ok((all, waiting))
}
