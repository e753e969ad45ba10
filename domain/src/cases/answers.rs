//! The answers of a case: the decision, its correction, inadmissibility; and the end of the case.

use super::proceedings::{Delivery, Superseded};
use super::running::Rules;
use super::stops::{notice_is_over, run_again};
use super::{Answer, Case, Decision, Happening, Moment, Outcome, Reason, Refusal, Status, Stop};
use crate::procedures::EndEvent;

/// How often a decision is corrected at most.
const MOST_CORRECTIONS: usize = 100;

/// Decides a case. An office that decides what it received without forwarding it keeps it (Livorno, URP charter, §7).
pub(super) fn decide(
    case: &mut Case,
    decision: Decision,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    check(case, &decision, moment, rules)?;
    let happening = Happening::Decided {
        outcome: decision.outcome,
        pertinent: decision.pertinent,
        breached_standards: decision.breached_standards.clone(),
        cause: decision.cause,
        late_reasons: decision.late_reasons.clone(),
    };
    answer(case, decision, moment);
    case.status = Status::Decided;
    Ok(happening)
}

/// Puts another decision in the place of one. The first stays on record, and its date is the one that counts. A corrected
/// answer is to be given again: the case is decided, no longer closed.
pub(super) fn correct(
    case: &mut Case,
    mut decision: Decision,
    reason: Reason,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    check(case, &decision, moment, rules)?;
    if case.proceedings.superseded.len() >= MOST_CORRECTIONS {
        return Err(Refusal::TooMany {
            most: MOST_CORRECTIONS,
        });
    }
    let happening = Happening::Corrected {
        outcome: decision.outcome,
        pertinent: decision.pertinent,
        breached_standards: decision.breached_standards.clone(),
        cause: decision.cause,
        reason: reason.clone(),
    };
    let said = case
        .decision
        .as_ref()
        .and_then(|former| former.late_reasons.clone());
    decision.late_reasons = decision.late_reasons.or(said);
    if let Some(former) = case.decision.replace(decision) {
        case.proceedings.superseded.push(Superseded {
            decision: former,
            corrected_at: moment.occurred_at(),
            reason,
        });
    }
    case.closed_at = None;
    case.proceedings.delivery = None;
    case.status = Status::Decided;
    Ok(happening)
}

/// Declares that a case is not to be examined. That is a written answer, which is what the terms promise: they end with it,
/// met or missed.
pub(super) fn declare_inadmissible(
    case: &mut Case,
    answer_text: Answer,
    late_reasons: Option<Reason>,
    moment: Moment,
) -> Happening {
    let decision = Decision {
        outcome: Outcome::Inadmissible,
        answer: answer_text,
        pertinent: false,
        breached_standards: Vec::new(),
        cause: None,
        late_reasons: late_reasons.clone(),
    };
    answer(case, decision, moment);
    case.status = Status::Inadmissible;
    Happening::DeclaredInadmissible { late_reasons }
}

/// Closes a case that was answered: to the contact that it left, or as the record of the delivery says. An answer that
/// came late has said why by then, with the decision or with its correction (L. 241/1990 art. 2 c. 9-quinquies).
pub(super) fn close(
    case: &mut Case,
    contact: bool,
    delivery: Option<Delivery>,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    let says_why = case
        .decision
        .as_ref()
        .is_some_and(|decision| decision.late_reasons.is_some());
    if came_late(case, rules) && !says_why {
        return Err(Refusal::LateReasonsNeeded);
    }
    if !contact && delivery.is_none() {
        return Err(Refusal::NoWayToAnswer);
    }
    case.closed_at = Some(moment.occurred_at());
    case.proceedings.delivery.clone_from(&delivery);
    case.status = Status::Closed;
    Ok(Happening::Closed { delivery })
}

/// Whether the answer came after the due date of a term that it ended.
pub(super) fn came_late(case: &Case, rules: &Rules<'_>) -> bool {
    case.deadlines.iter().any(|deadline| {
        let ends_with_the_answer = rules
            .procedure
            .term(&deadline.term)
            .is_some_and(|rule| rule.ends == EndEvent::Decided);
        ends_with_the_answer && deadline.due.is_some() && deadline.ended_at.is_some() && !deadline.is_kept()
    })
}

fn answer(case: &mut Case, decision: Decision, moment: Moment) {
    run_again(case, moment);
    case.own_office = case.own_office || case.forwarded_at.is_none();
    case.decided_at = Some(moment.occurred_at());
    case.decision = Some(decision);
}

/// What a decision must hold: an outcome that the procedure knows, no breach without upholding, no rejection of an
/// application without its notice.
fn check(case: &Case, decision: &Decision, moment: Moment, rules: &Rules<'_>) -> Result<(), Refusal> {
    if !rules.procedure.allows(decision.outcome) {
        return Err(Refusal::OutcomeNotAllowed);
    }
    if !decision.outcome.is_upheld() && !decision.breached_standards.is_empty() {
        return Err(Refusal::BreachWithoutUpholding);
    }
    if decision.outcome == Outcome::Rejected && rules.procedure.notice_before_refusal {
        if case.proceedings.notice.is_none() {
            return Err(Refusal::NoticeNeeded);
        }
        if case.proceedings.stop == Some(Stop::Notice) {
            notice_is_over(case, moment)?;
        }
    }
    Ok(())
}
