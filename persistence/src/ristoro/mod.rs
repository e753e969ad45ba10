//! Redress: the policy, what there is to give, and what was given.

pub(crate) mod grants;

use crate::changes;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{ristoro_items, ristoro_policies};
use crate::sql_types::Doc;
use crate::versioned::Saved;
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::ristoro::{Grant, Granted, Item, Policy};
use diesel::prelude::*;

/// The policy of an administration, if it has one.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn policy(conn: &mut Conn, administration: &AdministrationCode) -> Result<Option<Policy>, StoreError> {
    let row: Option<Doc<Policy>> = ristoro_policies::table
        .find(administration.as_str())
        .select(ristoro_policies::body)
        .first(conn)
        .optional()?;
    Ok(row.map(|Doc(policy)| policy))
}

/// What there is to give, with what is left of each.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn items(conn: &mut Conn, administration: &AdministrationCode) -> Result<Vec<Item>, StoreError> {
    let rows: Vec<(Option<i64>, Doc<Item>)> = ristoro_items::table
        .filter(ristoro_items::administration.eq(administration.as_str()))
        .order((ristoro_items::position, ristoro_items::code))
        .select((ristoro_items::stock, ristoro_items::body))
        .load(conn)?;
    rows.into_iter()
        .map(|(stock, Doc(item))| {
            let stock = stock
                .map(u32::try_from)
                .transpose()
                .map_err(StoreError::corrupt)?;
            Ok(Item { stock, ..item })
        })
        .collect()
}

/// Takes so many of an item out of its stock, if there are as many; an item without a stock never runs out.
///
/// # Errors
/// [`StoreError::Stale`] when fewer are left; [`StoreError`] when the database fails.
pub fn take(conn: &mut Conn, administration: &AdministrationCode, grant: &Grant) -> Result<(), StoreError> {
    if !grant.stocked {
        return Ok(());
    }
    let quantity = i64::from(grant.quantity);
    let taken = diesel::update(
        ristoro_items::table
            .filter(ristoro_items::administration.eq(administration.as_str()))
            .filter(ristoro_items::code.eq(grant.item.as_str()))
            .filter(ristoro_items::stock.ge(quantity)),
    )
    .set(ristoro_items::stock.eq(ristoro_items::stock - quantity))
    .execute(conn)?;
    if taken == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// Puts what was granted back into the stock that it came out of; an item without a stock has none to put it into.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn put_back(
    conn: &mut Conn,
    administration: &AdministrationCode,
    granted: &Granted,
) -> Result<(), StoreError> {
    diesel::update(
        ristoro_items::table
            .filter(ristoro_items::administration.eq(administration.as_str()))
            .filter(ristoro_items::code.eq(granted.item.as_str()))
            .filter(ristoro_items::stock.is_not_null()),
    )
    .set(ristoro_items::stock.eq(ristoro_items::stock + i64::from(granted.quantity)))
    .execute(conn)?;
    Ok(())
}

/// Keeps a policy as it now is.
pub(crate) fn save_policy(
    conn: &mut Conn,
    administration: &AdministrationCode,
    policy: &Policy,
) -> Result<Saved, StoreError> {
    let key = administration.as_str();
    match self::policy(conn, administration)? {
        None => {
            diesel::insert_into(ristoro_policies::table)
                .values((
                    ristoro_policies::administration.eq(key),
                    ristoro_policies::version.eq(1),
                    ristoro_policies::body.eq(Doc(policy.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Added)
        }
        Some(known) if known == *policy => Ok(Saved::Same),
        Some(_) => {
            diesel::update(ristoro_policies::table.find(key))
                .set((
                    ristoro_policies::version.eq(ristoro_policies::version + 1),
                    ristoro_policies::body.eq(Doc(policy.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Changed)
        }
    }
}

/// Keeps an item as it now is. The stock of an item that is known stays: it counts what was given since.
pub(crate) fn save_item(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i32,
    item: &Item,
) -> Result<Saved, StoreError> {
    let key = (administration.as_str(), item.code.as_str());
    let known: Option<Doc<Item>> = ristoro_items::table
        .find(key)
        .select(ristoro_items::body)
        .first(conn)
        .optional()?;
    match known {
        None => {
            diesel::insert_into(ristoro_items::table)
                .values((
                    ristoro_items::administration.eq(key.0),
                    ristoro_items::code.eq(key.1),
                    ristoro_items::position.eq(position),
                    ristoro_items::version.eq(1),
                    ristoro_items::stock.eq(item.stock.map(i64::from)),
                    ristoro_items::body.eq(Doc(item.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Added)
        }
        Some(Doc(known)) if known == *item => Ok(Saved::Same),
        Some(_) => {
            diesel::update(ristoro_items::table.find(key))
                .set((
                    ristoro_items::position.eq(position),
                    ristoro_items::version.eq(ristoro_items::version + 1),
                    ristoro_items::body.eq(Doc(item.clone())),
                ))
                .execute(conn)?;
            changes::changed(conn, administration)?;
            Ok(Saved::Changed)
        }
    }
}
