//! Counting days, working days and months.

use super::refusal::Member;
use super::{Direction, Refusal, SkippedDay};
use crate::calendar::{Calendar, DayKind, covers};
use time::{Date, Duration, Month};

/// The longest time without a single working or opening day that a count bears: three years.
pub(super) const LONGEST_PAUSE: u32 = 1096;

/// The date, if a calendar covers it.
pub(super) fn covered(date: Option<Date>, member: Member) -> Result<Date, Refusal> {
    date.filter(|date| covers(*date))
        .ok_or(Refusal::OutsideYears(member))
}

/// The next date in a direction.
pub(super) fn following(date: Date, direction: Direction) -> Option<Date> {
    match direction {
        Direction::Forward => date.next_day(),
        Direction::Backward => date.previous_day(),
    }
}

/// The date a number of days away.
pub(super) fn calendar_days(from: Date, amount: u32, direction: Direction) -> Option<Date> {
    let days = Duration::days(i64::from(amount));
    match direction {
        Direction::Forward => from.checked_add(days),
        Direction::Backward => from.checked_sub(days),
    }
}

/// The date on which the given number of working days has been counted, the first day excluded.
pub(super) fn working_days(
    calendar: &Calendar,
    from: Date,
    amount: u32,
    direction: Direction,
    member: Member,
) -> Result<Date, Refusal> {
    let (mut date, mut left, mut pause) = (from, amount, 0);
    while left > 0 {
        date = covered(following(date, direction), member)?;
        if calendar.is_working_day(date) {
            (left, pause) = (left - 1, 0);
        } else {
            pause += 1;
            if pause > LONGEST_PAUSE {
                return Err(Refusal::NoWorkingDay);
            }
        }
    }
    Ok(date)
}

/// The date a number of months away, and whether the month has no such day, so that its last one was taken.
pub(super) fn months(from: Date, amount: u32, direction: Direction) -> Option<(Date, bool)> {
    let amount = i32::try_from(amount).ok()?;
    let signed = if direction == Direction::Forward {
        amount
    } else {
        -amount
    };
    let count = from.year() * 12 + i32::from(u8::from(from.month())) - 1 + signed;
    let month = Month::try_from(u8::try_from(count.rem_euclid(12) + 1).ok()?).ok()?;
    let year = count.div_euclid(12);
    let length = month.length(year);
    Some((
        Date::from_calendar_date(year, month, from.day().min(length)).ok()?,
        from.day() > length,
    ))
}

/// How many days lie between two dates, the first excluded; none when the second comes first.
pub(super) fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from((to - from).whole_days()).unwrap_or(0)
}

/// How many working days begin within `[from, to)`.
pub(super) fn working_days_within(calendar: &Calendar, from: Date, to: Date) -> u32 {
    let days = dates(from, to)
        .filter(|date| calendar.is_working_day(*date))
        .count();
    u32::try_from(days).unwrap_or(u32::MAX)
}

/// The dates of `[from, to)` that are no working days, and why.
pub(super) fn rest_days_within(calendar: &Calendar, from: Date, to: Date) -> Vec<SkippedDay> {
    dates(from, to)
        .map(|date| SkippedDay {
            date,
            kind: calendar.day_kind(date),
        })
        .filter(|day| day.kind != DayKind::Working)
        .collect()
}

/// The dates of `[from, to)`.
pub(super) fn dates(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.next_day()).take_while(move |date| *date < to)
}
