//! Codes and ids: each knows what it names.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// An administration's code has 1 to 30 ASCII letters, digits, `_` or `-`.
    #[error("a code of an administration has 1 to 30 letters, digits, '_' or '-'")]
    Administration,
    /// A code has 1 to 64 lower-case letters and digits in words joined by single hyphens.
    #[error("a code has 1 to 64 lower-case letters and digits, in words joined by single hyphens")]
    Code,
}

/// The code of an administration: its IPA code where it has one (`c_e625`), never assumed to have that shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AdministrationCode(String);

impl AdministrationCode {
    /// Reads a code of 1 to 30 ASCII letters, digits, `_` or `-`.
    ///
    /// # Errors
    /// [`CodeFault::Administration`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, CodeFault> {
        let shaped = (1..=30).contains(&raw.len())
            && raw
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if shaped {
            Ok(Self(raw.to_owned()))
        } else {
            Err(CodeFault::Administration)
        }
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The readable code of something in an administration's catalogue: an office, a charter, a procedure (`disservice-report`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

impl Code {
    /// The longest code.
    pub const MAX: usize = 64;

    /// Reads a code: `^[a-z0-9]+(-[a-z0-9]+)*$`, at most 64 characters.
    ///
    /// # Errors
    /// [`CodeFault::Code`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, CodeFault> {
        let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if raw.len() <= Self::MAX && raw.split('-').all(word) {
            Ok(Self(raw.to_owned()))
        } else {
            Err(CodeFault::Code)
        }
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AdministrationCode {
    type Error = CodeFault;

    fn try_from(raw: String) -> Result<Self, CodeFault> {
        Self::parse(&raw)
    }
}

impl From<AdministrationCode> for String {
    fn from(code: AdministrationCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for AdministrationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = CodeFault;

    fn try_from(raw: String) -> Result<Self, CodeFault> {
        Self::parse(&raw)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of a case (UUIDv7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(pub Uuid);

/// The id of an event (UUIDv7): what a receiver uses to drop repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Uuid);

/// The id of a redress that was granted (UUIDv7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GrantId(pub Uuid);

/// The id of an attachment (UUIDv7): also the name of its file where files are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttachmentId(pub Uuid);

/// The id of a disposal (UUIDv7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DisposalId(pub Uuid);

/// The id of a legal hold (UUIDv7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LegalHoldId(pub Uuid);

/// The id of a correction of who presented a case (UUIDv7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CorrectionId(pub Uuid);

/// The id of a message (UUID): it follows from what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub Uuid);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administration_need_not_be_a_municipality() {
        for code in ["c_e625", "cciaa_lu", "r_umbria", "UFY9MH"] {
            assert_eq!(
                AdministrationCode::parse(code).map(String::from),
                Ok(code.to_owned())
            );
        }
        for code in ["", "c e625", "c_è625", "a/b", "x".repeat(31).as_str()] {
            assert_eq!(AdministrationCode::parse(code), Err(CodeFault::Administration));
        }
    }

    #[test]
    fn a_code_is_lower_case_words_joined_by_single_hyphens() {
        assert!(Code::parse("disservice-report").is_ok());
        for code in ["", "-a", "a-", "a--b", "A", "a_b", "x".repeat(65).as_str()] {
            assert_eq!(Code::parse(code), Err(CodeFault::Code));
        }
    }
}
