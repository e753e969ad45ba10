//! Why people's data are read.

use serde::{Deserialize, Serialize};

/// Why somebody reads a person's data: a closed list, since free text about a person would be one more thing to protect, in a
/// register that nothing is ever taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To handle the case.
    Handling,
    /// To reach the person.
    Contact,
    /// To check who the person is.
    Verification,
    /// To answer a request of the person about their data (Regulation (EU) 2016/679 art. 15 to 22).
    DataSubjectRequest,
    /// To answer a court or another authority, or to defend a right before one (Regulation (EU) 2016/679 art. 6 c. 1 (c), 9 c. 2
    /// (f)).
    LegalClaim,
}

impl Purpose {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Handling => "handling",
            Self::Contact => "contact",
            Self::Verification => "verification",
            Self::DataSubjectRequest => "data_subject_request",
            Self::LegalClaim => "legal_claim",
        }
    }
}
