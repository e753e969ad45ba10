//! Subscriptions as people make and change them.

use super::row::Row;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::webhook_subscriptions as table;
use crate::sql_types::{At, DbId, Doc};
use crate::words;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::webhooks::{Subscription, SubscriptionId};
use diesel::prelude::*;
use time::OffsetDateTime;

/// Adds a subscription with its secret.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    subscription: &Subscription,
    secret: &[u8],
) -> Result<(), StoreError> {
    let paused_because = subscription
        .paused_because
        .as_ref()
        .map(words::write)
        .transpose()?;
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::id.eq(DbId(subscription.id.0)),
            table::url.eq(subscription.url.as_str()),
            table::kinds.eq(Doc(subscription.kinds.clone())),
            table::state.eq(words::write(&subscription.state)?),
            table::paused_because.eq(paused_because),
            table::secret.eq(secret),
            table::position.eq(subscription.position),
            table::failures.eq(0),
            table::resume_at.eq(At(subscription.resume_at)),
            table::created_at.eq(At(subscription.created_at)),
            table::version.eq(subscription.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// One subscription.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: SubscriptionId,
) -> Result<Option<Subscription>, StoreError> {
    let row: Option<Row> = table::table
        .find((administration.as_str(), DbId(id.0)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::subscription).transpose()
}

/// The present secret of a subscription.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn secret(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: SubscriptionId,
) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(table::table
        .find((administration.as_str(), DbId(id.0)))
        .select(table::secret)
        .first(conn)
        .optional()?)
}

/// Subscriptions in the order in which they were made, after one of them.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<Subscription>, StoreError> {
    let mut query = table::table
        .filter(table::administration.eq(administration.as_str().to_owned()))
        .order(table::id)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(SubscriptionId(id)) = after {
        query = query.filter(table::id.gt(DbId(id)));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::subscription).collect()
}

/// Keeps the address, the kinds and the state of a subscription as somebody changed them; what failed before is forgiven.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since `version` was read; [`StoreError`] when the database fails.
pub fn change(
    conn: &mut Conn,
    administration: &AdministrationCode,
    subscription: &Subscription,
    version: i32,
) -> Result<(), StoreError> {
    let paused_because = subscription
        .paused_because
        .as_ref()
        .map(words::write)
        .transpose()?;
    let changed = diesel::update(
        table::table
            .find((administration.as_str(), DbId(subscription.id.0)))
            .filter(table::version.eq(version)),
    )
    .set((
        table::url.eq(subscription.url.as_str()),
        table::kinds.eq(Doc(subscription.kinds.clone())),
        table::state.eq(words::write(&subscription.state)?),
        table::paused_because.eq(paused_because),
        table::failures.eq(0),
        table::resume_at.eq(At(subscription.resume_at)),
        table::version.eq(subscription.version),
    ))
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Gives a subscription another secret; the one before signs too until a moment. Answers whether it is there.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn rotate(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: SubscriptionId,
    secret: &[u8],
    previous_until: OffsetDateTime,
) -> Result<bool, StoreError> {
    let changed = diesel::update(table::table.find((administration.as_str(), DbId(id.0))))
        .set((
            table::previous_secret.eq(table::secret.nullable()),
            table::previous_until.eq(At(previous_until)),
            table::secret.eq(secret),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Removes a subscription with what was still to be delivered. Answers whether it was there.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn remove(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: SubscriptionId,
) -> Result<bool, StoreError> {
    let removed = diesel::delete(table::table.find((administration.as_str(), DbId(id.0)))).execute(conn)?;
    Ok(removed == 1)
}
