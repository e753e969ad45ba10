//! What a disposal removes of a case, and what stays.

use crate::cases::{
    Answer, Case, Decision, Delivery, Details, Happening, Notice, Proceedings, Reason, Received, Subject,
    Superseded,
};
use crate::procedures::Fields;
use crate::ristoro::RefusedClaim;
use crate::text::Prose;

/// The words of a case that may tell of a person. Everything else of it (dates, offices, outcomes, terms, what was granted)
/// is what the figures are made of, and stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Papers {
    /// What it is about: a subject may name a person.
    pub subject: Subject,
    /// What it says.
    pub description: Prose,
    /// What was decided, with the written answer.
    pub decision: Option<Decision>,
    /// Why the redress was refused.
    pub refused_claim: Option<RefusedClaim>,
    /// What was asked, came in and was corrected since.
    pub proceedings: Proceedings,
    /// What was written in the fields of the form.
    pub details: Details,
}

impl Papers {
    /// The papers of a case as they stand.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            subject: case.subject.clone(),
            description: case.description.clone(),
            decision: case.decision.clone(),
            refused_claim: case.refused_claim.clone(),
            proceedings: case.proceedings.clone(),
            details: case.details.clone(),
        }
    }

    /// The same papers without their words.
    #[must_use]
    pub fn without_words(self) -> Self {
        Self {
            subject: Subject::removed(),
            description: Prose::removed(),
            decision: self.decision.map(silent_decision),
            refused_claim: self.refused_claim.map(|refused| RefusedClaim {
                reason: Reason::removed(),
                ..refused
            }),
            proceedings: silent_proceedings(self.proceedings),
            details: Details {
                fields: Fields::new(),
                ..self.details
            },
        }
    }
}

fn silent(reason: Option<Reason>) -> Option<Reason> {
    reason.map(|_| Reason::removed())
}

fn silent_decision(decision: Decision) -> Decision {
    Decision {
        answer: Answer::removed(),
        late_reasons: silent(decision.late_reasons),
        ..decision
    }
}

/// The number of a letter leads to whom it was sent.
fn silent_delivery(delivery: Delivery) -> Delivery {
    Delivery {
        reference: None,
        ..delivery
    }
}

fn silent_proceedings(proceedings: Proceedings) -> Proceedings {
    let received = proceedings.received.into_iter().map(|received| Received {
        text: Prose::removed(),
        ..received
    });
    let superseded = proceedings.superseded.into_iter().map(|superseded| Superseded {
        decision: silent_decision(superseded.decision),
        reason: Reason::removed(),
        ..superseded
    });
    Proceedings {
        missing: silent(proceedings.missing),
        notice: proceedings.notice.map(|notice| Notice {
            grounds: Answer::removed(),
            ..notice
        }),
        received: received.collect(),
        superseded: superseded.collect(),
        delivery: proceedings.delivery.map(silent_delivery),
        ..proceedings
    }
}

impl Happening {
    /// The same happening without the words that somebody wrote about it. The reasons for which a calendar changed and the
    /// acts of a disposal are the administration's own and tell of nobody.
    ///
    /// Every happening is named here, so that a new one is not kept before somebody decides that it may.
    #[must_use]
    pub fn without_words(mut self) -> Self {
        match &mut self {
            Self::Forwarded { reason, .. }
            | Self::Withdrawn { reason }
            | Self::DeclaredInadmissible { late_reasons: reason }
            | Self::Decided {
                late_reasons: reason, ..
            } => *reason = silent(reason.take()),
            Self::Suspended { reason }
            | Self::CompletionAsked { missing: reason, .. }
            | Self::Extended { reason, .. }
            | Self::Corrected { reason, .. }
            | Self::Reopened { reason }
            | Self::RistoroRefused { reason }
            | Self::RistoroReturned { reason, .. }
            | Self::AttachmentWithdrawn { reason, .. } => *reason = Reason::removed(),
            Self::Noted { text, .. } => *text = Prose::removed(),
            Self::Closed { delivery } => *delivery = delivery.take().map(silent_delivery),
            Self::Received { .. }
            | Self::Registered { .. }
            | Self::Completed { .. }
            | Self::TakenInCharge { .. }
            | Self::Released
            | Self::Resumed
            | Self::NoticeGiven { .. }
            | Self::Observed { .. }
            | Self::Merged { .. }
            | Self::Absorbed { .. }
            | Self::LetGo { .. }
            | Self::Related { .. }
            | Self::AnsweredTogether { .. }
            | Self::DeadlineApproaching { .. }
            | Self::DeadlineMissed { .. }
            | Self::SuspensionOver
            | Self::ClaimWindowClosing
            | Self::VoucherExpiring
            | Self::VoucherExpired
            | Self::RistoroClaimed
            | Self::DeadlineRecomputed { .. }
            | Self::RistoroGranted { .. }
            | Self::RistoroDelivered { .. }
            | Self::AttachmentAdded { .. }
            | Self::PersonalDataRemoved { .. } => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Code;

    #[test]
    fn a_happening_keeps_what_it_was_and_loses_what_was_written() {
        let forwarded = |reason| Happening::Forwarded {
            office: Code::parse("roads").unwrap(),
            reason,
        };
        let written = Reason::parse("Lo chiede la signora del terzo piano.").unwrap();
        assert_eq!(
            forwarded(Some(written)).without_words(),
            forwarded(Some(Reason::removed()))
        );
        assert_eq!(forwarded(None).without_words(), forwarded(None));
    }
}
