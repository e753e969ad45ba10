//! What servers tell each other of those who come often: a row for each server, written anew as it counts.
//!
//! Not of an administration but of the service; small, and of no worth once its minute is over.

use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::{At, DbId, Doc};
use diesel::prelude::*;
use std::collections::BTreeMap;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

mod table;
use table::rate_counts;

/// How long the row of a server that tells nothing any more counts.
const LATELY: Duration = Duration::MINUTE;

/// How often each was counted since it is known, by a digest of who or what it is.
pub type Marks = BTreeMap<String, u64>;

/// The same by what was counted.
pub type Counts = BTreeMap<String, Marks>;

/// Writes what a server counted in the place of what it wrote before, and clears away those who are long gone.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn tell(conn: &mut Conn, server: Uuid, counts: &Counts, now: OffsetDateTime) -> Result<(), StoreError> {
    diesel::delete(rate_counts::table)
        .filter(
            rate_counts::server
                .eq(DbId(server))
                .or(rate_counts::told_at.lt(At(now - LATELY))),
        )
        .execute(conn)?;
    diesel::insert_into(rate_counts::table)
        .values((
            rate_counts::server.eq(DbId(server)),
            rate_counts::told_at.eq(At(now)),
            rate_counts::counts.eq(Doc(counts.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

/// What the other servers wrote lately.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn told_by_others(
    conn: &mut Conn,
    server: Uuid,
    now: OffsetDateTime,
) -> Result<Vec<(Uuid, Counts)>, StoreError> {
    let rows: Vec<(DbId, Doc<Counts>)> = rate_counts::table
        .filter(rate_counts::server.ne(DbId(server)))
        .filter(rate_counts::told_at.ge(At(now - LATELY)))
        .select((rate_counts::server, rate_counts::counts))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, Doc(counts))| (id.0, counts)).collect())
}
