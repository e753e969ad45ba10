//! Counting the time during which the office is open.

use super::days::{LONGEST_PAUSE, covered, dates, following};
use super::refusal::Member;
use super::{Direction, Refusal};
use crate::calendar::Calendar;
use time::{Date, Duration, OffsetDateTime};

/// The first instant from which the office is open (backward: the last one until which it was).
pub(super) fn opening(
    calendar: &Calendar,
    from: OffsetDateTime,
    direction: Direction,
    member: Member,
) -> Result<OffsetDateTime, Refusal> {
    let end = walk(calendar, from, Duration::NANOSECOND, direction, member)?;
    Ok(calendar.local(match direction {
        Direction::Forward => end - Duration::NANOSECOND,
        Direction::Backward => end + Duration::NANOSECOND,
    }))
}

/// The instant at which the given opening time has passed. What ends exactly at closing ends at closing.
pub(super) fn spend(
    calendar: &Calendar,
    from: OffsetDateTime,
    time: Duration,
    direction: Direction,
    member: Member,
) -> Result<OffsetDateTime, Refusal> {
    if time.is_zero() {
        Ok(from)
    } else {
        walk(calendar, from, time, direction, member)
    }
}

/// How long the office is open within `[from, to)`.
pub(super) fn between(calendar: &Calendar, from: OffsetDateTime, to: OffsetDateTime) -> Duration {
    stretches_within(calendar, from, to)
        .map(|(from, to)| to - from)
        .sum()
}

/// The stretches of opening time within `[from, to)`, in order of time, on the zone's clock.
pub(super) fn stretches_within(
    calendar: &Calendar,
    from: OffsetDateTime,
    to: OffsetDateTime,
) -> impl Iterator<Item = (OffsetDateTime, OffsetDateTime)> {
    let last = calendar.date_of(to).next_day().unwrap_or(Date::MAX);
    let mut open_from = calendar.local(from);
    let to = calendar.local(to);
    dates(open_from.date(), last)
        .flat_map(move |date| calendar.opening_times(date))
        .filter_map(move |(opens, closes)| {
            let stretch = (opens.max(open_from), closes.min(to));
            open_from = open_from.max(closes);
            (stretch.0 < stretch.1).then_some(stretch)
        })
}

fn walk(
    calendar: &Calendar,
    from: OffsetDateTime,
    time: Duration,
    direction: Direction,
    member: Member,
) -> Result<OffsetDateTime, Refusal> {
    if !calendar.has_opening_hours() {
        return Err(Refusal::NeverOpen);
    }
    let mut cursor = calendar.local(from);
    let (mut date, mut left, mut pause) = (cursor.date(), time, 0);
    loop {
        let before = left;
        let end = match direction {
            Direction::Forward => walk_day_forward(calendar, date, &mut cursor, &mut left),
            Direction::Backward => walk_day_backward(calendar, date, &mut cursor, &mut left),
        };
        if let Some(end) = end.map(|end| calendar.local(end)) {
            covered(Some(end.date()), member)?;
            return Ok(end);
        }
        pause = if left < before { 0 } else { pause + 1 };
        if pause > LONGEST_PAUSE {
            return Err(Refusal::NeverOpen);
        }
        date = covered(following(date, direction), member)?;
    }
}

fn walk_day_forward(
    calendar: &Calendar,
    date: Date,
    cursor: &mut OffsetDateTime,
    left: &mut Duration,
) -> Option<OffsetDateTime> {
    for (opens, closes) in calendar.opening_times(date) {
        let from = opens.max(*cursor).min(closes);
        if closes - from >= *left {
            return Some(from + *left);
        }
        *left -= closes - from;
        *cursor = closes.max(*cursor);
    }
    None
}

fn walk_day_backward(
    calendar: &Calendar,
    date: Date,
    cursor: &mut OffsetDateTime,
    left: &mut Duration,
) -> Option<OffsetDateTime> {
    for (opens, closes) in calendar.opening_times(date).rev() {
        let until = closes.min(*cursor).max(opens);
        if until - opens >= *left {
            return Some(until - *left);
        }
        *left -= until - opens;
        *cursor = opens.min(*cursor);
    }
    None
}
