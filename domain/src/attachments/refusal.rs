//! Why something cannot be attached or withdrawn.

use crate::cases::Status;
use crate::language::Language;

/// Why something cannot be attached to a case, or withdrawn from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The case has ended: who presented it attaches nothing more.
    CaseEnded {
        /// Where the case stands.
        status: Status,
    },
    /// The annexes of the answer are the administration's.
    NotTheirs,
    /// There is nothing in the file.
    Empty,
    /// The case has as many files as it may have.
    TooMany {
        /// How many those are.
        most: u32,
    },
    /// The files of the case would be larger together than they may be.
    TooMuch {
        /// How large they may be together, in bytes.
        most: u64,
    },
    /// It was withdrawn already.
    AlreadyWithdrawn,
}

impl Refusal {
    /// The rule that refuses, as a stable code.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::CaseEnded { .. } => "not_from_this_status",
            Self::NotTheirs => "answer_by_staff",
            Self::Empty => "attachment_empty",
            Self::TooMany { .. } => "attachments_number",
            Self::TooMuch { .. } => "attachments_size",
            Self::AlreadyWithdrawn => "already_withdrawn",
        }
    }

    /// Whether it is where things stand that refuses, and not what is asked.
    #[must_use]
    pub fn is_conflict(self) -> bool {
        matches!(self, Self::CaseEnded { .. } | Self::AlreadyWithdrawn)
    }

    /// Where the rule is written.
    #[must_use]
    pub fn source(self) -> Option<&'static str> {
        matches!(self, Self::CaseEnded { .. }).then_some("L. 241/1990 art. 10 c. 1 (b)")
    }

    /// The refusal in a plain sentence.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        match language {
            Language::Italian => self.italian(),
            Language::English => self.english(),
        }
    }

    fn italian(self) -> String {
        match self {
            Self::CaseEnded { .. } => "La pratica è conclusa: non si possono aggiungere allegati.".to_owned(),
            Self::NotTheirs => "Gli allegati alla risposta sono dell'ente.".to_owned(),
            Self::Empty => "Il file è vuoto.".to_owned(),
            Self::TooMany { most } => format!("La pratica ha già {most} allegati, il massimo."),
            Self::TooMuch { most } => {
                format!("Gli allegati della pratica supererebbero insieme {}.", size(most))
            }
            Self::AlreadyWithdrawn => "L'allegato è già stato ritirato.".to_owned(),
        }
    }

    fn english(self) -> String {
        match self {
            Self::CaseEnded { .. } => "The case has ended: nothing more can be attached.".to_owned(),
            Self::NotTheirs => "The annexes of the answer are the administration's.".to_owned(),
            Self::Empty => "The file is empty.".to_owned(),
            Self::TooMany { most } => {
                format!("The case has {most} attachments already, the most it may have.")
            }
            Self::TooMuch { most } => {
                format!(
                    "The attachments of the case would exceed {} together.",
                    size(most)
                )
            }
            Self::AlreadyWithdrawn => "The attachment was withdrawn already.".to_owned(),
        }
    }
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    const MIB: u64 = 1_048_576;
    if bytes >= MIB && bytes.is_multiple_of(MIB) {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{bytes} byte")
    }
}
