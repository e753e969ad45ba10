//! Reading the audit log: as a list by time, and from its beginning to prove it.

use super::row::{Row, digest};
use super::tables::{audit_ends, audit_entries};
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::DbId;
use cartaviva_domain::audit::{Entry, LogEnd, Recorded, Seal};
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;
use time::OffsetDateTime;
use uuid::{Builder, Uuid};

/// How many entries are read at a time to be proved.
const CHUNK: i64 = 1_000;

/// Which entries are wanted, to the millisecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Those made at this moment or later; all when none.
    pub from: Option<OffsetDateTime>,
    /// Those made before this moment; all when none.
    pub until: Option<OffsetDateTime>,
    /// Those after this one in the list; none at its beginning.
    pub after: Option<Uuid>,
}

/// Entries by time: by their ids, which sort by the moment at which they were made.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    window: Window,
    limit: i64,
) -> Result<Vec<Recorded>, StoreError> {
    let mut query = audit_entries::table
        .filter(audit_entries::administration.eq(administration.as_str().to_owned()))
        .order(audit_entries::id)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(from) = window.from {
        query = query.filter(audit_entries::id.ge(DbId(first_id(from))));
    }
    if let Some(until) = window.until {
        query = query.filter(audit_entries::id.lt(DbId(first_id(until))));
    }
    if let Some(after) = window.after {
        query = query.filter(audit_entries::id.gt(DbId(after)));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::recorded).collect()
}

/// The first id that can be made at a moment.
fn first_id(at: OffsetDateTime) -> Uuid {
    let milliseconds = at.unix_timestamp_nanos().div_euclid(1_000_000);
    Builder::from_unix_timestamp_millis(u64::try_from(milliseconds).unwrap_or(0), &[0; 10]).into_uuid()
}

/// The next sealed entries after a place, a thousand at most; none at the end.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn chunk(
    conn: &mut Conn,
    administration: &AdministrationCode,
    after: i64,
) -> Result<Vec<(Entry, Seal)>, StoreError> {
    let rows: Vec<Row> = audit_entries::table
        .filter(audit_entries::administration.eq(administration.as_str()))
        .filter(audit_entries::position.gt(after))
        .order(audit_entries::position)
        .limit(CHUNK)
        .select(Row::as_select())
        .load(conn)?;
    let sealed = |row: Row| {
        let Recorded { entry, seal } = row.recorded()?;
        let seal = seal.ok_or_else(|| StoreError::corrupt("a place without a seal"))?;
        Ok((entry, seal))
    };
    rows.into_iter().map(sealed).collect()
}

/// Where the sealed part of a log ends, as the log itself knows it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn end(conn: &mut Conn, administration: &AdministrationCode) -> Result<LogEnd, StoreError> {
    let row: Option<(i64, Vec<u8>)> = audit_ends::table
        .find(administration.as_str())
        .select((audit_ends::position, audit_ends::hash))
        .first(conn)
        .optional()?;
    let Some((position, hash)) = row else {
        return Ok(LogEnd::EMPTY);
    };
    Ok(LogEnd {
        position,
        hash: digest(hash)?,
    })
}

/// How many entries wait for their seal.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn waiting(conn: &mut Conn, administration: &AdministrationCode) -> Result<i64, StoreError> {
    Ok(audit_entries::table
        .filter(audit_entries::administration.eq(administration.as_str()))
        .filter(audit_entries::position.is_null())
        .count()
        .get_result(conn)?)
}
