//! Leases: a subscription is served by one sender at a time, for a time. A sender that dies loses its lease by itself, and
//! no transaction stays open while a receiver is spoken to.

use super::row::Row;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{feeds, webhook_deliveries as deliveries, webhook_subscriptions as table};
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::webhooks::{State, Subscription, SubscriptionId};
use diesel::dsl::exists;
use diesel::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

use super::deliveries::DeliveryState;

/// Subscriptions that are looked for at once.
const AT_ONCE: i64 = 16;

/// The secrets that sign for a subscription.
pub struct Secrets {
    /// The present one.
    pub present: Vec<u8>,
    /// The one before, while it is good.
    pub previous: Option<Vec<u8>>,
}

/// A subscription whose lease is held.
pub struct Leased {
    /// Its administration.
    pub administration: AdministrationCode,
    /// The subscription.
    pub subscription: Subscription,
    /// What signs for it.
    pub secrets: Secrets,
    /// The lease.
    pub lease: Uuid,
}

/// Subscriptions that have something to be posted at `now` and that nobody serves, those that wait longest first.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn ready(
    conn: &mut Conn,
    now: OffsetDateTime,
) -> Result<Vec<(AdministrationCode, SubscriptionId)>, StoreError> {
    let news = feeds::table
        .filter(feeds::administration.eq(table::administration))
        .filter(feeds::last_position.gt(table::position));
    let again = deliveries::table
        .filter(deliveries::administration.eq(table::administration))
        .filter(deliveries::subscription.eq(table::id))
        .filter(deliveries::state.eq(words::write(&DeliveryState::Retrying)?))
        .filter(deliveries::next_attempt_at.le(At(now)));
    let rows: Vec<(String, DbId)> = table::table
        .filter(table::state.eq(words::write(&State::Active)?))
        .filter(table::resume_at.le(At(now)))
        .filter(table::leased_until.is_null().or(table::leased_until.le(At(now))))
        .filter(exists(news).or(exists(again)))
        .order((table::resume_at, table::id))
        .limit(AT_ONCE)
        .select((table::administration, table::id))
        .load(conn)?;
    rows.into_iter()
        .map(|(administration, id)| {
            let administration = AdministrationCode::parse(&administration).map_err(StoreError::corrupt)?;
            Ok((administration, SubscriptionId(id.0)))
        })
        .collect()
}

/// Takes the lease of a subscription until a moment; none when somebody else took it first, or it is to be left alone.
///
/// The one statement looks and takes: of two who try at once the second waits for the first and then finds it taken.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn lease(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: SubscriptionId,
    lease: Uuid,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<Option<Leased>, StoreError> {
    let taken = diesel::update(
        table::table
            .find((administration.as_str(), DbId(id.0)))
            .filter(table::state.eq(words::write(&State::Active)?))
            .filter(table::resume_at.le(At(now)))
            .filter(table::leased_until.is_null().or(table::leased_until.le(At(now)))),
    )
    .set((table::lease.eq(DbId(lease)), table::leased_until.eq(At(until))))
    .execute(conn)?;
    if taken != 1 {
        return Ok(None);
    }
    let (row, present, previous): (Row, Vec<u8>, Option<Vec<u8>>) = table::table
        .find((administration.as_str(), DbId(id.0)))
        .select((Row::as_select(), table::secret, table::previous_secret))
        .first(conn)?;
    let subscription = row.subscription()?;
    let previous = previous.filter(|_| subscription.previous_until.is_some_and(|until| now < until));
    Ok(Some(Leased {
        administration: administration.clone(),
        subscription,
        secrets: Secrets { present, previous },
        lease,
    }))
}

/// Gives a lease back, if it is still held; others who wait come first then.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn release(conn: &mut Conn, leased: &Leased, now: OffsetDateTime) -> Result<(), StoreError> {
    let own = || {
        table::table
            .find((leased.administration.as_str(), DbId(leased.subscription.id.0)))
            .filter(table::lease.eq(DbId(leased.lease)))
    };
    diesel::update(own().filter(table::resume_at.lt(At(now))))
        .set(table::resume_at.eq(At(now)))
        .execute(conn)?;
    diesel::update(own())
        .set((table::lease.eq(None::<DbId>), table::leased_until.eq(None::<At>)))
        .execute(conn)?;
    Ok(())
}
