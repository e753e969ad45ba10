//! The state machine: (case, command, moment) → (case, event), or a refusal. Pure.

use super::running::{Rules, refresh};
use super::{Case, Command, Decision, Happening, Moment, Reason, Refusal, Status, redress};
use crate::codes::Code;
use crate::deadline::{self, Extension, Suspension, check_extension};
use crate::procedures::EndEvent;

/// A case after a command, and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The case as it now stands.
    pub case: Case,
    /// What happened.
    pub happening: Happening,
}

/// Applies a command to a case.
///
/// # Errors
/// The rule that refuses it; the case is then as it was.
pub fn apply(
    case: &Case,
    command: Command,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Transition, Refusal> {
    if !is_allowed(&command, case.status) {
        return Err(Refusal::NotFrom {
            command: command.name(),
            status: case.status,
        });
    }
    let moment = moment.not_before(case.last_occurred_at)?;
    let mut next = case.clone();
    let happening = match command {
        Command::Forward { office, reason } => forward(&mut next, office, reason, moment, rules)?,
        Command::Suspend { reason } => suspend(&mut next, reason, moment, rules)?,
        Command::Resume => resume(&mut next, moment),
        Command::Extend { extension, reason } => extend(&mut next, extension, reason, moment, rules)?,
        Command::Decide(decision) => decide(&mut next, decision, moment)?,
        Command::Withdraw { reason } => {
            end_suspension(&mut next, moment);
            next.status = Status::Withdrawn;
            Happening::Withdrawn { reason }
        }
        Command::Reopen { reason } => {
            next.status = Status::Reopened;
            Happening::Reopened { reason }
        }
        Command::ClaimRistoro { window } => redress::claim(&mut next, window, moment)?,
        Command::RefuseRistoro { reason } => redress::refuse(&mut next, reason, moment)?,
        Command::GrantRistoro(granted) => redress::grant(&mut next, *granted)?,
        Command::DeliverRistoro { voucher } => redress::deliver(&mut next, &voucher, moment, rules)?,
        Command::ReturnRistoro { reason } => redress::take_back(&mut next, reason, moment)?,
    };
    next.last_occurred_at = moment.occurred_at();
    next.events += 1;
    next.version += 1;
    next.deadlines = refresh(rules, &next)?;
    if next.status == Status::Withdrawn {
        cancel_running(&mut next, moment);
    }
    Ok(Transition {
        case: next,
        happening,
    })
}

/// Which command is allowed from where. A redress that was granted is handed out or returned wherever the case stands.
#[must_use]
fn is_allowed(command: &Command, status: Status) -> bool {
    match command {
        Command::Forward { .. } | Command::Suspend { .. } | Command::Extend { .. } | Command::Decide(_) => {
            matches!(status, Status::Registered | Status::Forwarded | Status::Reopened)
        }
        Command::Resume => status == Status::Suspended,
        Command::Withdraw { .. } => status.is_open(),
        Command::Reopen { .. } => !status.is_open(),
        Command::ClaimRistoro { .. } | Command::RefuseRistoro { .. } | Command::GrantRistoro(_) => {
            status == Status::Decided
        }
        Command::DeliverRistoro { .. } | Command::ReturnRistoro { .. } => true,
    }
}

/// A case goes to the competent office. The office that received it keeps what is about itself by forwarding it to
/// itself: its terms then run without waiting for a forwarding (Livorno, URP charter, §7).
fn forward(
    case: &mut Case,
    office: Code,
    reason: Option<Reason>,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    if case.status == Status::Forwarded {
        if case.office == office {
            return Err(Refusal::SameOffice);
        }
        if reason.is_none() {
            return Err(Refusal::ReasonNeeded);
        }
    }
    case.own_office = office == rules.procedure.office;
    if !case.own_office {
        case.forwarded_at = case.forwarded_at.or(Some(moment.occurred_at()));
    }
    case.office = office.clone();
    case.status = Status::Forwarded;
    Ok(Happening::Forwarded { office, reason })
}

fn suspend(case: &mut Case, reason: Reason, moment: Moment, rules: &Rules<'_>) -> Result<Happening, Refusal> {
    let limit = rules
        .procedure
        .terms
        .iter()
        .filter(|rule| is_running(case, &rule.code) && rule.ends == EndEvent::Decided)
        .find_map(|rule| rule.suspension)
        .ok_or(Refusal::NotSuspendable)?;
    let index = case.suspensions.len();
    if u32::try_from(index).is_ok_and(|taken| taken >= limit.times) {
        return Err(Refusal::Term(deadline::Refusal::TooManySuspensions {
            index,
            times: limit.times,
        }));
    }
    case.suspensions.push(Suspension {
        from: moment.occurred_at(),
        to: None,
    });
    case.status = Status::Suspended;
    Ok(Happening::Suspended { reason })
}

fn resume(case: &mut Case, moment: Moment) -> Happening {
    end_suspension(case, moment);
    let forwarded = case.forwarded_at.is_some() || case.own_office;
    case.status = if forwarded {
        Status::Forwarded
    } else {
        Status::Registered
    };
    Happening::Resumed
}

fn end_suspension(case: &mut Case, moment: Moment) {
    if let Some(open) = case
        .suspensions
        .iter_mut()
        .find(|suspension| suspension.to.is_none())
    {
        open.to = Some(moment.occurred_at());
    }
}

fn extend(
    case: &mut Case,
    extension: Extension,
    reason: Reason,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    let due = case
        .deadlines
        .iter()
        .filter(|deadline| deadline.ended_at.is_none() && !deadline.cancelled)
        .filter(|deadline| {
            rules
                .procedure
                .term(&deadline.term)
                .is_some_and(|rule| rule.extendable)
        })
        .find_map(|deadline| deadline.due.as_ref())
        .ok_or(Refusal::NotExtendable)?;
    check_extension(due, moment.occurred_at())?;
    case.extensions.push(extension);
    Ok(Happening::Extended { extension, reason })
}

fn decide(case: &mut Case, decision: Decision, moment: Moment) -> Result<Happening, Refusal> {
    if !decision.outcome.is_upheld() && !decision.breached_standards.is_empty() {
        return Err(Refusal::BreachWithoutUpholding);
    }
    let happening = Happening::Decided {
        outcome: decision.outcome,
        pertinent: decision.pertinent,
        breached_standards: decision.breached_standards.clone(),
        cause: decision.cause,
    };
    case.own_office = case.own_office || case.forwarded_at.is_none();
    case.decided_at = Some(moment.occurred_at());
    case.decision = Some(decision);
    case.status = Status::Decided;
    Ok(happening)
}

fn is_running(case: &Case, term: &Code) -> bool {
    case.deadlines
        .iter()
        .any(|d| d.term == *term && d.starts_at.is_some() && d.ended_at.is_none() && !d.cancelled)
}

/// A withdrawn case owes nothing more: what still ran is cancelled; what had ended, or was late, stays as it is.
fn cancel_running(case: &mut Case, moment: Moment) {
    for deadline in &mut case.deadlines {
        let late = deadline
            .due
            .as_ref()
            .is_some_and(|due| !due.is_in_time(moment.occurred_at()));
        if deadline.ended_at.is_none() && !late {
            deadline.cancelled = true;
        }
    }
}
