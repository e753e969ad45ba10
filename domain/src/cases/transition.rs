//! The state machine: (case, command, moment) → (case, event), or a refusal. Pure.

use super::allowed::is_allowed;
use super::running::{Rules, refresh};
use super::{Case, Command, Happening, Moment, Refusal, Status, answers, handling, joining, redress, stops};
use time::OffsetDateTime;

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
    if !is_allowed(&command, case) {
        return Err(Refusal::NotFrom {
            command: command.name(),
            status: case.status,
        });
    }
    let moment = moment.not_before(earliest(case, &command))?;
    let is_act = is_act(&command);
    let mut next = case.clone();
    let happening = carry_out(&mut next, command, moment, rules)?;
    if is_act {
        next.last_occurred_at = case.last_occurred_at.max(moment.occurred_at());
    }
    next.events += 1;
    next.version += 1;
    next.deadlines = refresh(rules, &next)?;
    if matches!(next.status, Status::Withdrawn | Status::Merged) && next.status != case.status {
        cancel_running(&mut next, moment);
    }
    let silent = matches!(&happening, Happening::DeclaredInadmissible { late_reasons: None });
    if silent && answers::came_late(&next, rules) {
        return Err(Refusal::LateReasonsNeeded);
    }
    Ok(Transition {
        case: next,
        happening,
    })
}

fn carry_out(
    case: &mut Case,
    command: Command,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    match command {
        Command::Register => {
            case.status = Status::Registered;
            let office = case.office.clone();
            Ok(Happening::Registered { office })
        }
        Command::DeclareInadmissible { answer, late_reasons } => {
            Ok(answers::declare_inadmissible(case, answer, late_reasons, moment))
        }
        Command::AskCompletion { missing } => stops::ask_completion(case, missing, moment, rules),
        Command::Complete { text, fields } => stops::complete(case, text, fields, moment, rules),
        Command::Forward { office, reason } => handling::forward(case, office, reason, moment, rules),
        Command::TakeCharge { assignee } => handling::take_charge(case, assignee),
        Command::Release => handling::release(case),
        Command::Note { text, visibility } => Ok(Happening::Noted { text, visibility }),
        Command::Suspend { reason } => stops::suspend(case, reason, moment, rules),
        Command::Resume => stops::resume(case, moment),
        Command::Extend { extension, reason } => stops::extend(case, extension, reason, moment, rules),
        Command::GiveNotice { grounds } => stops::give_notice(case, grounds, moment, rules),
        Command::Observe { text } => stops::observe(case, text, moment, rules),
        Command::Decide(decision) => answers::decide(case, decision, moment, rules),
        Command::Correct { decision, reason } => answers::correct(case, *decision, reason, moment, rules),
        Command::Withdraw { reason } => joining::withdraw(case, reason, moment),
        Command::Reopen { reason } => Ok(joining::reopen(case, reason)),
        Command::Close { contact, delivery } => answers::close(case, contact, delivery, moment, rules),
        Command::Merge(target) => joining::merge(case, &target),
        Command::Absorb { case: other } => joining::absorb(case, other),
        Command::LetGo { case: other } => joining::let_go(case, other),
        Command::Relate { case: other } => joining::relate(case, other),
        Command::ClaimRistoro { window } => redress::claim(case, window, moment),
        Command::RefuseRistoro { reason } => redress::refuse(case, reason, moment),
        Command::GrantRistoro(granted) => redress::grant(case, *granted),
        Command::DeliverRistoro { voucher } => redress::deliver(case, &voucher, moment, rules),
        Command::ReturnRistoro { reason } => redress::take_back(case, reason, moment),
    }
}

/// Before when a command cannot have happened: the last act, except for a request for the redress, which may have come on
/// paper since the decision.
#[must_use]
pub fn earliest(case: &Case, command: &Command) -> OffsetDateTime {
    match (command, case.decided_at) {
        (Command::ClaimRistoro { .. }, Some(decided_at)) => decided_at,
        _ if is_act(command) => case.last_occurred_at,
        _ => case.received_at,
    }
}

/// Whether a command is an act of the proceedings, which come one after the other. What is only written beside them is not.
fn is_act(command: &Command) -> bool {
    !matches!(
        command,
        Command::Note { .. } | Command::Relate { .. } | Command::Absorb { .. } | Command::LetGo { .. }
    )
}

/// A withdrawn or merged case owes nothing more by itself: what still ran is cancelled; what had ended, or was late, stays as
/// it is.
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
