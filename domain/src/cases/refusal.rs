//! Why a rule refuses what is asked of a case.

use super::{Channel, Status};
use crate::deadline;
use crate::language::Language;
use crate::people::AssuranceLevel;
use crate::procedures::{FieldFault, IdentityRule, Requirement};
use crate::ristoro;
use crate::text::Source;
use time::Date;

/// Why something cannot be done with a case. Each says which rule refuses and where the rule is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What is said to have happened lies in the future.
    OccurredInFuture,
    /// What is said to have happened lies before what happened before it.
    OccurredBeforePrevious,
    /// The procedure does not accept the channel.
    ChannelNotAccepted {
        /// The channel.
        channel: Channel,
        /// Where the channels are written.
        source: Source,
    },
    /// Nobody signed, and the procedure does not consider anonymous submissions.
    Anonymous {
        /// Where that is written.
        source: Source,
    },
    /// Something that the procedure asks for is missing.
    Missing {
        /// What is missing.
        requirement: Requirement,
        /// Where that is written.
        source: Source,
    },
    /// Who writes did not prove who they are as the procedure asks.
    IdentityNotProved {
        /// What is asked.
        rule: IdentityRule,
        /// Where that is written.
        source: Source,
    },
    /// The digital identity is less sure than the procedure asks.
    AssuranceTooLow {
        /// The least level.
        level: AssuranceLevel,
        /// Where that is written.
        source: Source,
    },
    /// Fields of the form are unknown, missing or do not hold what they should.
    Fields(Vec<FieldFault>),
    /// The procedure knows no such outcome.
    OutcomeNotAllowed,
    /// The case stands where this cannot be done.
    NotFrom {
        /// What was asked.
        command: &'static str,
        /// Where the case stands.
        status: Status,
    },
    /// The case is with an office already, and no reason says why it moves.
    ReasonNeeded,
    /// The case is with that office already.
    SameOffice,
    /// No running term of the case may be suspended.
    NotSuspendable,
    /// No running term of the case may be extended.
    NotExtendable,
    /// The case is in the hands of that person already.
    SameAssignee,
    /// Nobody is in charge of the case.
    NobodyInCharge,
    /// What is missing was to be asked for within ten days.
    CompletionAskedTooLate {
        /// The last of them.
        last_day: Date,
    },
    /// The procedure foresees no notice before refusal.
    NoNoticeForeseen,
    /// The notice before refusal was given already.
    NoticeGiven,
    /// The case cannot be rejected without a notice before refusal.
    NoticeNeeded,
    /// The time that a notice before refusal leaves is not over.
    NoticeStillOpen,
    /// What came after the due date says why before it is closed.
    LateReasonsNeeded,
    /// Nobody left a contact, and how the answer was delivered is not recorded.
    NoWayToAnswer,
    /// The case named is the case itself.
    WithItself,
    /// The two cases go together already.
    AlreadyLinked,
    /// The other was not merged into this case.
    NotMerged,
    /// Others were merged into this case, and would be left without an answer.
    OthersMergedInto,
    /// The case into which it is to be merged has ended.
    MergeIntoEnded,
    /// The case into which it is to be merged runs by another procedure.
    MergeIntoOtherProcedure,
    /// The case into which it is to be merged arrived after it.
    MergeIntoLater,
    /// There are as many of these on the case as there can be.
    TooMany {
        /// How many.
        most: usize,
    },
    /// A case that was not upheld names standards that were not kept.
    BreachWithoutUpholding,
    /// The term itself refuses.
    Term(deadline::Refusal),
    /// A rule of the redress refuses.
    Ristoro(ristoro::Refusal),
}

impl Refusal {
    /// The rule that refuses, as a stable code.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::OccurredInFuture => "occurred_in_future",
            Self::OccurredBeforePrevious => "occurred_before_previous",
            Self::ChannelNotAccepted { .. } => "channel_not_accepted",
            Self::Anonymous { .. } => "anonymous_not_considered",
            Self::Missing { requirement, .. } => match requirement {
                Requirement::Name => "name_required",
                Requirement::Address => "address_required",
                Requirement::Phone => "phone_required",
                Requirement::Contact => "contact_required",
                Requirement::TaxCode => "tax_code_required",
            },
            Self::IdentityNotProved { .. } => "identity_not_proved",
            Self::AssuranceTooLow { .. } => "assurance_level_too_low",
            Self::Fields(_) => "fields_refused",
            Self::OutcomeNotAllowed => "outcome_not_allowed",
            Self::NotFrom { .. } => "not_from_this_status",
            Self::ReasonNeeded => "reason_required",
            Self::SameOffice => "same_office",
            Self::NotSuspendable => "term_not_suspendable",
            Self::NotExtendable => "term_not_extendable",
            Self::SameAssignee => "same_assignee",
            Self::NobodyInCharge => "nobody_in_charge",
            Self::CompletionAskedTooLate { .. } => "completion_asked_too_late",
            Self::NoNoticeForeseen => "no_notice_foreseen",
            Self::NoticeGiven => "notice_given",
            Self::NoticeNeeded => "notice_needed",
            Self::NoticeStillOpen => "notice_still_open",
            Self::LateReasonsNeeded => "late_reasons_required",
            Self::NoWayToAnswer => "no_way_to_answer",
            Self::WithItself => "with_itself",
            Self::AlreadyLinked => "already_linked",
            Self::NotMerged => "not_merged",
            Self::OthersMergedInto => "others_merged_into",
            Self::MergeIntoEnded => "merge_into_ended",
            Self::MergeIntoOtherProcedure => "merge_into_other_procedure",
            Self::MergeIntoLater => "merge_into_later",
            Self::TooMany { .. } => "too_many",
            Self::BreachWithoutUpholding => "breach_without_upholding",
            Self::Term(refusal) => refusal.code(),
            Self::Ristoro(refusal) => refusal.rule(),
        }
    }

    /// Where the rule is written.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::ChannelNotAccepted { source, .. }
            | Self::Anonymous { source }
            | Self::Missing { source, .. }
            | Self::IdentityNotProved { source, .. }
            | Self::AssuranceTooLow { source, .. } => Some(source.as_str()),
            Self::NotSuspendable => Some("L. 241/1990 art. 2 c. 7"),
            Self::CompletionAskedTooLate { .. } => Some("D.P.R. 184/2006 art. 6 c. 5"),
            Self::NoNoticeForeseen | Self::NoticeGiven | Self::NoticeNeeded | Self::NoticeStillOpen => {
                Some("L. 241/1990 art. 10-bis")
            }
            Self::LateReasonsNeeded => Some("L. 241/1990 art. 2 c. 9-quinquies"),
            Self::Ristoro(refusal) => refusal.source(),
            _ => None,
        }
    }

    /// The refusal in a plain sentence.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::Term(refusal), _) => refusal.sentence(language),
            (Self::Ristoro(refusal), _) => refusal.sentence(language),
            (_, Language::Italian) => self.italian(),
            (_, Language::English) => self.english(),
        }
    }
}

impl From<deadline::Refusal> for Refusal {
    fn from(refusal: deadline::Refusal) -> Self {
        Self::Term(refusal)
    }
}

impl From<ristoro::Refusal> for Refusal {
    fn from(refusal: ristoro::Refusal) -> Self {
        Self::Ristoro(refusal)
    }
}
