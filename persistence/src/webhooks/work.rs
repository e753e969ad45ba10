//! What is to be posted to a subscription, and what is kept of each attempt.

use super::deliveries::{self, DeliveryState};
use super::leases::Leased;
use crate::db::Conn;
use crate::error::StoreError;
use crate::feed;
use crate::schema::{webhook_deliveries as failed, webhook_subscriptions as table};
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::feed::{KindPattern, Recorded};
use cartaviva_domain::webhooks::{Failure, PauseReason, Settlement, State, Tried};
use diesel::prelude::*;
use time::OffsetDateTime;

/// Events that are read at once.
const AT_ONCE: i64 = 50;

/// An event that is to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The event.
    pub event: Recorded,
    /// The attempts that failed; none for what is posted for the first time.
    pub tried: Option<Tried>,
}

/// What is to be posted next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The events, in the order of the feed; those that failed before come first.
    pub due: Vec<Due>,
    /// The place up to which the feed was read.
    pub read_to: i64,
}

/// What is to be posted to a subscription next: what failed before and is due, then what is new.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn work(conn: &mut Conn, leased: &Leased, now: OffsetDateTime) -> Result<Work, StoreError> {
    let position = leased.subscription.position;
    let mut due = again(conn, leased, now)?;
    let every = KindPattern::every();
    let news = feed::after(conn, &leased.administration, position, &every, AT_ONCE)?;
    let read_to = news.last().map_or(position, |last| last.position);
    let wanted = news
        .into_iter()
        .filter(|event| leased.subscription.wants(&event.entry.kind));
    due.extend(wanted.map(|event| Due { event, tried: None }));
    Ok(Work { due, read_to })
}

fn again(conn: &mut Conn, leased: &Leased, now: OffsetDateTime) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<deliveries::Row> = failed::table
        .filter(failed::administration.eq(leased.administration.as_str()))
        .filter(failed::subscription.eq(DbId(leased.subscription.id.0)))
        .filter(failed::state.eq(words::write(&DeliveryState::Retrying)?))
        .filter(failed::next_attempt_at.le(At(now)))
        .order(failed::position)
        .limit(AT_ONCE)
        .select(deliveries::Row::as_select())
        .load(conn)?;
    let mut due = Vec::with_capacity(rows.len());
    for row in rows {
        let event = feed::at(conn, &leased.administration, row.position)?;
        due.push(Due {
            tried: Some(row.tried()?),
            event,
        });
    }
    Ok(due)
}

/// Keeps what follows from an attempt, and holds the lease until a later moment. Answers whether to go on: the lease is still
/// held, the subscription still active and its address well.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn settle(
    conn: &mut Conn,
    leased: &mut Leased,
    due: &Due,
    settlement: Settlement,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<bool, StoreError> {
    let Some(state) = hold(conn, leased, until)? else {
        return Ok(false);
    };
    match settlement {
        Settlement::Paused => {
            pause(conn, leased)?;
            return Ok(false);
        }
        Settlement::Done => {
            forget(conn, leased, due)?;
            well(conn, leased, now)?;
        }
        Settlement::Again {
            tried,
            next_at,
            resume_at,
            failure,
        } => {
            let state = DeliveryState::Retrying;
            remember(conn, leased, due, state, tried, next_at, failure)?;
            leave_alone(conn, leased, resume_at)?;
        }
        Settlement::Dead {
            tried,
            resume_at,
            failure,
        } => {
            remember(conn, leased, due, DeliveryState::Dead, tried, now, failure)?;
            leave_alone(conn, leased, resume_at)?;
        }
    }
    if due.tried.is_none() {
        keep_up(conn, leased, due.event.position)?;
    }
    Ok(settlement == Settlement::Done && state == State::Active)
}

/// Holds the lease until a later moment and answers how the subscription stands; none when the lease is lost.
fn hold(conn: &mut Conn, leased: &Leased, until: OffsetDateTime) -> Result<Option<State>, StoreError> {
    let state: Option<String> = diesel::update(
        table::table
            .find(key(leased))
            .filter(table::lease.eq(DbId(leased.lease))),
    )
    .set(table::leased_until.eq(At(until)))
    .returning(table::state)
    .get_result(conn)
    .optional()?;
    state.as_deref().map(words::read).transpose()
}

/// Notes that the subscription was served up to a place in the feed.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn keep_up(conn: &mut Conn, leased: &mut Leased, position: i64) -> Result<(), StoreError> {
    diesel::update(
        table::table
            .find(key(leased))
            .filter(table::lease.eq(DbId(leased.lease))),
    )
    .set(table::position.eq(position))
    .execute(conn)?;
    leased.subscription.position = position;
    Ok(())
}

fn well(conn: &mut Conn, leased: &mut Leased, now: OffsetDateTime) -> Result<(), StoreError> {
    diesel::update(table::table.find(key(leased)))
        .set((table::failures.eq(0), table::last_delivered_at.eq(At(now))))
        .execute(conn)?;
    leased.subscription.failures = 0;
    Ok(())
}

fn leave_alone(conn: &mut Conn, leased: &Leased, resume_at: OffsetDateTime) -> Result<(), StoreError> {
    diesel::update(table::table.find(key(leased)))
        .set((
            table::failures.eq(table::failures + 1),
            table::resume_at.eq(At(resume_at)),
        ))
        .execute(conn)?;
    Ok(())
}

fn pause(conn: &mut Conn, leased: &Leased) -> Result<(), StoreError> {
    diesel::update(table::table.find(key(leased)))
        .set((
            table::state.eq(words::write(&State::Paused)?),
            table::paused_because.eq(words::write(&PauseReason::Gone)?),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// A delivery that went through leaves nothing behind.
fn forget(conn: &mut Conn, leased: &Leased, due: &Due) -> Result<(), StoreError> {
    if due.tried.is_some() {
        diesel::delete(failed::table.find(delivery_key(leased, due))).execute(conn)?;
    }
    Ok(())
}

fn remember(
    conn: &mut Conn,
    leased: &Leased,
    due: &Due,
    state: DeliveryState,
    tried: Tried,
    next_at: OffsetDateTime,
    failure: Failure,
) -> Result<(), StoreError> {
    let (administration, subscription, position) = delivery_key(leased, due);
    let now_is = (
        failed::state.eq(words::write(&state)?),
        failed::attempts.eq(i32::try_from(tried.attempts).unwrap_or(i32::MAX)),
        failed::first_attempt_at.eq(At(tried.first_at)),
        failed::next_attempt_at.eq(At(next_at)),
        failed::reason.eq(words::write(&failure.reason)?),
        failed::status.eq(failure.status.map(i32::from)),
    );
    if due.tried.is_some() {
        diesel::update(failed::table.find((administration, subscription, position)))
            .set(now_is)
            .execute(conn)?;
        return Ok(());
    }
    let key = (
        failed::administration.eq(administration),
        failed::subscription.eq(subscription),
        failed::position.eq(position),
        failed::id.eq(DbId(due.event.entry.id.0)),
    );
    diesel::insert_into(failed::table)
        .values((key, now_is))
        .execute(conn)?;
    Ok(())
}

fn key(leased: &Leased) -> (&str, DbId) {
    (leased.administration.as_str(), DbId(leased.subscription.id.0))
}

fn delivery_key<'a>(leased: &'a Leased, due: &Due) -> (&'a str, DbId, i64) {
    let (administration, subscription) = key(leased);
    (administration, subscription, due.event.position)
}
