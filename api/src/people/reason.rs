//! Why somebody reads a person's data: said with every reading.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use cartaviva_domain::people::Purpose;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use utoipa::IntoParams;

use crate::bounded::{Word, Worded};
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// Why a person's data are read.
pub type PurposeWord = Word<Purpose>;

impl Worded for Purpose {
    const NAME: &'static str = "ReadingPurpose";
    const WORDS: &'static [&'static str] = &[
        "handling",
        "contact",
        "verification",
        "data_subject_request",
        "legal_claim",
    ];
}

/// The header that says why, without which nothing is read.
#[derive(Clone, Copy, Debug)]
pub struct ReadingReason(pub Purpose);

impl FromRequest for ReadingReason {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let given = request
            .headers()
            .get("Reading-Reason")
            .and_then(|value| value.to_str().ok());
        ready(given.and_then(read).map(Self).ok_or_else(unsaid))
    }
}

fn read(word: &str) -> Option<Purpose> {
    let word: StrDeserializer<'_, Error> = word.trim().into_deserializer();
    Purpose::deserialize(word).ok()
}

/// The refusal of whoever does not say why they read.
pub(crate) fn unsaid() -> ApiError {
    let words = Purpose::WORDS.join(", ");
    let detail = Bilingual::new(
        format!(
            "I dati di una persona si leggono dicendo perché, nell'intestazione Reading-Reason: {words}."
        ),
        format!("A person's data are read saying why, in the Reading-Reason header: {words}."),
    );
    ApiError::saying(ProblemCode::InvalidHeader, detail)
}

/// The header, for the contract.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "read by the contract alone: the header is extracted as a ReadingReason"
)]
pub(crate) struct ReadingReasonHeader {
    /// Why the data are read: it is recorded, and whoever they are about sees it.
    #[param(rename = "Reading-Reason", example = "handling", inline)]
    reading_reason: PurposeWord,
}

/// The header where only some of what is read is reserved, for the contract.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "read by the contract alone: the header is extracted as a ReadingReason"
)]
pub(crate) struct ReservedReasonHeader {
    /// Why it is read, needed for the copy of an identity document: it is recorded, and whoever it is about sees it.
    #[param(rename = "Reading-Reason", example = "verification", inline)]
    reading_reason: Option<PurposeWord>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_of_the_list_and_nothing_else() {
        for word in Purpose::WORDS {
            assert_eq!(read(word).map(Purpose::as_str), Some(*word));
        }
        for other in ["", "curiosity", "Handling"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
