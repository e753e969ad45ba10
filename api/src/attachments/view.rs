//! An attachment, as it is shown.

use cartaviva_domain::attachments::{Attachment, FileName};
use data_encoding::HEXLOWER;
use serde::Serialize;
use utoipa::ToSchema;

use super::Caller;
use super::form::{AttachmentKindWord, LARGEST};
use crate::bounded::{Id, Int, Line, Link, Moment, Paragraph};
use crate::cases::{CaseFile, moment};
use crate::links::Links;

/// What is attached to a case, without its content.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttachmentView {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: AttachmentKindWord,
    /// What its file is called, made safe. Absent when it was withdrawn, and for who may not read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<Line<1, 200>>,
    /// What it is, in a line. Absent when nothing was said, when it was withdrawn, and for who may not read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Line<1, 500>>,
    /// The media type of its content, as it was found and not as it was claimed.
    pub media_type: Line<1, 100>,
    /// Its size in bytes.
    pub size: Int<1, { LARGEST.cast_signed() }>,
    /// The SHA-256 digest of its content, in hexadecimal.
    pub sha256: Line<64, 64>,
    /// Whether whoever presented the case sees it.
    pub shown: bool,
    /// Whether the caller may read its content.
    pub readable: bool,
    /// When it was added.
    pub added_at: Moment,
    /// The role in which somebody added it.
    pub role: Line<1, 64>,
    /// Its withdrawal, where it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<WithdrawalView>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: AttachmentLinks,
}

/// The withdrawal of an attachment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WithdrawalView {
    /// When.
    pub withdrawn_at: Moment,
    /// The role in which somebody withdrew it.
    pub role: Line<1, 64>,
    /// Why.
    pub reason: Paragraph<3, 2000>,
}

/// The links of an attachment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttachmentLinks {
    /// The attachment itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// Its content. Absent when it was withdrawn, and for who may not read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Link>,
    /// The case.
    pub case: Link,
}

impl AttachmentView {
    /// An attachment as the caller sees it.
    pub(super) fn of(file: &CaseFile, attachment: &Attachment, caller: &Caller, links: &Links) -> Self {
        let may_read = caller.may_read(file, attachment);
        let readable = may_read && attachment.withdrawal.is_none();
        // Who brought it knows what it is called.
        let told = may_read || caller.is_holder();
        let own = format!("{}/{}", caller.path(), attachment.id.0);
        let withdrawal = attachment.withdrawal.as_ref().map(|withdrawal| WithdrawalView {
            withdrawn_at: moment(file, withdrawal.at),
            role: withdrawal.by.role.as_str().into(),
            reason: withdrawal.reason.as_str().into(),
        });
        let name = attachment.file_name.as_ref().map(FileName::as_str);
        let description = attachment.description.as_ref().map(|text| text.as_str().into());
        Self {
            id: attachment.id.0.to_string().into(),
            kind: attachment.kind.into(),
            file_name: name.filter(|_| told).map(Into::into),
            description: description.filter(|_| told),
            media_type: attachment.content.format.media_type().into(),
            size: i64::try_from(attachment.content.size).unwrap_or(i64::MAX).into(),
            sha256: HEXLOWER.encode(&attachment.content.sha256).into(),
            shown: attachment.shown,
            readable,
            added_at: moment(file, attachment.added_at),
            role: attachment.added_by.role.as_str().into(),
            withdrawal,
            links: AttachmentLinks {
                this: links.to(&own),
                content: readable.then(|| links.to(&format!("{own}/content"))),
                case: caller.case_link(links),
            },
        }
    }
}
