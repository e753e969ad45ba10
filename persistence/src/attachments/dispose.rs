//! Disposing of everything that is attached to a case.

use super::withdraw;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::attachments as table;
use crate::sql_types::DbId;
use cartaviva_domain::attachments::Withdrawal;
use cartaviva_domain::codes::{AdministrationCode, AttachmentId, CaseId};
use diesel::prelude::*;

/// Withdraws everything that is attached to a case and takes the words from what was withdrawn before: the files are loose
/// from now on and are cleared away; what each was, its size and its digest stay.
pub(crate) fn dispose(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    withdrawal: &Withdrawal,
) -> Result<(), StoreError> {
    let kept: Vec<DbId> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::case_id.eq(DbId(case.0)))
        .filter(table::withdrawn_at.is_null())
        .select(table::id)
        .load(conn)?;
    for DbId(id) in kept {
        withdraw(conn, administration, AttachmentId(id), withdrawal)?;
    }
    diesel::update(
        table::table
            .filter(table::administration.eq(administration.as_str()))
            .filter(table::case_id.eq(DbId(case.0))),
    )
    .set(table::withdrawn_reason.eq(Some(withdrawal.reason.as_str())))
    .execute(conn)?;
    Ok(())
}
