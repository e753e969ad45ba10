//! What the passing of time does to a case: it is recorded and changes nothing else.

use super::{Case, Happening, Outcome, Transition};
use crate::codes::{CaseId, Code};
use time::OffsetDateTime;

/// Something that comes about by itself: the clock reaches a moment, or a case that this one was merged into is answered.
/// It changes no status and no deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A due date comes near.
    DeadlineApproaching {
        /// The term.
        term: Code,
        /// When it is due.
        due_at: OffsetDateTime,
        /// How many working days are left; 0 on the last one.
        level: u32,
    },
    /// A due date has passed.
    DeadlineMissed {
        /// The term.
        term: Code,
    },
    /// The longest time for which the law lets the terms be suspended is over.
    SuspensionOver,
    /// The time for asking for the redress is running out.
    ClaimWindowClosing,
    /// A voucher that was not handed out is about to expire.
    VoucherExpiring,
    /// A voucher was not handed out in time.
    VoucherExpired,
    /// The case into which it was merged was answered, and it with it.
    AnsweredTogether {
        /// The case that was answered.
        case: CaseId,
        /// What was decided there.
        outcome: Outcome,
    },
}

impl From<Signal> for Happening {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::DeadlineApproaching { term, due_at, level } => {
                Self::DeadlineApproaching { term, due_at, level }
            }
            Signal::DeadlineMissed { term } => Self::DeadlineMissed { term },
            Signal::SuspensionOver => Self::SuspensionOver,
            Signal::ClaimWindowClosing => Self::ClaimWindowClosing,
            Signal::VoucherExpiring => Self::VoucherExpiring,
            Signal::VoucherExpired => Self::VoucherExpired,
            Signal::AnsweredTogether { case, outcome } => Self::AnsweredTogether { case, outcome },
        }
    }
}

/// Adds what came about by itself to the events of a case. The moment of the last thing that was done to the case stays: staff
/// may still record what they did before the clock spoke.
#[must_use]
pub fn record(case: &Case, signal: Signal) -> Transition {
    let mut next = case.clone();
    next.events += 1;
    next.version += 1;
    Transition {
        case: next,
        happening: signal.into(),
    }
}
