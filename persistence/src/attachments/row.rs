//! The row of an attachment.

use crate::error::StoreError;
use crate::schema::attachments;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::attachments::{Attachment, Content, Description, FileName, Withdrawal};
use cartaviva_domain::cases::{Actor, Reason};
use cartaviva_domain::codes::{AdministrationCode, AttachmentId, CaseId};
use diesel::prelude::*;

/// An attachment, as stored.
#[derive(Queryable, Insertable)]
#[diesel(table_name = attachments)]
#[diesel(treat_none_as_default_value = false)]
pub(super) struct AttachmentRow {
    administration: String,
    id: DbId,
    case_id: DbId,
    kind: String,
    file_name: Option<String>,
    description: Option<String>,
    format: String,
    size: i64,
    sha256: Vec<u8>,
    shown: bool,
    added_at: At,
    added_role: String,
    added_subject: Option<String>,
    withdrawn_at: Option<At>,
    withdrawn_role: Option<String>,
    withdrawn_subject: Option<String>,
    withdrawn_reason: Option<String>,
}

impl AttachmentRow {
    /// The row of an attachment that was just received.
    pub(super) fn of(
        administration: &AdministrationCode,
        attachment: &Attachment,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            administration: administration.to_string(),
            id: DbId(attachment.id.0),
            case_id: DbId(attachment.case.0),
            kind: words::write(&attachment.kind)?,
            file_name: attachment.file_name.as_ref().map(|name| name.as_str().to_owned()),
            description: attachment.description.as_ref().map(Description::to_string),
            format: words::write(&attachment.content.format)?,
            size: i64::try_from(attachment.content.size).map_err(StoreError::corrupt)?,
            sha256: attachment.content.sha256.to_vec(),
            shown: attachment.shown,
            added_at: At(attachment.added_at),
            added_role: attachment.added_by.role.clone(),
            added_subject: attachment.added_by.subject.clone(),
            withdrawn_at: None,
            withdrawn_role: None,
            withdrawn_subject: None,
            withdrawn_reason: None,
        })
    }

    /// The attachment.
    pub(super) fn attachment(self) -> Result<Attachment, StoreError> {
        let description = self.description.as_deref().map(Description::parse).transpose();
        let withdrawal = match (self.withdrawn_at, self.withdrawn_role, self.withdrawn_reason) {
            (Some(At(at)), Some(role), Some(reason)) => Some(Withdrawal {
                at,
                by: Actor {
                    subject: self.withdrawn_subject,
                    role,
                },
                reason: Reason::parse(&reason).map_err(StoreError::corrupt)?,
            }),
            _ => None,
        };
        Ok(Attachment {
            id: AttachmentId(self.id.0),
            case: CaseId(self.case_id.0),
            kind: words::read(&self.kind)?,
            file_name: self.file_name.map(FileName::kept),
            description: description.map_err(StoreError::corrupt)?,
            content: Content {
                format: words::read(&self.format)?,
                size: u64::try_from(self.size).map_err(StoreError::corrupt)?,
                sha256: self
                    .sha256
                    .try_into()
                    .map_err(|_| StoreError::corrupt("a digest that is not 32 bytes"))?,
            },
            shown: self.shown,
            added_at: self.added_at.0,
            added_by: Actor {
                subject: self.added_subject,
                role: self.added_role,
            },
            withdrawal,
        })
    }
}
