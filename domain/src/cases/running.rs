//! The deadlines of a case: each of its procedure's terms, started by an event, ended by another.

use super::{Case, Refusal, Stop};
use crate::calendar::{Calendar, CalendarHistory};
use crate::codes::Code;
use crate::deadline::{
    DeadlineState, Due, Explained, Request, StartEvent, Suspension, counted_suspensions, elapsed, explain,
    governed, state_at,
};
use crate::procedures::{EndEvent, Procedure, TermRule};
use time::OffsetDateTime;

/// What a case runs by: the procedure in its version, and the calendars.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// Its version.
    pub procedure_version: i32,
    /// The calendars of the office that receives its cases.
    pub calendars: &'a CalendarHistory,
}

/// One of the terms of a case, running or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The code of the term.
    pub term: Code,
    /// The version of the calendar by which it was computed.
    pub calendar_version: i32,
    /// When it started; none until what starts it happens.
    pub starts_at: Option<OffsetDateTime>,
    /// When it is due; none until it starts, and while it is suspended.
    pub due: Option<Due>,
    /// When it ended.
    pub ended_at: Option<OffsetDateTime>,
    /// How long it took, in units of the term rounded up, suspensions excluded; none until it
    /// ended.
    pub took: Option<i64>,
    /// Whether it ended without having to be kept.
    pub cancelled: bool,
}

impl Deadline {
    /// How it stands at a moment.
    #[must_use]
    pub fn state(&self, now: OffsetDateTime) -> DeadlineState {
        let suspended = self.starts_at.is_some() && self.due.is_none();
        state_at(self.due.as_ref(), self.ended_at, suspended, self.cancelled, now)
    }

    /// Whether it ended in time.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        matches!((&self.due, self.ended_at), (Some(due), Some(ended_at)) if due.is_in_time(ended_at))
    }

    /// When it is settled whether it was kept: when it ended in time, or else when its due date passed. This is the
    /// instant by which a case counts in a period.
    #[must_use]
    pub fn settles_at(&self) -> Option<OffsetDateTime> {
        let due_at = self.due.as_ref()?.due_at;
        (!self.cancelled).then(|| self.ended_at.map_or(due_at, |ended_at| ended_at.min(due_at)))
    }
}

/// The deadlines of a case that has just been received.
pub(super) fn begin(rules: &Rules<'_>, case: &Case) -> Result<Vec<Deadline>, Refusal> {
    rules
        .procedure
        .terms
        .iter()
        .map(|rule| {
            let blank = Deadline {
                term: rule.code.clone(),
                calendar_version: rules.calendars.last().version,
                starts_at: None,
                due: None,
                ended_at: None,
                took: None,
                cancelled: false,
            };
            refreshed(rules, rule, case, blank)
        })
        .collect()
}

/// The deadlines of a case after something happened to it; what has ended stays as it is.
pub(super) fn refresh(rules: &Rules<'_>, case: &Case) -> Result<Vec<Deadline>, Refusal> {
    case.deadlines
        .iter()
        .map(|deadline| match rules.procedure.term(&deadline.term) {
            Some(rule) if deadline.ended_at.is_none() && !deadline.cancelled => {
                refreshed(rules, rule, case, deadline.clone())
            }
            _ => Ok(deadline.clone()),
        })
        .collect()
}

/// A deadline as what happened to its case makes it, by the calendar that governs it.
pub(super) fn refreshed(
    rules: &Rules<'_>,
    rule: &TermRule,
    case: &Case,
    mut deadline: Deadline,
) -> Result<Deadline, Refusal> {
    deadline.starts_at = started(rule, case);
    deadline.ended_at = deadline.starts_at.and(ended(rule, case));
    let Some(request) = request(rule, case, deadline.starts_at) else {
        deadline.due = None;
        return Ok(deadline);
    };
    let (version, due) = governed(rules.calendars, &request)?;
    deadline.calendar_version = version.version;
    deadline.due = Some(due);
    deadline.took = match deadline.ended_at {
        Some(ended_at) => took(&version.calendar, &request, ended_at)?,
        None => None,
    };
    Ok(deadline)
}

/// How many units of its term something took, rounded up. A suspension that the law cuts short takes time from there on.
fn took(
    calendar: &Calendar,
    request: &Request<'_>,
    ended_at: OffsetDateTime,
) -> Result<Option<i64>, Refusal> {
    let counted = counted_suspensions(calendar, request)?;
    let suspensions: Vec<Suspension> = counted.into_iter().map(Suspension::from).collect();
    let took = elapsed(
        calendar,
        request.term.unit(),
        request.starts_at,
        ended_at,
        &suspensions,
    )?;
    Ok(Some(took.whole()))
}

/// When what starts the term happened. A term that started again on completion started then, or later where what starts it
/// came later.
fn started(rule: &TermRule, case: &Case) -> Option<OffsetDateTime> {
    let started = match case.first_starts_from(rule) {
        StartEvent::Received | StartEvent::Completed => Some(case.received_at),
        StartEvent::Registered => Some(case.registered_at),
        StartEvent::Forwarded => case.forwarded_at,
    };
    started.map(|at| case.restarted(rule).map_or(at, |restarted| restarted.max(at)))
}

/// When what ends the term happened.
fn ended(rule: &TermRule, case: &Case) -> Option<OffsetDateTime> {
    match rule.ends {
        EndEvent::Registered => Some(case.registered_at),
        EndEvent::Decided => case.decided_at,
    }
}

/// What is to be computed for a term; nothing before it starts or while it is suspended.
fn request<'a>(rule: &TermRule, case: &'a Case, starts_at: Option<OffsetDateTime>) -> Option<Request<'a>> {
    let starts_at = starts_at?;
    let decides = rule.ends == EndEvent::Decided;
    let suspensions: &[Suspension] = if decides { &case.suspensions } else { &[] };
    let asked = decides && case.proceedings.stop == Some(Stop::Completion);
    if asked || suspensions.iter().any(|suspension| suspension.to.is_none()) {
        return None;
    }
    let notice = case.proceedings.notice.as_ref().filter(|_| decides);
    let extensions = if decides { case.extensions.as_slice() } else { &[] };
    let start_event = Some(case.starts_from(rule));
    Some(Request {
        term: rule.term,
        start_event,
        starts_at,
        suspensions,
        extensions,
        suspension_limit: rule.suspension,
        notice: notice.map(|notice| notice.suspension),
    })
}

impl Case {
    /// What starts one of its terms: what started it last.
    #[must_use]
    pub fn starts_from(&self, rule: &TermRule) -> StartEvent {
        match (self.restarted(rule), started(rule, self)) {
            (Some(restarted), Some(started)) if restarted == started => StartEvent::Completed,
            _ => self.first_starts_from(rule),
        }
    }

    /// When one of its terms started again because what was missing had come.
    fn restarted(&self, rule: &TermRule) -> Option<OffsetDateTime> {
        let restarted = self.proceedings.restarted_at;
        restarted.filter(|_| rule.ends == EndEvent::Decided)
    }

    /// Whether one of its terms has started and not ended.
    pub(super) fn is_running(&self, term: &Code) -> bool {
        self.deadlines.iter().any(|deadline| {
            deadline.term == *term
                && deadline.starts_at.is_some()
                && deadline.ended_at.is_none()
                && !deadline.cancelled
        })
    }

    fn first_starts_from(&self, rule: &TermRule) -> StartEvent {
        match rule.starts_in_own_office {
            Some(event) if self.own_office => event,
            _ => rule.starts,
        }
    }

    /// Explains one of its deadlines: the steps that lead from the start to the due date. Nothing before it starts or
    /// while it is suspended.
    ///
    /// # Errors
    /// What the term itself refuses.
    pub fn explain(&self, rule: &TermRule, calendar: &Calendar) -> Result<Option<Explained>, Refusal> {
        match request(rule, self, started(rule, self)) {
            Some(request) => Ok(Some(explain(calendar, &request)?)),
            None => Ok(None),
        }
    }
}
