//! The audit log of each administration: entries are added, sealed once and never changed.

mod read;
mod row;
mod seal;
mod tables;

pub use read::{Window, chunk, end, list, waiting};
pub use seal::{seal, to_seal};

use crate::at_once::Rows;
use crate::db::Conn;
use crate::error::StoreError;
use crate::pending;
use cartaviva_domain::audit::Entry;
use cartaviva_domain::codes::AdministrationCode;
pub(crate) use row::Row;
pub(crate) use tables::audit_entries;

/// Adds an entry, in the transaction of what it tells; its seal follows.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(conn: &mut Conn, administration: &AdministrationCode, entry: &Entry) -> Result<(), StoreError> {
    let rows = Rows {
        audit: vec![Row::of(administration, entry)],
        ..Rows::default()
    };
    pending::add(conn, rows)
}
