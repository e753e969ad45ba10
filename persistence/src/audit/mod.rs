//! The audit log of each administration: entries are added, sealed once and never changed.

mod read;
mod row;
mod seal;
mod tables;

pub use read::{Window, chunk, end, list, waiting};
pub use seal::{seal, to_seal};

use crate::db::Conn;
use crate::error::StoreError;
use cartaviva_domain::audit::Entry;
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;
use row::Row;

/// Adds an entry, in the transaction of what it tells; its seal follows.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(conn: &mut Conn, administration: &AdministrationCode, entry: &Entry) -> Result<(), StoreError> {
    diesel::insert_into(tables::audit_entries::table)
        .values(Row::of(administration, entry))
        .execute(conn)?;
    Ok(())
}
