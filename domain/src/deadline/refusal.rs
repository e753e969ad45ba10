//! Why a due date is not computed.

use super::sentences::refusal_sentence;
use crate::language::Language;

/// Why a due date, or a part of one, is refused. The display text is the English sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The term has no amount.
    AmountMissing,
    /// The amount is larger than its unit allows.
    AmountTooLarge {
        /// The largest amount of that unit.
        maximum: u32,
    },
    /// An immediate term has an amount.
    ImmediateWithAmount,
    /// An immediate term is counted backward.
    ImmediateBackward,
    /// A date lies outside the years that a calendar covers.
    OutsideYears(Member),
    /// The term counts opening time, and the office does not open (for three years on end).
    NeverOpen,
    /// The term counts working days, and there is none (for three years on end).
    NoWorkingDay,
    /// A suspension ends before it begins.
    SuspensionReversed(usize),
    /// A suspension begins before another has ended.
    SuspensionsOverlap(usize),
    /// A suspension has not ended: there is no due date yet.
    SuspensionOpen(usize),
    /// There are more suspensions than the law allows.
    TooManySuspensions {
        /// The first suspension too many.
        index: usize,
        /// How many are allowed.
        times: u32,
    },
    /// A term counted backward is suspended.
    BackwardSuspended,
    /// A term counted backward is extended.
    BackwardExtended,
    /// An extension is larger than its unit allows.
    ExtensionTooLarge {
        /// Which extension.
        index: usize,
        /// The largest amount of that unit.
        maximum: u32,
    },
    /// An extension has no amount to add: its unit is `immediate`.
    ExtensionImmediate(usize),
    /// An extension was granted after the due date.
    ExtensionAfterDue,
    /// Observations came before the notice they answer.
    ObservationsBeforeNotice,
    /// Something ended before it began.
    EndBeforeStart,
}

/// What of a request a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// The start.
    StartsAt,
    /// The amount of the term: the due date it leads to.
    Amount,
    /// A suspension.
    Suspension(usize),
    /// An extension.
    Extension(usize),
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AmountMissing => "amount_missing",
            Self::AmountTooLarge { .. } => "amount_too_large",
            Self::ImmediateWithAmount => "immediate_with_amount",
            Self::ImmediateBackward => "immediate_backward",
            Self::OutsideYears(_) => "outside_years",
            Self::NeverOpen => "never_open",
            Self::NoWorkingDay => "no_working_day",
            Self::SuspensionReversed(_) => "suspension_reversed",
            Self::SuspensionsOverlap(_) => "suspensions_overlap",
            Self::SuspensionOpen(_) => "suspension_open",
            Self::TooManySuspensions { .. } => "too_many_suspensions",
            Self::BackwardSuspended => "backward_suspended",
            Self::BackwardExtended => "backward_extended",
            Self::ExtensionTooLarge { .. } => "extension_too_large",
            Self::ExtensionImmediate(_) => "extension_immediate",
            Self::ExtensionAfterDue => "extension_after_due",
            Self::ObservationsBeforeNotice => "observations_before_notice",
            Self::EndBeforeStart => "end_before_start",
        }
    }

    /// The JSON Pointer of the guilty member within a deadline calculation; `None` when the refusal is about an
    /// act that is not part of one.
    #[must_use]
    pub fn pointer(self) -> Option<String> {
        match self {
            Self::AmountMissing | Self::AmountTooLarge { .. } | Self::ImmediateWithAmount => {
                Some("/term/amount".to_owned())
            }
            Self::ImmediateBackward => Some("/term/direction".to_owned()),
            Self::OutsideYears(member) => Some(member.pointer()),
            Self::NeverOpen => Some("/calendar/opening_hours".to_owned()),
            Self::NoWorkingDay => Some("/calendar/working_days".to_owned()),
            Self::SuspensionReversed(index)
            | Self::SuspensionsOverlap(index)
            | Self::SuspensionOpen(index)
            | Self::TooManySuspensions { index, .. } => Some(Member::Suspension(index).pointer()),
            Self::BackwardSuspended => Some("/suspensions".to_owned()),
            Self::BackwardExtended => Some("/extensions".to_owned()),
            Self::ExtensionTooLarge { index, .. } => Some(format!("/extensions/{index}/amount")),
            Self::ExtensionImmediate(index) => Some(format!("/extensions/{index}/unit")),
            Self::ExtensionAfterDue | Self::ObservationsBeforeNotice | Self::EndBeforeStart => None,
        }
    }

    /// The refusal in words.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        refusal_sentence(self, language)
    }
}

impl Member {
    fn pointer(self) -> String {
        match self {
            Self::StartsAt => "/starts_at".to_owned(),
            Self::Amount => "/term/amount".to_owned(),
            Self::Suspension(index) => format!("/suspensions/{index}"),
            Self::Extension(index) => format!("/extensions/{index}"),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for Refusal {}
