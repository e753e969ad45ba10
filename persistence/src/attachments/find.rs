//! What is attached to a case.

use super::row::AttachmentRow;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::attachments;
use crate::sql_types::DbId;
use cartaviva_domain::attachments::{Attachment, Held};
use cartaviva_domain::codes::{AdministrationCode, AttachmentId, CaseId};
use diesel::prelude::*;

/// An attachment of a case.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    id: AttachmentId,
) -> Result<Option<Attachment>, StoreError> {
    let row: Option<AttachmentRow> = attachments::table
        .find((administration.as_str(), DbId(id.0)))
        .filter(attachments::case_id.eq(DbId(case.0)))
        .first(conn)
        .optional()?;
    row.map(AttachmentRow::attachment).transpose()
}

/// A page of the attachments of a case, in the order in which they were added; with `shown_only`, of those that who presented
/// the case sees.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_case(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    shown_only: bool,
    after: Option<AttachmentId>,
    limit: i64,
) -> Result<Vec<Attachment>, StoreError> {
    let mut query = attachments::table
        .filter(attachments::administration.eq(administration.as_str().to_owned()))
        .filter(attachments::case_id.eq(DbId(case.0)))
        .order(attachments::id)
        .limit(limit)
        .into_boxed();
    if shown_only {
        query = query.filter(attachments::shown.eq(true));
    }
    if let Some(after) = after {
        query = query.filter(attachments::id.gt(DbId(after.0)));
    }
    let rows: Vec<AttachmentRow> = query.load(conn)?;
    rows.into_iter().map(AttachmentRow::attachment).collect()
}

/// How much a case holds; what was withdrawn does not count. At most the number of files that a case may have are read.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn held(conn: &mut Conn, administration: &AdministrationCode, case: CaseId) -> Result<Held, StoreError> {
    let sizes: Vec<i64> = attachments::table
        .filter(attachments::administration.eq(administration.as_str()))
        .filter(attachments::case_id.eq(DbId(case.0)))
        .filter(attachments::withdrawn_at.is_null())
        .select(attachments::size)
        .load(conn)?;
    let mut held = Held::default();
    for size in sizes {
        held.files += 1;
        held.bytes = held.bytes.saturating_add(size.unsigned_abs());
    }
    Ok(held)
}
