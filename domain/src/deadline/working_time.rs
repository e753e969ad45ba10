//! Counting the hours of working days, 24 in each.
//!
//! The hours are those of the clock on the wall: a working day has 24 of them also when the clocks change, so that
//! 48 hours are the same local time two working days later. The midnight that ends a working day and the one that
//! begins the next are the same moment of working time; it is written as the latter.

use super::days::{working_days, working_days_within};
use super::refusal::Member;
use super::{Direction, Refusal};
use crate::calendar::{Calendar, ClockChange};
use time::{Date, Duration, OffsetDateTime, Time};

/// The instant from which working time runs: the start itself on a working day, otherwise the midnight that begins
/// the next working day (backward: the one that ended the previous).
pub(super) fn opening(
    calendar: &Calendar,
    from: OffsetDateTime,
    direction: Direction,
    member: Member,
) -> Result<OffsetDateTime, Refusal> {
    let local = calendar.local(from);
    if calendar.is_working_day(local.date()) {
        return Ok(local);
    }
    let date = working_days(calendar, local.date(), 1, direction, member)?;
    Ok(match direction {
        Direction::Forward => calendar.midnight(date),
        Direction::Backward => calendar.end_of_day(date),
    })
}

/// The instant at which the given working time has passed, and what the clocks did then.
pub(super) fn spend(
    calendar: &Calendar,
    from: OffsetDateTime,
    time: Duration,
    direction: Direction,
    member: Member,
) -> Result<(OffsetDateTime, ClockChange), Refusal> {
    if time.is_zero() {
        return Ok((calendar.local(from), ClockChange::None));
    }
    let (date, clock) = moment(calendar, from, member)?;
    let signed = if direction == Direction::Forward {
        time
    } else {
        -time
    };
    let since_midnight = (clock - Time::MIDNIGHT + signed).whole_nanoseconds();
    let days = since_midnight.div_euclid(Duration::DAY.whole_nanoseconds());
    let amount = u32::try_from(days.unsigned_abs()).map_err(|_| Refusal::OutsideYears(member))?;
    let date = working_days(calendar, date, amount, direction, member)?;
    Ok(calendar.instant(date, clock + signed))
}

/// How much working time lies within `[from, to)`.
pub(super) fn between(
    calendar: &Calendar,
    from: OffsetDateTime,
    to: OffsetDateTime,
    member: Member,
) -> Result<Duration, Refusal> {
    let (first, from_clock) = moment(calendar, from, member)?;
    let (last, to_clock) = moment(calendar, to, member)?;
    let days = working_days_within(calendar, first, last);
    Ok((Duration::DAY * days + (to_clock - from_clock)).max(Duration::ZERO))
}

/// The moment of working time that an instant is: a working day and a time of its clock.
fn moment(calendar: &Calendar, instant: OffsetDateTime, member: Member) -> Result<(Date, Time), Refusal> {
    let local = calendar.local(instant);
    if calendar.is_working_day(local.date()) {
        return Ok((local.date(), local.time()));
    }
    let date = working_days(calendar, local.date(), 1, Direction::Forward, member)?;
    Ok((date, Time::MIDNIGHT))
}
