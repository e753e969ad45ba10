//! What stops the terms of a case and lets them run again: suspensions, requests for completion, notices before refusal.

use super::proceedings::{Notice, Received, ReceivedKind};
use super::running::Rules;
use super::{Answer, Case, Happening, Moment, Reason, Refusal, Status, Stop};
use crate::deadline::{
    self, Direction, Extension, Request, Roll, Suspension, SuspensionLimit, Term, Unit, check_extension,
    governed, notice_before_refusal,
};
use crate::procedures::{EndEvent, FieldFault, FieldFaultKind, Fields, Procedure};
use crate::text::Prose;
use time::OffsetDateTime;

/// Within how many days an incomplete request is said to be so (D.P.R. 184/2006 art. 6 c. 5).
const DAYS_TO_ASK: u32 = 10;
/// How many later documents a case holds at most.
const MOST_RECEIVED: usize = 100;

pub(super) fn suspend(
    case: &mut Case,
    reason: Reason,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    open_suspension(case, moment, rules)?;
    stop(case, Stop::Suspension);
    Ok(Happening::Suspended { reason })
}

/// Who presented the case is asked for what is missing. A request for access to documents starts again once it is complete,
/// if that was said within ten days (D.P.R. 184/2006 art. 6 c. 5); everything else is suspended within the limits of the law.
pub(super) fn ask_completion(
    case: &mut Case,
    missing: Reason,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    let restarts = rules.procedure.restarts_on_completion();
    if restarts {
        no_notice_runs(case, moment)?;
        let term = time_to_ask(rules.procedure)?;
        let (_, last) = governed(rules.calendars, &Request::new(term, case.received_at))?;
        if !last.is_in_time(moment.occurred_at()) {
            return Err(Refusal::CompletionAskedTooLate {
                last_day: last.due_on,
            });
        }
    } else {
        open_suspension(case, moment, rules)?;
    }
    case.proceedings.missing = Some(missing.clone());
    stop(case, Stop::Completion);
    Ok(Happening::CompletionAsked { missing, restarts })
}

/// Within what time an incomplete request is said to be so, as its procedure says or else as the law does.
fn time_to_ask(procedure: &Procedure) -> Result<Term, Refusal> {
    match &procedure.completion {
        Some(rule) => Ok(rule.asked_within),
        None => Ok(Term::new(
            DAYS_TO_ASK,
            Unit::CalendarDays,
            Roll::default(),
            Direction::default(),
        )?),
    }
}

/// What was missing has come: in words, or in the fields of the form.
pub(super) fn complete(
    case: &mut Case,
    text: Option<Prose>,
    fields: Fields,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    fill_in(case, fields, rules.procedure)?;
    keep(case, ReceivedKind::Completion, text, moment)?;
    let restarts = rules.procedure.restarts_on_completion();
    if restarts {
        case.proceedings.restarted_at = Some(moment.occurred_at());
    }
    run_again(case, moment);
    case.status = case.resting_status();
    Ok(Happening::Completed { restarts })
}

/// Fills in fields of the form that were left empty: what was presented stays as it was, and what has come is no longer
/// missing. What may say who somebody is is kept apart from the case.
fn fill_in(case: &mut Case, fields: Fields, procedure: &Procedure) -> Result<(), Refusal> {
    let details = &mut case.details;
    let mut faults = procedure.check_fields(&fields).err().unwrap_or_default();
    let given = fields.keys().filter(|code| details.fields.contains_key(*code));
    faults.extend(given.map(|code| FieldFault {
        field: code.clone(),
        what: FieldFaultKind::AlreadyGiven,
    }));
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults));
    }
    details.missing.retain(|code| !fields.contains_key(code));
    details.fields.extend(procedure.set_apart(&fields).0);
    Ok(())
}

/// The terms run again. Those that a notice before refusal stopped do so by the law alone, once the ten days are over.
pub(super) fn resume(case: &mut Case, moment: Moment) -> Result<Happening, Refusal> {
    notice_is_over(case, moment)?;
    run_again(case, moment);
    case.status = case.resting_status();
    Ok(Happening::Resumed)
}

/// Who presented an application is told the grounds on which it will be rejected, and has ten days to observe (L. 241/1990
/// art. 10-bis). Once: what comes after it is the decision.
pub(super) fn give_notice(
    case: &mut Case,
    grounds: Answer,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    if !rules.procedure.notice_before_refusal {
        return Err(Refusal::NoNoticeForeseen);
    }
    if case.proceedings.notice.is_some() {
        return Err(Refusal::NoticeGiven);
    }
    let received_at = moment.occurred_at();
    let suspension = notice_before_refusal(&rules.calendars.last().calendar, received_at, None)?;
    case.proceedings.notice = Some(Notice {
        grounds,
        received_at,
        observed_at: None,
        suspension,
    });
    stop(case, Stop::Notice);
    Ok(Happening::NoticeGiven { suspension })
}

/// Observations have come. Within the ten days they move the moment from which the term runs again: ten days after them.
pub(super) fn observe(
    case: &mut Case,
    text: Option<Prose>,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    keep(case, ReceivedKind::Observations, text, moment)?;
    let observed_at = moment.occurred_at();
    let calendar = &rules.calendars.last().calendar;
    let Some(notice) = &mut case.proceedings.notice else {
        return Err(Refusal::NoNoticeForeseen);
    };
    notice.observed_at = Some(observed_at);
    notice.suspension = notice_before_refusal(calendar, notice.received_at, Some(observed_at))?;
    let suspension = notice.suspension;
    case.proceedings.stop = None;
    case.status = case.resting_status();
    Ok(Happening::Observed { suspension })
}

/// A reasoned act extends a term before it is due.
pub(super) fn extend(
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

/// Nothing stops the terms any more: an open suspension ends.
pub(super) fn run_again(case: &mut Case, moment: Moment) {
    let mut suspensions = case.suspensions.iter_mut();
    if let Some(open) = suspensions.find(|suspension| suspension.to.is_none()) {
        open.to = Some(moment.occurred_at());
    }
    case.proceedings.stop = None;
    case.proceedings.missing = None;
}

/// Refuses what must wait until the ten days of a notice before refusal are over.
///
/// # Errors
/// [`Refusal::NoticeStillOpen`].
pub(super) fn notice_is_over(case: &Case, moment: Moment) -> Result<(), Refusal> {
    match (&case.proceedings.stop, &case.proceedings.notice) {
        (Some(Stop::Notice), Some(notice)) if runs(notice, moment.occurred_at()) => {
            Err(Refusal::NoticeStillOpen)
        }
        _ => Ok(()),
    }
}

fn stop(case: &mut Case, by: Stop) {
    case.proceedings.stop = Some(by);
    case.status = Status::Suspended;
}

/// Opens a suspension, as often as the law lets the terms of the case be suspended (L. 241/1990 art. 2 c. 7).
fn open_suspension(case: &mut Case, moment: Moment, rules: &Rules<'_>) -> Result<(), Refusal> {
    no_notice_runs(case, moment)?;
    let limit = suspension_limit(case, rules).ok_or(Refusal::NotSuspendable)?;
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
    Ok(())
}

/// What is allowed of suspensions, of the first term that runs and may be suspended.
fn suspension_limit(case: &Case, rules: &Rules<'_>) -> Option<SuspensionLimit> {
    let terms = rules.procedure.terms.iter();
    terms
        .filter(|rule| rule.ends == EndEvent::Decided && case.is_running(&rule.code))
        .find_map(|rule| rule.suspension)
}

/// A term that a notice before refusal stops is stopped already.
fn no_notice_runs(case: &Case, moment: Moment) -> Result<(), Refusal> {
    match &case.proceedings.notice {
        Some(notice) if runs(notice, moment.occurred_at()) => Err(Refusal::NoticeStillOpen),
        _ => Ok(()),
    }
}

fn runs(notice: &Notice, at: OffsetDateTime) -> bool {
    notice.suspension.to.is_none_or(|to| at < to)
}

fn keep(case: &mut Case, kind: ReceivedKind, text: Option<Prose>, moment: Moment) -> Result<(), Refusal> {
    let received = &mut case.proceedings.received;
    if received.len() >= MOST_RECEIVED {
        return Err(Refusal::TooMany { most: MOST_RECEIVED });
    }
    received.extend(text.map(|text| Received {
        kind,
        text,
        received_at: moment.occurred_at(),
    }));
    Ok(())
}
