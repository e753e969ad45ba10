//! The alarms of a case.

use super::office_hours::working_days_before;
use super::{About, Alarm};
use crate::cases::{Case, Deadline, Rules};
use crate::deadline::Due;
use crate::procedures::EndEvent;
use crate::ristoro::{Policy, claim_window};
use time::OffsetDateTime;

/// How many working days before the time for asking for the redress ends its owner is reminded.
pub const CLAIM_REMINDER: u32 = 5;
/// How many working days before a voucher expires its holder is reminded.
pub const VOUCHER_REMINDER: u32 = 5;

/// Whether the alarms of a case depend on the redress policy of its administration.
#[must_use]
pub fn asks_policy(case: &Case) -> bool {
    may_still_claim(case)
}

/// What is to happen to a case by itself, with moments that may lie in the past. `policy` is the redress policy of its
/// administration, needed only where [`asks_policy`] says so.
#[must_use]
pub fn alarms_of(case: &Case, rules: &Rules<'_>, policy: Option<&Policy>) -> Vec<Alarm> {
    let mut alarms: Vec<Alarm> = case
        .deadlines
        .iter()
        .filter_map(|deadline| Some((deadline, running(deadline)?)))
        .flat_map(|(deadline, due)| of_term(deadline, due, rules))
        .collect();
    alarms.extend(suspension_over(case, rules));
    alarms.extend(policy.and_then(|policy| claim_window_closing(case, rules, policy)));
    alarms.extend(of_voucher(case, rules));
    alarms
}

/// When a deadline is due that still runs.
fn running(deadline: &Deadline) -> Option<&Due> {
    let runs = deadline.ended_at.is_none() && !deadline.cancelled;
    deadline.due.as_ref().filter(|_| runs)
}

/// The reminders of a term and the moment from which it is late. A reminder that would come before the term has begun,
/// or after its end, is none.
fn of_term(deadline: &Deadline, due: &Due, rules: &Rules<'_>) -> Vec<Alarm> {
    let calendar = &rules.calendars.on(due.due_on).calendar;
    let term = &deadline.term;
    let levels = rules.procedure.reminders.working_days_before();
    let reminders = levels.iter().filter_map(|level| {
        let level = u32::from(*level);
        let at = working_days_before(calendar, due.due_on, level)?;
        let begun = deadline.starts_at.is_some_and(|starts_at| starts_at < at);
        let about = About::DeadlineApproaching {
            term: term.clone(),
            level,
        };
        (begun && due.is_in_time(at)).then_some(Alarm {
            about,
            due_at: due.due_at,
            at,
        })
    });
    let missed = Alarm {
        about: About::DeadlineMissed { term: term.clone() },
        due_at: due.due_at,
        at: due.late_from(),
    };
    reminders.chain([missed]).collect()
}

/// When the law no longer lets the terms be suspended: the shortest time that a suspended term allows.
fn suspension_over(case: &Case, rules: &Rules<'_>) -> Option<Alarm> {
    let open = case
        .suspensions
        .iter()
        .find(|suspension| suspension.to.is_none())?;
    let calendar = &rules.calendars.last().calendar;
    let over = rules
        .procedure
        .terms
        .iter()
        .filter(|rule| rule.ends == EndEvent::Decided)
        .filter_map(|rule| rule.suspension)
        .map(|limit| limit.latest_end(calendar, open.from))
        .min()?;
    Some(Alarm {
        about: About::SuspensionOver,
        due_at: over,
        at: over,
    })
}

/// Whether who presented the case was found right and has not asked for the redress.
fn may_still_claim(case: &Case) -> bool {
    let granted = case.grant.as_ref().is_some_and(crate::ristoro::Granted::counts);
    !case.status.is_open() && case.is_upheld() && case.claimed_at.is_none() && !granted
}

fn claim_window_closing(case: &Case, rules: &Rules<'_>, policy: &Policy) -> Option<Alarm> {
    let decided_at = case.decided_at.filter(|_| may_still_claim(case))?;
    if !policy.conditions.on_request {
        return None;
    }
    let due = claim_window(policy, decided_at, rules.calendars).ok()??.due;
    let calendar = &rules.calendars.on(due.due_on).calendar;
    let at = working_days_before(calendar, due.due_on, CLAIM_REMINDER)?;
    (at > decided_at).then_some(Alarm {
        about: About::ClaimWindowClosing,
        due_at: due.due_at,
        at,
    })
}

/// The reminder of a voucher that was not used, and the midnight from which it is no longer good.
fn of_voucher(case: &Case, rules: &Rules<'_>) -> Vec<Alarm> {
    let Some(granted) = &case.grant else {
        return Vec::new();
    };
    let Some(last_day) = granted
        .expires_on
        .filter(|_| granted.counts() && granted.delivered_at.is_none())
    else {
        return Vec::new();
    };
    let calendar = &rules.calendars.on(last_day).calendar;
    let expired_at: OffsetDateTime = calendar.end_of_day(last_day);
    let reminder = working_days_before(calendar, last_day, VOUCHER_REMINDER)
        .filter(|at| *at > granted.granted_at)
        .map(|at| Alarm {
            about: About::VoucherExpiring,
            due_at: expired_at,
            at,
        });
    let expired = Alarm {
        about: About::VoucherExpired,
        due_at: expired_at,
        at: expired_at,
    };
    reminder.into_iter().chain([expired]).collect()
}
