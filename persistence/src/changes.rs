//! How often what an administration publishes has changed.
//!
//! A copy of it that somebody keeps in memory holds for as long as this number stays: whoever uses one asks for the number
//! first, so that a change made by any server is seen by all of them with the next request.

use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::kept;
use crate::schema::catalogue_changes;
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;
use diesel::sql_types::Text;

/// How often it has changed; 0 where the administration is not known.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn count(conn: &mut Conn, administration: &AdministrationCode) -> Result<i64, StoreError> {
    let query = catalogue_changes::table
        .find(administration.as_str())
        .select(catalogue_changes::changes);
    let changes: Option<i64> = direct::row(conn, query)?;
    Ok(changes.unwrap_or(0))
}

/// Counts a change, once in a transaction: every function that changes what an administration publishes, or what its cases run
/// by, calls this.
pub(crate) fn changed(conn: &mut Conn, administration: &AdministrationCode) -> Result<(), StoreError> {
    if kept::forget(administration) {
        return Ok(());
    }
    diesel::sql_query(
        "INSERT INTO catalogue_changes (administration, changes) VALUES ($1, 1) \
         ON CONFLICT (administration) DO UPDATE SET changes = catalogue_changes.changes + 1",
    )
    .bind::<Text, _>(administration.as_str())
    .execute(conn)?;
    Ok(())
}
