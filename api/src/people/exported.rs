//! What is held of a person in a case, as it is exported.

use cartaviva_domain::attachments::{Attachment, FileName};
use cartaviva_domain::people::Identity;
use cartaviva_domain::protocol::Registration;
use cartaviva_persistence::readings::Wanted;
use cartaviva_persistence::{Conn, attachments, cases, messages, protocol, readings};
use data_encoding::HEXLOWER;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::view::{IdentityView, ReadingForPerson};
use crate::attachments::AttachmentKindWord;
use crate::bounded::{Id, Int, Line, List, Moment, Paragraph, Sha256Hex};
use crate::cases::{CaseFile, CaseView, EventView, OfficeNames, ProtocolView, moment};
use crate::language::Language;
use crate::links::Links;
use crate::messages::MessageView;
use crate::problem::ApiError;
use crate::ristoro::RistoroView;

/// How many of each kind are told of a case at most.
const MOST: i64 = 1000;

/// What is held of a person in a case; of the accounts of those who worked on it nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedCase {
    /// The case.
    pub case: CaseView,
    /// What they gave of themselves, and what was corrected.
    pub identity: IdentityView,
    /// The redress; absent where the administration foresees none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ristoro: Option<RistoroView>,
    /// What happened to it, first to last, with the notes of those who worked on it.
    pub events: List<EventView, 1000>,
    /// The entries of the protocol register, which stay for ever.
    pub documents: List<ExportedDocument, 1000>,
    /// What is attached to it, without the content.
    pub attachments: List<ExportedAttachment, 1000>,
    /// Who was told what, first to last.
    pub messages: List<MessageView, 1000>,
    /// Who read their data, this time too, the last one first.
    pub data_readings: List<ReadingForPerson, 1000>,
}

/// An entry of the protocol register, with what it says of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedDocument {
    /// Its number and date.
    pub entry: ProtocolView,
    /// The sender of what was received, the recipient of what was sent.
    pub correspondent: Paragraph<1, 500>,
    /// What it is about.
    pub subject: Paragraph<1, 500>,
    /// The SHA-256 of the document.
    pub digest: Sha256Hex,
}

/// What is attached to a case, without its content.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedAttachment {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: AttachmentKindWord,
    /// What its file is called, made safe; absent when it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<Line<1, 200>>,
    /// What it is, in a line; absent when nothing was said and when it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Line<1, 500>>,
    /// The media type of its content.
    pub media_type: Line<1, 100>,
    /// Its size in bytes.
    pub size: Int<0, 9_007_199_254_740_991>,
    /// The SHA-256 of its content.
    pub sha256: Sha256Hex,
    /// When it was added.
    pub added_at: Moment,
    /// The role in which somebody added it.
    pub role: Line<1, 64>,
    /// Whether it was withdrawn: its content is gone.
    pub withdrawn: bool,
}

impl ExportedCase {
    /// What is held in a case at a moment, in a language.
    pub(super) fn of(
        db: &mut Conn,
        file: &CaseFile,
        identity: &Identity,
        now: OffsetDateTime,
        language: Language,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let (administration, case) = (&file.case.administration, file.case.id);
        Ok(Self {
            case: CaseView::of(db, file, now, links)?.without_accounts(),
            identity: IdentityView::of(identity, file.calendar()),
            ristoro: RistoroView::of(db, file, now, language)?,
            events: events(db, file, language)?.into(),
            documents: documents(db, file)?.into(),
            attachments: attachments::of_case(db, administration, case, false, None, MOST)?
                .iter()
                .map(|attachment| ExportedAttachment::of(file, attachment))
                .collect(),
            messages: messages::of_case(db, administration, case, MOST)?
                .into_iter()
                .map(|message| MessageView::of(administration, message, links))
                .collect(),
            data_readings: readings_of(db, file)?.into(),
        })
    }
}

fn events(db: &mut Conn, file: &CaseFile, language: Language) -> Result<Vec<EventView>, ApiError> {
    let names = OfficeNames::read(db, &file.case.administration)?;
    let events = cases::timeline(db, &file.case.administration, file.case.id)?;
    let view = |event, changes| EventView::of(file, event, changes, &names, language).without_accounts();
    Ok(events
        .iter()
        .map(|(event, changes)| view(event, changes))
        .collect())
}

fn documents(db: &mut Conn, file: &CaseFile) -> Result<Vec<ExportedDocument>, ApiError> {
    let found = protocol::registrations(db, &file.case.administration, file.case.id)?;
    let annulled = |registration: &Registration| registration.is_annulled_among(&found);
    Ok(found
        .iter()
        .map(|registration| ExportedDocument::of(file, registration, annulled(registration)))
        .collect())
}

fn readings_of(db: &mut Conn, file: &CaseFile) -> Result<Vec<ReadingForPerson>, ApiError> {
    let wanted = Wanted {
        case: Some(file.case.id),
        ..Wanted::default()
    };
    let found = readings::list(db, &file.case.administration, &wanted, None, MOST)?;
    let views = found.into_iter();
    Ok(views
        .map(|reading| ReadingForPerson::of(reading, file.calendar()))
        .collect())
}

impl ExportedDocument {
    fn of(file: &CaseFile, registration: &Registration, annulled: bool) -> Self {
        let document = registration.document();
        Self {
            entry: ProtocolView::of(file, registration, annulled),
            correspondent: document.correspondent.as_str().into(),
            subject: document.subject.as_str().into(),
            digest: HEXLOWER.encode(&document.digest).into(),
        }
    }
}

impl ExportedAttachment {
    fn of(file: &CaseFile, attachment: &Attachment) -> Self {
        let name = attachment.file_name.as_ref().map(FileName::as_str);
        Self {
            id: attachment.id.0.to_string().into(),
            kind: attachment.kind.into(),
            file_name: name.map(Into::into),
            description: attachment.description.as_ref().map(|text| text.as_str().into()),
            media_type: attachment.content.format.media_type().into(),
            size: i64::try_from(attachment.content.size).unwrap_or(i64::MAX).into(),
            sha256: HEXLOWER.encode(&attachment.content.sha256).into(),
            added_at: moment(file, attachment.added_at),
            role: attachment.added_by.role.as_str().into(),
            withdrawn: attachment.withdrawal.is_some(),
        }
    }
}
