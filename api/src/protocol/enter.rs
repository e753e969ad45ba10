//! Entering a document into the register by hand.

use actix_web::{post, web};
use cartaviva_domain::codes::CaseId;
use cartaviva_domain::protocol::{
    Correspondent, Direction, Document, DocumentSubject, ForeignNumber, ForeignProtocol, Particulars,
    Registration, Sha256Digest,
};
use cartaviva_persistence::{Conn, protocol};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use validator::Validate;

use super::book::Book;
use super::view::RegisterEntry;
use super::waiting::WaitingDocument;
use crate::administrations::AdministrationPath;
use crate::answer::{Answer, Written};
use crate::auth::{May, Principal, RegisterDocuments};
use crate::bounded::{Day, Id, Line, Paragraph, ProtocolDirectionWord, Sha256Hex};
use crate::extract::{Json, Path, parsed};
use crate::language::Bilingual;
use crate::problem::ApiError;
use crate::state::AppState;

/// A document to enter into the register.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "direction": "incoming",
    "correspondent": "Prefettura di Livorno",
    "subject": "Richiesta di dati sulle aperture al pubblico",
    "text": "Si chiede di comunicare gli orari di apertura al pubblico degli sportelli.",
    "foreign_protocol": { "number": "98765", "date": "2026-11-18" }
}))]
pub struct NewProtocolEntry {
    /// Whether it was received, is sent, or stays inside.
    #[validate(nested)]
    pub direction: ProtocolDirectionWord,
    /// The sender of what was received, the recipient of what is sent, the office that an internal document goes to.
    #[validate(nested)]
    pub correspondent: Line<1, 500>,
    /// What it is about.
    #[validate(nested)]
    pub subject: Line<3, 500>,
    /// The SHA-256 of the document; either this or `text`.
    #[validate(nested)]
    pub digest: Option<Sha256Hex>,
    /// The document itself, where it is a text; its digest is that of its UTF-8 bytes, and the text is not kept.
    #[validate(nested)]
    pub text: Option<Paragraph<1, 20_000>>,
    /// The number and date that a received document has in the register of who sent it.
    #[validate(nested)]
    pub foreign_protocol: Option<NewForeignProtocol>,
    /// The case that it belongs to.
    #[validate(nested)]
    pub case: Option<Id>,
}

/// The number that a received document has in the register of who sent it.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewForeignProtocol {
    /// The number there.
    #[validate(nested)]
    pub number: Line<1, 60>,
    /// The date there.
    pub date: Option<Day>,
}

/// Register a document
///
/// Enters a document that was received, is sent or stays inside into the protocol register, for a case or for none. Number
/// and time are the register's own and cannot be chosen (D.P.R. 445/2000 art. 53). Who is confined to an office registers
/// documents of its cases. Where another system numbers documents, and while the register cannot be used, the number follows (202).
#[utoipa::path(
    tag = "protocol",
    operation_id = "register_document",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"])),
    params(AdministrationPath),
    responses(
        (status = 201, description = "Registered.", body = RegisterEntry,
            headers(("Location" = String, description = "The entry."))),
        (status = 202, description = "Its number follows.", body = WaitingDocument,
            headers(("Location" = String, description = "The document that waits.")))
    )
)]
#[post("/administrations/{administration}/protocol-entries")]
pub async fn register_document(
    state: web::Data<AppState>,
    who: May<RegisterDocuments>,
    Path(path): Path<AdministrationPath>,
    Json(body): Json<NewProtocolEntry>,
) -> Result<Written, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    state
        .answer(move |db| {
            let book = Book::open(db, &path.administration)?;
            let case = case(db, &book, &who, body.case.as_ref())?;
            let (document, particulars) = read(body, case)?;
            let (own, today) = (&book.administration.code, book.today(now));
            let registered = protocol::enter(db, own, today, document, particulars, now)?;
            match registered {
                Registration::Entered(entry) => {
                    let view = RegisterEntry::of(&book, &entry, None, &links);
                    Answer::created(view.links.this.as_str(), &view)
                }
                Registration::Deferred(deferred) => {
                    let view = WaitingDocument::of(&book, &deferred, &links);
                    Ok(Answer::accepted(&view)?.with("Location", view.links.this.as_str()))
                }
            }
        })
        .await
}

/// The case that a document belongs to, which the caller's roles must reach.
fn case(db: &mut Conn, book: &Book, who: &Principal, named: Option<&Id>) -> Result<Option<CaseId>, ApiError> {
    let Some(named) = named else {
        return match who.confined_to() {
            None => Ok(None),
            Some(_) => Err(ApiError::field(
                "/case",
                "required",
                Bilingual::new(
                    "Chi opera per un solo ufficio registra documenti delle sue pratiche: indicate la pratica.",
                    "Who is confined to an office registers documents of its cases: name the case.",
                ),
            )),
        };
    };
    let case = CaseId(parsed("/case", named.as_str().parse())?);
    if book.reaches(db, who, case)? {
        return Ok(Some(case));
    }
    let detail = Bilingual::new("Non c'è questa pratica.", "There is no such case.");
    Err(ApiError::field("/case", "unknown", detail))
}

fn read(body: NewProtocolEntry, case: Option<CaseId>) -> Result<(Document, Particulars), ApiError> {
    let direction = body.direction.0;
    let digest = digest(body.digest.as_ref(), body.text.as_ref())?;
    let foreign = body.foreign_protocol.map(foreign).transpose()?;
    if foreign.is_some() && direction != Direction::Incoming {
        let detail = Bilingual::new(
            "Soltanto un documento ricevuto ha il protocollo di chi lo ha inviato.",
            "Only a received document has the protocol number of who sent it.",
        );
        return Err(ApiError::field("/foreign_protocol", "not_incoming", detail));
    }
    let document = Document {
        direction,
        correspondent: parsed(
            "/correspondent",
            Correspondent::parse(body.correspondent.as_str()),
        )?
        .into(),
        subject: parsed("/subject", DocumentSubject::parse(body.subject.as_str()))?.into(),
        digest,
    };
    let particulars = Particulars {
        case,
        foreign,
        ..Particulars::default()
    };
    Ok((document, particulars))
}

fn foreign(named: NewForeignProtocol) -> Result<ForeignProtocol, ApiError> {
    Ok(ForeignProtocol {
        number: parsed(
            "/foreign_protocol/number",
            ForeignNumber::parse(named.number.as_str()),
        )?,
        date: named.date.map(|day| day.0),
    })
}

/// The digest of a document: as it is given, or of its text; one of the two.
fn digest(given: Option<&Sha256Hex>, text: Option<&Paragraph<1, 20_000>>) -> Result<Sha256Digest, ApiError> {
    match (given, text) {
        (Some(digest), None) => {
            let bytes = parsed("/digest", HEXLOWER.decode(digest.as_str().as_bytes()))?;
            parsed("/digest", bytes.try_into().map_err(|_| "it has not 32 bytes"))
        }
        (None, Some(text)) => Ok(Sha256::digest(text.as_str().as_bytes()).into()),
        _ => Err(ApiError::field(
            "/digest",
            "one_of",
            Bilingual::new(
                "Indicate la SHA-256 del documento o il suo testo, non entrambi.",
                "Give the SHA-256 of the document or its text, not both.",
            ),
        )),
    }
}
