//! The computation of a due date.

use super::advance::{Position, Recorder, Silent, Way, advance, day_step, instant_step};
use super::days::covered;
use super::extension::{check_extensions, extend};
use super::notice::counted_suspensions;
use super::refusal::Member;
use super::roll::roll;
use super::step::{Step, StepKind};
use super::suspension::suspend;
use super::{Direction, Due, Explained, Quantity, Refusal, Request, Unit, opening_time, working_time};
use crate::calendar::Calendar;
use time::{Date, Duration, OffsetDateTime};

/// When a term ends.
///
/// # Errors
/// A [`Refusal`] when the request contradicts itself, leads out of the years a calendar covers, or counts what the
/// calendar does not have.
pub fn compute(calendar: &Calendar, request: &Request<'_>) -> Result<Due, Refusal> {
    run(calendar, request, &mut Silent)
}

/// When a term ends, and why: the same computation as [`compute`], step by step.
///
/// # Errors
/// As [`compute`].
pub fn explain(calendar: &Calendar, request: &Request<'_>) -> Result<Explained, Refusal> {
    let mut steps = Vec::new();
    let due = run(calendar, request, &mut steps)?;
    Ok(Explained { due, steps })
}

fn run(calendar: &Calendar, request: &Request<'_>, recorder: &mut impl Recorder) -> Result<Due, Refusal> {
    let term = request.term;
    check_direction(request)?;
    check_extensions(request.extensions)?;
    let suspensions = counted_suspensions(calendar, request)?;
    let start = calendar.local(request.starts_at);
    covered(Some(start.date()), Member::StartsAt)?;

    let begun = begin(calendar, request, start, recorder)?;
    let counted = match term.unit() {
        Unit::Immediate => begun,
        unit => {
            let way = Way {
                direction: term.direction(),
                member: Member::Amount,
            };
            advance(calendar, begun, Quantity::of(term.amount(), unit), way, recorder)?
        }
    };
    let suspended = suspend(calendar, term, start, counted, &suspensions, recorder)?;
    if request.extensions.is_empty() {
        let end = roll(calendar, term, suspended, recorder)?;
        return Ok(due(calendar, end, None, recorder));
    }
    let original = due(
        calendar,
        roll(calendar, term, suspended, &mut Silent)?,
        None,
        &mut Silent,
    );
    let extended = extend(calendar, suspended, request.extensions, original.due_on, recorder)?;
    let end = roll(calendar, term, extended, recorder)?;
    Ok(due(calendar, end, Some(original), recorder))
}

fn check_direction(request: &Request<'_>) -> Result<(), Refusal> {
    match request.term.direction() {
        Direction::Backward if !request.suspensions.is_empty() || request.notice.is_some() => {
            Err(Refusal::BackwardSuspended)
        }
        Direction::Backward if !request.extensions.is_empty() => Err(Refusal::BackwardExtended),
        _ => Ok(()),
    }
}

/// Where the count begins: day zero, or the instant from which the clock runs.
fn begin(
    calendar: &Calendar,
    request: &Request<'_>,
    start: OffsetDateTime,
    recorder: &mut impl Recorder,
) -> Result<Position, Refusal> {
    let event = request.start_event;
    let (unit, direction) = (request.term.unit(), request.term.direction());
    let at = match unit {
        Unit::CalendarDays | Unit::WorkingDays | Unit::Months => {
            let day = start.date();
            recorder.record(|| day_step(day, StepKind::FirstDayNotCounted { event, day }));
            return Ok(Position::Day(day));
        }
        Unit::WorkingDayHours => working_time::opening(calendar, start, direction, Member::StartsAt)?,
        Unit::Immediate if !calendar.has_opening_hours() => start,
        Unit::Immediate | Unit::OpeningMinutes | Unit::OpeningHours => {
            opening_time::opening(calendar, start, direction, Member::StartsAt)?
        }
    };
    recorder.record(|| {
        let kind = if at == start {
            StepKind::ClockStarts { event, at }
        } else {
            StepKind::ClockMoved {
                event,
                from: start,
                at,
                unit,
            }
        };
        instant_step(at, kind)
    });
    Ok(Position::Instant(at))
}

fn due(calendar: &Calendar, end: Position, original: Option<Due>, recorder: &mut impl Recorder) -> Due {
    let (due_on, due_at, whole_day) = match end {
        Position::Day(on) => (on, last_second(calendar, on), true),
        Position::Instant(at) => (at.date(), at, false),
    };
    recorder.record(|| last_step(due_on, due_at, whole_day));
    let (original_due_on, original_due_at) =
        original.map_or((due_on, due_at), |original| (original.due_on, original.due_at));
    Due {
        due_on,
        due_at,
        whole_day,
        original_due_on,
        original_due_at,
    }
}

fn last_step(due_on: Date, due_at: OffsetDateTime, whole_day: bool) -> Step {
    let kind = if whole_day {
        StepKind::DueOnDay {
            on: due_on,
            at: due_at,
        }
    } else {
        StepKind::DueAtInstant { at: due_at }
    };
    Step {
        on: due_on,
        at: Some(due_at),
        kind,
    }
}

/// The last second of a day, on the zone's clock.
fn last_second(calendar: &Calendar, date: Date) -> OffsetDateTime {
    calendar.local(calendar.end_of_day(date) - Duration::SECOND)
}
