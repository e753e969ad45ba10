//! What is registered.

use super::{ProtocolNumber, Sha256Digest};
use crate::codes::CaseId;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use time::Date;

/// Who sent what was received or received what was sent, as it is entered by hand: 1 to 500 characters.
pub type Correspondent = Text<1, 500>;
/// The subject of a document, as it is entered by hand: 3 to 500 characters.
pub type DocumentSubject = Text<3, 500>;
/// The number that a document has in the register of who sent it: 1 to 60 characters.
pub type ForeignNumber = Text<1, 60>;

/// Which way a document went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Received (*in arrivo*).
    Incoming,
    /// Sent (*in partenza*).
    Outgoing,
    /// From one office to another, or an act of the register itself (*interno*).
    Internal,
}

impl Direction {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
            Self::Internal => "internal",
        }
    }
}

/// What is to be registered (D.P.R. 445/2000 art. 53 c. 1 lett. c, d, f).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which way it went.
    pub direction: Direction,
    /// The sender of what was received, the recipient of what was sent, as written in the document.
    pub correspondent: String,
    /// What it is about.
    pub subject: String,
    /// The digest of the document.
    pub digest: Sha256Digest,
}

/// The date and the number of a received document in the register of who sent it (D.P.R. 445/2000 art. 53 c. 1 lett. e).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignProtocol {
    /// Its number there.
    pub number: ForeignNumber,
    /// Its date there, where it is known.
    pub date: Option<Date>,
}

/// The number that a document took in the emergency register, kept for ever (D.P.R. 445/2000 art. 63 c. 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyNumber {
    /// The code of the emergency register.
    pub register: String,
    /// The number there, from 1.
    pub number: i64,
    /// The day on which it was registered there.
    pub date: Date,
}

/// What an entry says beside the document itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// The case that the document belongs to; none for what belongs to no case.
    pub case: Option<CaseId>,
    /// Its date and number in the register of who sent it.
    pub foreign: Option<ForeignProtocol>,
    /// The number that it took in the emergency register.
    pub emergency: Option<EmergencyNumber>,
    /// The entry that this entry annuls.
    pub annuls: Option<ProtocolNumber>,
}

impl Particulars {
    /// Of a document of a case.
    #[must_use]
    pub fn of_case(case: CaseId) -> Self {
        Self {
            case: Some(case),
            ..Self::default()
        }
    }
}
