//! What refuses an attachment, as a problem.

use cartaviva_domain::attachments::Refusal;

use crate::language::{Bilingual, Language};
use crate::problem::{ApiError, FieldError, ProblemCode, RefusedRule};

/// The problem that a refusal becomes: 409 when it is where things stand, 422 for every other rule.
pub(super) fn refused(refusal: Refusal) -> ApiError {
    let detail = Bilingual::new(
        refusal.sentence(Language::Italian),
        refusal.sentence(Language::English),
    );
    let rule = RefusedRule {
        rule: refusal.rule().to_owned(),
        detail: detail.clone(),
        source: refusal.source().unwrap_or("Cartaviva").to_owned(),
    };
    if refusal.is_conflict() {
        ApiError::saying(ProblemCode::Conflict, detail).with_rules(vec![rule])
    } else {
        ApiError::refused(detail, vec![rule])
    }
}

/// There is no such attachment, or none that the caller may know of.
pub(super) fn not_found() -> ApiError {
    ApiError::new(ProblemCode::AttachmentNotFound)
}

/// The content is not for the caller.
pub(super) fn reserved() -> ApiError {
    ApiError::saying(
        ProblemCode::ContentReserved,
        Bilingual::new(
            "La copia di un documento d'identità è leggibile solo da chi tratta la pratica.",
            "The copy of an identity document may be read only by who handles the case.",
        ),
    )
}

/// The content was withdrawn.
pub(super) fn withdrawn() -> ApiError {
    ApiError::saying(
        ProblemCode::ContentWithdrawn,
        Bilingual::new(
            "L'allegato è stato ritirato: il suo contenuto non esiste più.",
            "The attachment was withdrawn: its content is no more.",
        ),
    )
}

/// The file is larger than it may be.
pub(super) fn too_large(most: u64) -> ApiError {
    ApiError::saying(
        ProblemCode::PayloadTooLarge,
        Bilingual::new(
            format!("Il file supera il limite di {most} byte."),
            format!("The file exceeds the limit of {most} bytes."),
        ),
    )
}

/// The format is not one of those that are accepted.
pub(super) fn not_accepted() -> ApiError {
    ApiError::saying(
        ProblemCode::UnsupportedMediaType,
        Bilingual::new(
            "Il contenuto del file non è di un formato ammesso: PDF, PNG, JPEG, TIFF, testo UTF-8, ODT, DOCX, P7M, EML.",
            "The content of the file is of no accepted format: PDF, PNG, JPEG, TIFF, UTF-8 text, ODT, DOCX, P7M, EML.",
        ),
    )
}

/// The file holds nothing.
pub(super) fn empty(field: &str) -> ApiError {
    let detail = Bilingual::new(
        Refusal::Empty.sentence(Language::Italian),
        Refusal::Empty.sentence(Language::English),
    );
    refused(Refusal::Empty).with_fields(at(field, "length", &detail))
}

/// A field that is no file is longer than any may be.
pub(super) fn too_long(field: &str) -> ApiError {
    let detail = Bilingual::new("Il campo è troppo lungo.", "The field is too long.");
    ApiError::saying(ProblemCode::ValidationFailed, detail.clone())
        .with_fields(at(field, "too_long", &detail))
}

/// A field is there a second time.
pub(super) fn twice(field: &str) -> ApiError {
    let detail = Bilingual::new("Il campo compare due volte.", "The field appears twice.");
    ApiError::saying(ProblemCode::InvalidBody, detail.clone()).with_fields(at(field, "duplicate", &detail))
}

/// A field that is no file is not UTF-8.
pub(super) fn no_text(field: &str) -> ApiError {
    let detail = Bilingual::new("Il campo non è testo UTF-8.", "The field is no UTF-8 text.");
    ApiError::saying(ProblemCode::InvalidBody, detail.clone()).with_fields(at(field, "format", &detail))
}

/// A field of the form; a name that is none of ours is not repeated.
fn at(field: &str, code: &'static str, detail: &Bilingual) -> Vec<FieldError> {
    let ours = ["file", "kind", "description", "shown"].contains(&field);
    vec![FieldError {
        pointer: if ours { format!("/{field}") } else { String::new() },
        code: code.into(),
        detail: detail.clone(),
    }]
}

/// The form itself cannot be read.
pub(super) fn unreadable(cause: impl std::fmt::Display) -> ApiError {
    ApiError::saying(
        ProblemCode::InvalidBody,
        Bilingual::new(
            "Il modulo multipart/form-data non è leggibile fino in fondo.",
            "The multipart/form-data body cannot be read to its end.",
        ),
    )
    .because(cause.to_string())
}

/// The body is no form.
pub(super) fn no_form() -> ApiError {
    ApiError::saying(
        ProblemCode::UnsupportedMediaType,
        Bilingual::new(
            "Il corpo deve essere multipart/form-data.",
            "The body must be multipart/form-data.",
        ),
    )
    .with_header("Accept-Post", "multipart/form-data")
}
