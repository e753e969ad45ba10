//! One attachment.

use super::{AttachmentKind, FileName, Format};
use crate::cases::{Actor, Reason};
use crate::codes::{AttachmentId, CaseId};
use crate::protocol::Sha256Digest;
use crate::text::Text;
use time::OffsetDateTime;

/// What an attachment is, in a line: 1 to 500 characters.
pub type Description = Text<1, 500>;

/// A file as it was received: never changed after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its format, by what it holds.
    pub format: Format,
    /// Its size in bytes, at least 1.
    pub size: u64,
    /// Its SHA-256 digest.
    pub sha256: Sha256Digest,
}

/// Something attached to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// The case that it belongs to.
    pub case: CaseId,
    /// What it is.
    pub kind: AttachmentKind,
    /// What its file is called; none once it was withdrawn, for a name may say too much.
    pub file_name: Option<FileName>,
    /// What it is, in a line; none once it was withdrawn.
    pub description: Option<Description>,
    /// Its file.
    pub content: Content,
    /// Whether who presented the case sees it.
    pub shown: bool,
    /// When it was added.
    pub added_at: OffsetDateTime,
    /// Who added it.
    pub added_by: Actor,
    /// Its withdrawal.
    pub withdrawal: Option<Withdrawal>,
}

/// The withdrawal of an attachment: the record stays, the file is destroyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub at: OffsetDateTime,
    /// By whom.
    pub by: Actor,
    /// Why.
    pub reason: Reason,
}
