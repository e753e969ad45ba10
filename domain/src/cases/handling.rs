//! Who has a case: the office, and the person who took charge of it.

use super::running::Rules;
use super::{Assignee, Case, Happening, Moment, Reason, Refusal, Status};
use crate::codes::Code;

/// A case goes to the competent office. The office that received it keeps what is about itself by forwarding it to
/// itself: its terms then run without waiting for a forwarding (Livorno, URP charter, §7). It never moves on without a
/// reason, which who presented it reads; whoever was in charge of it no longer is.
pub(super) fn forward(
    case: &mut Case,
    office: Code,
    reason: Option<Reason>,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    if case.is_with_an_office() {
        if case.office == office && case.status != Status::Reopened {
            return Err(Refusal::SameOffice);
        }
        if case.office != office && reason.is_none() {
            return Err(Refusal::ReasonNeeded);
        }
    }
    case.own_office = office == rules.procedure.office;
    if !case.own_office {
        case.forwarded_at = case.forwarded_at.or(Some(moment.occurred_at()));
    }
    case.office = office.clone();
    case.assignee = None;
    case.status = Status::Forwarded;
    Ok(Happening::Forwarded { office, reason })
}

/// Somebody takes charge of it, or it is handed to them. What is suspended stays so.
pub(super) fn take_charge(case: &mut Case, assignee: Assignee) -> Result<Happening, Refusal> {
    if case.assignee.as_ref() == Some(&assignee) {
        return Err(Refusal::SameAssignee);
    }
    case.assignee = Some(assignee.clone());
    if case.status != Status::Suspended {
        case.status = Status::InProgress;
    }
    Ok(Happening::TakenInCharge { assignee })
}

/// Nobody is in charge of it any more.
pub(super) fn release(case: &mut Case) -> Result<Happening, Refusal> {
    if case.assignee.take().is_none() {
        return Err(Refusal::NobodyInCharge);
    }
    if case.status != Status::Suspended {
        case.status = case.resting_status();
    }
    Ok(Happening::Released)
}
