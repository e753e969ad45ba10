//! What an attachment is.

use serde::{Deserialize, Serialize};

/// What an attachment is to its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A document in support of what is presented.
    Document,
    /// The copy of an identity document (DPR 445/2000 art. 38 c. 3).
    IdentityDocument,
    /// What shows that somebody may act for another (*delega*, *procura*).
    PowerOfAttorney,
    /// An annex of the administration's answer.
    Answer,
    /// Anything else.
    Other,
}

impl AttachmentKind {
    /// Whether its content is only for who handles the case (Regulation (EU) 2016/679 art. 5 c. 1 (c) and (f)).
    #[must_use]
    pub fn is_reserved(self) -> bool {
        self == Self::IdentityDocument
    }

    /// Whether who presented the case sees it without being told so: the annexes of the answer are theirs.
    #[must_use]
    pub fn is_shown_by_default(self) -> bool {
        self == Self::Answer
    }
}
