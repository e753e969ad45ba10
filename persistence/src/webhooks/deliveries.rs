//! Deliveries that did not go through at first.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::webhook_deliveries as table;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::codes::{AdministrationCode, EventId};
use cartaviva_domain::webhooks::{Failure, SubscriptionId, Tried};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What becomes of a delivery that did not go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is tried again.
    Retrying,
    /// It was given up: it waits until somebody asks for it.
    Dead,
}

/// An event that did not go through to a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The event, and by that the delivery.
    pub event: EventId,
    /// Its place in the feed.
    pub position: i64,
    /// What becomes of it.
    pub state: DeliveryState,
    /// The attempts that were made.
    pub tried: Tried,
    /// When it is tried again; of a dead one, when it was given up.
    pub next_attempt_at: OffsetDateTime,
    /// Why the last attempt failed.
    pub failure: Failure,
}

/// A delivery as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
pub(super) struct Row {
    pub(super) position: i64,
    id: DbId,
    state: String,
    attempts: i32,
    first_attempt_at: At,
    next_attempt_at: At,
    reason: String,
    status: Option<i32>,
}

impl Row {
    pub(super) fn tried(&self) -> Result<Tried, StoreError> {
        Ok(Tried {
            attempts: u32::try_from(self.attempts).map_err(StoreError::corrupt)?,
            first_at: self.first_attempt_at.0,
        })
    }

    fn delivery(self) -> Result<Delivery, StoreError> {
        Ok(Delivery {
            event: EventId(self.id.0),
            position: self.position,
            state: words::read(&self.state)?,
            tried: self.tried()?,
            next_attempt_at: self.next_attempt_at.0,
            failure: Failure {
                reason: words::read(&self.reason)?,
                status: self
                    .status
                    .map(|status| u16::try_from(status).map_err(StoreError::corrupt))
                    .transpose()?,
            },
        })
    }
}

/// The deliveries of a subscription that did not go through, in the order of the feed, after a place in it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn deliveries(
    conn: &mut Conn,
    administration: &AdministrationCode,
    subscription: SubscriptionId,
    state: Option<DeliveryState>,
    after: i64,
    limit: i64,
) -> Result<Vec<Delivery>, StoreError> {
    let mut query = table::table
        .filter(table::administration.eq(administration.as_str().to_owned()))
        .filter(table::subscription.eq(DbId(subscription.0)))
        .filter(table::position.gt(after))
        .order(table::position)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(table::state.eq(words::write(&state)?));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::delivery).collect()
}

/// One delivery that did not go through.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find_delivery(
    conn: &mut Conn,
    administration: &AdministrationCode,
    subscription: SubscriptionId,
    event: EventId,
) -> Result<Option<Delivery>, StoreError> {
    let row: Option<Row> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::subscription.eq(DbId(subscription.0)))
        .filter(table::id.eq(DbId(event.0)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::delivery).transpose()
}

/// Lets a delivery be tried again from now on, as if it had never been tried.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn resend(
    conn: &mut Conn,
    administration: &AdministrationCode,
    subscription: SubscriptionId,
    event: EventId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    diesel::update(
        table::table
            .filter(table::administration.eq(administration.as_str()))
            .filter(table::subscription.eq(DbId(subscription.0)))
            .filter(table::id.eq(DbId(event.0))),
    )
    .set((
        table::state.eq(words::write(&DeliveryState::Retrying)?),
        table::attempts.eq(0),
        table::first_attempt_at.eq(At(now)),
        table::next_attempt_at.eq(At(now)),
    ))
    .execute(conn)?;
    Ok(())
}
