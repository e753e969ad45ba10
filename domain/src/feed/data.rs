//! What an entry of the feed says beside its kind.

use crate::cases::{Case, Channel, Happening, Outcome, Status};
use crate::codes::{CaseId, Code};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// What other systems are told of what happened. Its fields are codes, words of closed lists, numbers and times: none can
/// hold a free text. What does not apply is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Data {
    /// The case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Its procedure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Code>,
    /// How it arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Where it stands after what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The office: of a case the one that has it, of a calendar the one that works by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The term whose deadline is concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Code>,
    /// The last second at which it is kept.
    #[serde(
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub due_at: Option<OffsetDateTime>,
    /// The item of the redress.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Code>,
    /// How many of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// The charter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// Its edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Code>,
    /// The day by which something is to be done.
    #[serde(with = "crate::dates::option", skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// The day from which an edition or a calendar holds.
    #[serde(with = "crate::dates::option", skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
}

impl Data {
    /// What may be told of a case as it stands, whatever happened to it.
    #[must_use]
    pub fn of_case(case: &Case) -> Self {
        Self {
            case: Some(case.id),
            procedure: Some(case.procedure.clone()),
            channel: Some(case.channel),
            status: Some(case.status),
            office: Some(case.office.clone()),
            ..Self::default()
        }
    }

    /// What may be told of something that happened to a case, which now stands as it is given: the public part.
    ///
    /// Every field of every happening is named here, so that a new one is not told before somebody decides that it may.
    #[must_use]
    pub fn public_part(case: &Case, happening: &Happening) -> Self {
        let told = Self::of_case(case);
        match happening {
            Happening::Received { channel: _ }
            | Happening::Registered { office: _ }
            | Happening::Forwarded { office: _, reason: _ }
            | Happening::TakenInCharge { assignee: _ }
            | Happening::Released
            | Happening::Noted {
                text: _,
                visibility: _,
            }
            | Happening::CompletionAsked {
                missing: _,
                restarts: _,
            }
            | Happening::Completed { restarts: _ }
            | Happening::Suspended { reason: _ }
            | Happening::Resumed
            | Happening::NoticeGiven { suspension: _ }
            | Happening::Observed { suspension: _ }
            | Happening::Closed { delivery: _ }
            | Happening::Merged { into: _ }
            | Happening::Absorbed { case: _ }
            | Happening::LetGo { case: _ }
            | Happening::Related { case: _ }
            | Happening::SuspensionOver
            | Happening::ClaimWindowClosing
            | Happening::VoucherExpiring
            | Happening::VoucherExpired
            | Happening::Withdrawn { reason: _ }
            | Happening::Reopened { reason: _ }
            | Happening::RistoroClaimed
            | Happening::RistoroRefused { reason: _ }
            | Happening::AttachmentAdded {
                attachment: _,
                document: _,
                shown: _,
            }
            | Happening::AttachmentWithdrawn {
                attachment: _,
                reason: _,
            }
            | Happening::PersonalDataRemoved { act: _ } => told,
            Happening::Extended {
                extension: _,
                reason: _,
            } => told.with_extended_deadline(case),
            Happening::Decided {
                outcome,
                pertinent: _,
                breached_standards: _,
                cause: _,
                late_reasons: _,
            }
            | Happening::Corrected {
                outcome,
                pertinent: _,
                breached_standards: _,
                cause: _,
                reason: _,
            }
            | Happening::AnsweredTogether { case: _, outcome } => Self {
                outcome: Some(*outcome),
                ..told
            },
            Happening::DeclaredInadmissible { late_reasons: _ } => Self {
                outcome: Some(Outcome::Inadmissible),
                ..told
            },
            Happening::DeadlineApproaching {
                term,
                due_at,
                level: _,
            } => Self {
                term: Some(term.clone()),
                due_at: Some(*due_at),
                ..told
            },
            Happening::DeadlineMissed { term } => Self {
                term: Some(term.clone()),
                ..told
            },
            Happening::DeadlineRecomputed {
                term,
                before: _,
                after,
                reason: _,
            } => Self {
                term: Some(term.clone()),
                due_at: Some(after.due_at),
                ..told
            },
            Happening::RistoroGranted { item, quantity }
            | Happening::RistoroDelivered { item, quantity }
            | Happening::RistoroReturned {
                item,
                quantity,
                reason: _,
            } => Self {
                item: Some(item.clone()),
                quantity: Some(*quantity),
                ..told
            },
        }
    }

    /// The deadline that still runs and was extended.
    fn with_extended_deadline(self, case: &Case) -> Self {
        let extended = case.deadlines.iter().find_map(|deadline| {
            let due = deadline.due.filter(|due| due.is_extended())?;
            deadline
                .ended_at
                .is_none()
                .then_some((&deadline.term, due.due_at))
        });
        match extended {
            Some((term, due_at)) => Self {
                term: Some(term.clone()),
                due_at: Some(due_at),
                ..self
            },
            None => self,
        }
    }
}
