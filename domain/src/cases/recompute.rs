//! A changed calendar recomputes the deadlines that still run.

use super::running::{Rules, refreshed};
use super::{Case, Deadline, Happening, Reason, Refusal};
use time::Date;

/// A case whose deadlines a changed calendar has moved, and what happened to each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recomputed {
    /// The case as it now stands.
    pub case: Case,
    /// A [`Happening::DeadlineRecomputed`] for each deadline that moved, in the order of the procedure; at least one.
    pub happenings: Vec<Happening>,
}

/// Recomputes the deadlines that a calendar reaches which holds from a day on: those that have not ended and are due on that
/// day or after it. What has ended, was cancelled or has no due date stays as it is; so does the moment of the last thing
/// that happened, for nothing happened to the case itself. None when no due date moves.
///
/// # Errors
/// What a term refuses by the changed calendar.
pub fn recompute(
    case: &Case,
    rules: &Rules<'_>,
    valid_from: Date,
    reason: &Reason,
) -> Result<Option<Recomputed>, Refusal> {
    let mut next = case.clone();
    let mut happenings = Vec::new();
    for deadline in &mut next.deadlines {
        let Some(rule) = rules.procedure.term(&deadline.term) else {
            continue;
        };
        if !is_reached(deadline, valid_from) {
            continue;
        }
        let moved = refreshed(rules, rule, case, deadline.clone())?;
        if let (Some(before), Some(after)) = (deadline.due, moved.due)
            && before != after
        {
            happenings.push(Happening::DeadlineRecomputed {
                term: deadline.term.clone(),
                before,
                after,
                reason: reason.clone(),
            });
            *deadline = moved;
        }
    }
    if happenings.is_empty() {
        return Ok(None);
    }
    next.events += i32::try_from(happenings.len()).unwrap_or(i32::MAX);
    next.version += 1;
    Ok(Some(Recomputed {
        case: next,
        happenings,
    }))
}

fn is_reached(deadline: &Deadline, valid_from: Date) -> bool {
    let runs = deadline.ended_at.is_none() && !deadline.cancelled;
    runs && deadline.due.is_some_and(|due| due.due_on >= valid_from)
}
