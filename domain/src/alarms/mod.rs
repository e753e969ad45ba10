//! What is to happen to a case by itself: reminders before a term ends, the end that is missed, a suspension that the law
//! no longer lets run, the time for asking for the redress, the last day of a voucher.
//!
//! The alarms of a case follow from the case alone ([`alarms_of`]); whoever keeps them compares what followed before a
//! change with what follows after it. When an alarm goes off, [`judge`] looks at the case again: what no longer holds is
//! left out, and of several reminders that are late only the last is given.
//!
//! People are reminded while their office is open ([`office_hours`]). What is a fact (a term missed, a suspension over,
//! a voucher expired) happens at its very moment, whatever the hour.

mod case;
mod judge;
pub mod office_hours;
mod review;

pub use case::{CLAIM_REMINDER, VOUCHER_REMINDER, alarms_of, asks_policy};
pub use judge::{Verdict, judge};
pub use review::{REVIEW_DUE, Review, reviews_of};

use crate::codes::Code;
use time::OffsetDateTime;

/// What an alarm is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A term ends in so many working days; 0 on its last one.
    DeadlineApproaching {
        /// The term.
        term: Code,
        /// How many working days before its end.
        level: u32,
    },
    /// A term has ended, and what it promised was not done.
    DeadlineMissed {
        /// The term.
        term: Code,
    },
    /// The longest time is over for which the law lets the terms be suspended.
    SuspensionOver,
    /// The time for asking for the redress is about to end.
    ClaimWindowClosing,
    /// A voucher that was not used is about to expire.
    VoucherExpiring,
    /// A voucher that was not used has expired.
    VoucherExpired,
}

impl About {
    /// What it is about, as a stable code.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::DeadlineApproaching { .. } => "deadline_approaching",
            Self::DeadlineMissed { .. } => "deadline_missed",
            Self::SuspensionOver => "suspension_over",
            Self::ClaimWindowClosing => "claim_window_closing",
            Self::VoucherExpiring => "voucher_expiring",
            Self::VoucherExpired => "voucher_expired",
        }
    }

    /// The term it is about, if it is about one.
    #[must_use]
    pub fn term(&self) -> Option<&Code> {
        match self {
            Self::DeadlineApproaching { term, .. } | Self::DeadlineMissed { term } => Some(term),
            _ => None,
        }
    }
}

/// Something that is to happen by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What it is about.
    pub about: About,
    /// The end it looks at: of the term, of the suspension, of the time for asking, of the voucher.
    pub due_at: OffsetDateTime,
    /// When it goes off.
    pub at: OffsetDateTime,
}

impl Alarm {
    /// What tells it from every other alarm of its case: what it is about, and the end it looks at. A term whose end
    /// moves has other alarms; one that moves back to where it was has the same ones, and none goes off twice.
    #[must_use]
    pub fn key(&self) -> String {
        let end = self.due_at.unix_timestamp();
        match &self.about {
            About::DeadlineApproaching { term, level } => {
                format!("{}/{term}/{level}/{end}", self.about.kind())
            }
            About::DeadlineMissed { term } => format!("{}/{term}/{end}", self.about.kind()),
            about => format!("{}/{end}", about.kind()),
        }
    }
}
