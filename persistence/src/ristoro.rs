//! Redress: the policy, what there is to give, and what was given.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{ristoro_grants, ristoro_items, ristoro_policies};
use crate::sql_types::{At, DbId, Doc};
use crate::versioned::Saved;
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, GrantId};
use cartaviva_domain::ristoro::{Grant, Item, Kind, Policy};
use diesel::prelude::*;
use time::OffsetDateTime;

/// A redress that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Its id.
    pub id: GrantId,
    /// What is given.
    pub kind: Kind,
    /// Which item.
    pub item: Code,
    /// How many.
    pub quantity: u32,
    /// The code by which it is handed out.
    pub voucher: String,
    /// When it was granted.
    pub granted_at: OffsetDateTime,
    /// The subject of the token that granted it.
    pub granted_by: String,
}

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

/// What was granted for a case.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn granted(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Option<Granted>, StoreError> {
    type Row = (DbId, String, String, i64, String, At, String);
    let row: Option<Row> = ristoro_grants::table
        .find((administration.as_str(), DbId(case.0)))
        .select((
            ristoro_grants::id,
            ristoro_grants::kind,
            ristoro_grants::item,
            ristoro_grants::quantity,
            ristoro_grants::voucher,
            ristoro_grants::granted_at,
            ristoro_grants::granted_by,
        ))
        .first(conn)
        .optional()?;
    let Some((DbId(id), kind, item, quantity, voucher, At(granted_at), granted_by)) = row else {
        return Ok(None);
    };
    Ok(Some(Granted {
        id: GrantId(id),
        kind: crate::words::read(&kind)?,
        item: Code::parse(&item).map_err(StoreError::corrupt)?,
        quantity: u32::try_from(quantity).map_err(StoreError::corrupt)?,
        voucher,
        granted_at,
        granted_by,
    }))
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

/// Keeps a grant.
///
/// # Errors
/// [`StoreError::Conflict`] when the case has one already; [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    granted: &Granted,
) -> Result<(), StoreError> {
    diesel::insert_into(ristoro_grants::table)
        .values((
            ristoro_grants::administration.eq(administration.as_str()),
            ristoro_grants::case_id.eq(DbId(case.0)),
            ristoro_grants::id.eq(DbId(granted.id.0)),
            ristoro_grants::kind.eq(crate::words::write(&granted.kind)?),
            ristoro_grants::item.eq(granted.item.as_str()),
            ristoro_grants::quantity.eq(i64::from(granted.quantity)),
            ristoro_grants::voucher.eq(&granted.voucher),
            ristoro_grants::granted_at.eq(At(granted.granted_at)),
            ristoro_grants::granted_by.eq(&granted.granted_by),
        ))
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
            Ok(Saved::Changed)
        }
    }
}
