//! What is attached to a case (*allegati*): of which kinds and formats, how much of it, who adds and who withdraws.

mod add;
mod attachment;
mod format;
mod kind;
mod limits;
mod name;
mod refusal;
#[cfg(test)]
mod tests;
mod withdraw;

pub use add::{Giver, admit, attach};
pub use attachment::{Attachment, Content, Description, Withdrawal};
pub use format::Format;
pub use kind::AttachmentKind;
pub use limits::{Held, Limits};
pub use name::FileName;
pub use refusal::Refusal;
pub use withdraw::withdraw;

use crate::cases::{Case, Happening};

/// A case with one event more, which changed nothing of its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The case: its state, its terms and the moment of the last thing that happened to it are as they were, so that staff who
    /// record an earlier moment after it are not refused.
    pub case: Case,
    /// What happened.
    pub happening: Happening,
}

impl Noted {
    fn on(case: &Case, happening: Happening) -> Self {
        let mut case = case.clone();
        case.events += 1;
        case.version += 1;
        Self { case, happening }
    }
}
