//! What a due date is computed from, and what comes out.

use super::suspension::SuspensionLimit;
use super::{StartEvent, Step, Term, Unit};
use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};

/// Everything a due date depends on, beside the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The term.
    pub term: Term,
    /// What set it off, for the explanation only.
    pub start_event: Option<StartEvent>,
    /// When it was set off.
    pub starts_at: OffsetDateTime,
    /// The times during which it did not run, in any order, none overlapping another.
    pub suspensions: &'a [Suspension],
    /// At most what the law allows of them; `None`: no limit.
    pub suspension_limit: Option<SuspensionLimit>,
    /// The suspension that a notice before refusal causes ([`notice_before_refusal`](super::notice_before_refusal)), to
    /// which the limit does not apply. Refusals about it name the suspension after the last one.
    pub notice: Option<Suspension>,
    /// By how much it was extended, in the order of the acts.
    pub extensions: &'a [Extension],
}

impl Request<'_> {
    /// A term and its start, nothing else.
    #[must_use]
    pub fn new(term: Term, starts_at: OffsetDateTime) -> Self {
        Self {
            term,
            start_event: None,
            starts_at,
            suspensions: &[],
            suspension_limit: None,
            notice: None,
            extensions: &[],
        }
    }
}

/// A time during which a term did not run, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// When the term stopped running.
    #[serde(with = "time::serde::rfc3339")]
    pub from: OffsetDateTime,
    /// When it ran again; `None` while it is still suspended.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub to: Option<OffsetDateTime>,
}

/// By how much a reasoned act extended a term. The amount is within [`Unit::maximum`] and not immediate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How many units.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

/// When a term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The last day, in the calendar's zone.
    #[serde(with = "crate::dates")]
    pub due_on: Date,
    /// The last moment in time, on the zone's clock. For a term in days the last second of `due_on`.
    #[serde(with = "time::serde::rfc3339")]
    pub due_at: OffsetDateTime,
    /// Whether the whole day is in time: the term is in days or months, and late from the next midnight.
    pub whole_day: bool,
    /// What `due_on` was before any extension, for statistics.
    #[serde(with = "crate::dates")]
    pub original_due_on: Date,
    /// What `due_at` was before any extension.
    #[serde(with = "time::serde::rfc3339")]
    pub original_due_at: OffsetDateTime,
}

impl Due {
    /// Whether something done at an instant is in time.
    #[must_use]
    pub fn is_in_time(&self, instant: OffsetDateTime) -> bool {
        if self.whole_day {
            instant - self.due_at < Duration::SECOND
        } else {
            instant <= self.due_at
        }
    }

    /// The first moment that is late, to the whole microsecond.
    #[must_use]
    pub fn late_from(&self) -> OffsetDateTime {
        let step = if self.whole_day {
            Duration::SECOND
        } else {
            Duration::MICROSECOND
        };
        self.due_at.checked_add(step).unwrap_or(self.due_at)
    }

    /// Whether an extension changed the due date.
    #[must_use]
    pub fn is_extended(&self) -> bool {
        self.original_due_at != self.due_at
    }
}

/// When a term ends, and the steps that lead there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The result.
    pub due: Due,
    /// The steps, in order: whoever follows them by hand gets the result.
    pub steps: Vec<Step>,
}
