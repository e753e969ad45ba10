//! Cases that go together: a duplicate that is merged into another, cases that are related.

use super::proceedings::MergeTarget;
use super::{Case, Happening, Reason, Refusal, Status};
use crate::codes::CaseId;

/// How many cases are merged into one, or related to one, at most.
const MOST: usize = 100;

/// A duplicate is merged into a case of the same procedure that arrived before it and is still open, whoever presented the
/// two: it is answered with that one, and so no later than it would have been.
pub(super) fn merge(case: &mut Case, target: &MergeTarget) -> Result<Happening, Refusal> {
    if case.id == target.id {
        return Err(Refusal::WithItself);
    }
    if !case.proceedings.merged.is_empty() {
        return Err(Refusal::OthersMergedInto);
    }
    if !target.status.is_worked_on() && target.status != Status::Suspended {
        return Err(Refusal::MergeIntoEnded);
    }
    if case.procedure != target.procedure {
        return Err(Refusal::MergeIntoOtherProcedure);
    }
    if target.received_at > case.received_at {
        return Err(Refusal::MergeIntoLater);
    }
    case.proceedings.merged_into = Some(target.id);
    case.assignee = None;
    case.status = Status::Merged;
    Ok(Happening::Merged { into: target.id })
}

/// The other side of a merging.
pub(super) fn absorb(case: &mut Case, other: CaseId) -> Result<Happening, Refusal> {
    add(case.id, &mut case.proceedings.merged, other)?;
    Ok(Happening::Absorbed { case: other })
}

/// One that was merged into it is taken up again on its own.
pub(super) fn let_go(case: &mut Case, other: CaseId) -> Result<Happening, Refusal> {
    let merged = &mut case.proceedings.merged;
    let place = merged
        .iter()
        .position(|known| *known == other)
        .ok_or(Refusal::NotMerged)?;
    merged.remove(place);
    Ok(Happening::LetGo { case: other })
}

/// Two cases are related: each is recorded on the other.
pub(super) fn relate(case: &mut Case, other: CaseId) -> Result<Happening, Refusal> {
    add(case.id, &mut case.proceedings.related, other)?;
    Ok(Happening::Related { case: other })
}

/// A withdrawn case answers nobody: what was merged into it would be left without its answer.
pub(super) fn withdraw(
    case: &mut Case,
    reason: Option<Reason>,
    moment: super::Moment,
) -> Result<Happening, Refusal> {
    if !case.proceedings.merged.is_empty() {
        return Err(Refusal::OthersMergedInto);
    }
    super::stops::run_again(case, moment);
    case.assignee = None;
    case.status = Status::Withdrawn;
    Ok(Happening::Withdrawn { reason })
}

/// Taken up again, with a reason. One that had been merged has the due dates that it had before.
pub(super) fn reopen(case: &mut Case, reason: Reason) -> Happening {
    if case.proceedings.merged_into.take().is_some() {
        for deadline in &mut case.deadlines {
            deadline.cancelled = false;
        }
    }
    case.closed_at = None;
    case.assignee = None;
    case.status = Status::Reopened;
    Happening::Reopened { reason }
}

fn add(own: CaseId, known: &mut Vec<CaseId>, other: CaseId) -> Result<(), Refusal> {
    if own == other {
        return Err(Refusal::WithItself);
    }
    if known.contains(&other) {
        return Err(Refusal::AlreadyLinked);
    }
    if known.len() >= MOST {
        return Err(Refusal::TooMany { most: MOST });
    }
    known.push(other);
    Ok(())
}
