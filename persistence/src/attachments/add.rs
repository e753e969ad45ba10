//! Adding an attachment.

use super::row::AttachmentRow;
use super::settle;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::attachments;
use cartaviva_domain::attachments::Attachment;
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;

/// Records an attachment whose file was received: the file is loose no more.
///
/// # Errors
/// [`StoreError::Stale`] when its file was swept away meanwhile; [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    attachment: &Attachment,
) -> Result<(), StoreError> {
    if !settle(conn, administration, attachment.id)? {
        return Err(StoreError::Stale);
    }
    diesel::insert_into(attachments::table)
        .values(AttachmentRow::of(administration, attachment)?)
        .execute(conn)?;
    Ok(())
}
