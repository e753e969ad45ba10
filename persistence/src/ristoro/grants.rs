//! What was granted for a case: handed out, returned, or still to be handed out.

use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::schema::ristoro_grants;
use crate::sql_types::{At, DbId, On};
use crate::words;
use cartaviva_domain::cases::{Case, Reason};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, GrantId};
use cartaviva_domain::ristoro::{Granted, Returned};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A grant, as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = ristoro_grants)]
#[diesel(treat_none_as_default_value = false)]
struct GrantRow {
    administration: String,
    id: DbId,
    case_id: DbId,
    item: String,
    kind: String,
    quantity: i64,
    voucher: String,
    granted_at: At,
    granted_by: String,
    expires_on: Option<On>,
    delivered_at: Option<At>,
    returned_at: Option<At>,
    returned_reason: Option<String>,
}

/// What of a grant changes.
#[derive(AsChangeset)]
#[diesel(table_name = ristoro_grants)]
#[diesel(treat_none_as_null = true)]
struct GrantChange {
    delivered_at: Option<At>,
    returned_at: Option<At>,
    returned_reason: Option<String>,
}

/// What was granted last for a case.
pub(crate) fn last(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Option<Granted>, StoreError> {
    Ok(last_of_each(conn, administration, &[DbId(case.0)])?.remove(&case.0))
}

/// What was granted last for each of some cases.
pub(crate) fn last_of_each(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<HashMap<Uuid, Granted>, StoreError> {
    let query = ristoro_grants::table
        .filter(ristoro_grants::administration.eq(administration.as_str()))
        .order((ristoro_grants::granted_at, ristoro_grants::id))
        .select(direct::columns::<GrantRow>());
    let rows: Vec<GrantRow> = match cases {
        [one] => direct::rows(conn, query.filter(ristoro_grants::case_id.eq(one)))?,
        several => direct::rows(conn, query.filter(ristoro_grants::case_id.eq_any(several)))?,
    };
    rows.into_iter()
        .map(|row| Ok((row.case_id.0, row.granted()?)))
        .collect()
}

/// Keeps what was granted for a case, or what became of it.
pub(crate) fn change(conn: &mut Conn, before: &Case, after: &Case) -> Result<(), StoreError> {
    let Some(granted) = after.grant.as_ref().filter(|_| before.grant != after.grant) else {
        return Ok(());
    };
    if before.grant.as_ref().is_some_and(|known| known.id == granted.id) {
        update(conn, &after.administration, granted)
    } else {
        diesel::insert_into(ristoro_grants::table)
            .values(GrantRow::of(after, granted)?)
            .execute(conn)?;
        Ok(())
    }
}

/// Keeps what became of a grant that was neither handed out nor returned before.
fn update(conn: &mut Conn, administration: &AdministrationCode, granted: &Granted) -> Result<(), StoreError> {
    let changed = diesel::update(
        ristoro_grants::table
            .filter(ristoro_grants::administration.eq(administration.as_str()))
            .filter(ristoro_grants::id.eq(DbId(granted.id.0)))
            .filter(ristoro_grants::delivered_at.is_null())
            .filter(ristoro_grants::returned_at.is_null()),
    )
    .set(GrantChange {
        delivered_at: granted.delivered_at.map(At),
        returned_at: granted.returned.as_ref().map(|back| At(back.returned_at)),
        returned_reason: granted.returned.as_ref().map(|back| back.reason.to_string()),
    })
    .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

impl GrantRow {
    fn of(case: &Case, granted: &Granted) -> Result<Self, StoreError> {
        Ok(Self {
            administration: case.administration.to_string(),
            id: DbId(granted.id.0),
            case_id: DbId(case.id.0),
            item: granted.item.to_string(),
            kind: words::write(&granted.kind)?,
            quantity: i64::from(granted.quantity),
            voucher: granted.voucher.clone(),
            granted_at: At(granted.granted_at),
            granted_by: granted.granted_by.clone(),
            expires_on: granted.expires_on.map(On),
            delivered_at: granted.delivered_at.map(At),
            returned_at: granted.returned.as_ref().map(|back| At(back.returned_at)),
            returned_reason: granted.returned.as_ref().map(|back| back.reason.to_string()),
        })
    }

    fn granted(self) -> Result<Granted, StoreError> {
        Ok(Granted {
            id: GrantId(self.id.0),
            kind: words::read(&self.kind)?,
            item: Code::parse(&self.item).map_err(StoreError::corrupt)?,
            quantity: u32::try_from(self.quantity).map_err(StoreError::corrupt)?,
            voucher: self.voucher,
            granted_at: self.granted_at.0,
            granted_by: self.granted_by,
            expires_on: self.expires_on.map(|day| day.0),
            delivered_at: self.delivered_at.map(|at| at.0),
            returned: returned(self.returned_at, self.returned_reason)?,
        })
    }
}

fn returned(at: Option<At>, reason: Option<String>) -> Result<Option<Returned>, StoreError> {
    match (at, reason) {
        (Some(At(returned_at)), Some(reason)) => Ok(Some(Returned {
            returned_at,
            reason: Reason::parse(&reason).map_err(StoreError::corrupt)?,
        })),
        (None, None) => Ok(None),
        _ => Err(StoreError::corrupt("a return without its moment or its reason")),
    }
}
