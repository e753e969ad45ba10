//! A deadline that a changed calendar moved, as the events of its case tell it.

use cartaviva_domain::cases::Happening;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Code, Day, Moment, Paragraph};

/// A deadline that a changed calendar moved.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RecomputedDeadline)]
pub struct RecomputedView {
    /// The code of its term.
    pub term: Code,
    /// The last day until then.
    pub old_due_on: Day,
    /// The last moment until then.
    pub old_due_at: Moment,
    /// The last day since then.
    pub new_due_on: Day,
    /// The last moment since then.
    pub new_due_at: Moment,
    /// Why the calendar changed.
    pub reason: Paragraph<3, 2000>,
}

impl RecomputedView {
    /// The deadline that moved, if that is what happened.
    pub(super) fn of(happening: &Happening) -> Option<Self> {
        match happening {
            Happening::DeadlineRecomputed {
                term,
                before,
                after,
                reason,
            } => Some(Self {
                term: term.as_str().into(),
                old_due_on: Day(before.due_on),
                old_due_at: Moment(before.due_at),
                new_due_on: Day(after.due_on),
                new_due_at: Moment(after.due_at),
                reason: reason.as_str().into(),
            }),
            _ => None,
        }
    }
}
