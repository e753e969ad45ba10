//! Holding a case while something is counted that belongs to it.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::cases;
use crate::sql_types::DbId;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::prelude::*;

/// Takes the lock on the row of a case until the transaction ends: who wants it too waits, and then reads what this one wrote.
/// What is read of the case is read after this.
///
/// # Errors
/// [`StoreError`] when the database fails. A case that is not there is not locked, and is not found after either.
pub fn lock(conn: &mut Conn, administration: &AdministrationCode, case: CaseId) -> Result<(), StoreError> {
    diesel::update(cases::table.find((administration.as_str(), DbId(case.0))))
        .set(cases::version.eq(cases::version))
        .execute(conn)?;
    Ok(())
}
