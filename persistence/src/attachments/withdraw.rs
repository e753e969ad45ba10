//! Withdrawing an attachment.

use super::loosen;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::attachments as table;
use crate::sql_types::{At, DbId};
use cartaviva_domain::attachments::Withdrawal;
use cartaviva_domain::codes::{AdministrationCode, AttachmentId};
use diesel::prelude::*;

/// Records that an attachment was withdrawn. Its name and its description go, for they may say too much; what it was, its size
/// and its digest stay. Its file is loose from now on.
///
/// # Errors
/// [`StoreError::Stale`] when it was withdrawn meanwhile; [`StoreError`] when the database fails.
pub fn withdraw(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: AttachmentId,
    withdrawal: &Withdrawal,
) -> Result<(), StoreError> {
    let none: Option<String> = None;
    let changed = diesel::update(
        table::table
            .find((administration.as_str(), DbId(id.0)))
            .filter(table::withdrawn_at.is_null()),
    )
    .set((
        table::file_name.eq(&none),
        table::description.eq(&none),
        table::withdrawn_at.eq(Some(At(withdrawal.at))),
        table::withdrawn_role.eq(Some(&withdrawal.by.role)),
        table::withdrawn_subject.eq(&withdrawal.by.subject),
        table::withdrawn_reason.eq(Some(withdrawal.reason.as_str())),
    ))
    .execute(conn)?;
    if changed != 1 {
        return Err(StoreError::Stale);
    }
    loosen(conn, administration, id, withdrawal.at)
}
