//! How long something really took, measured as its term is.

use super::days::{covered, days_between, months, working_days_within};
use super::refusal::Member;
use super::suspension::{check_suspensions, measure};
use super::{Direction, Quantity, Refusal, Suspension, Unit, opening_time, working_time};
use crate::calendar::Calendar;
use crate::decimal::Ratio;
use time::{Date, Duration, OffsetDateTime};

const NANOSECONDS_PER_MINUTE: u64 = 60_000_000_000;

/// How long something took, in the unit of its term, suspensions excluded: an exact fraction.
///
/// Days are whole; minutes and hours are exact; months are whole months and, of the month begun, the share of its
/// days. An immediate term is measured in opening minutes, or in plain minutes when the calendar has no hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed {
    unit: Unit,
    numerator: u64,
    denominator: u64,
}

impl Elapsed {
    /// What was measured.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// How many units, as `(numerator, denominator)`; the denominator is never zero.
    #[must_use]
    pub fn fraction(self) -> (u64, u64) {
        (self.numerator, self.denominator)
    }

    /// How many units, rounded up: a unit begun counts, so that a term of n units was kept only within n of them.
    #[must_use]
    pub fn whole(self) -> i64 {
        i64::try_from(self.numerator.div_ceil(self.denominator)).unwrap_or(i64::MAX)
    }

    /// How many units, as a ratio.
    #[must_use]
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::of(
            i64::try_from(self.numerator).ok()?,
            i64::try_from(self.denominator).ok()?,
        )
    }
}

/// How long it took from one instant to another, in the unit of a term, suspensions excluded.
///
/// In days the first does not count. A suspension that is still open lasts until `to`.
///
/// # Errors
/// [`Refusal::EndBeforeStart`], [`Refusal::OutsideYears`], or what [`check_suspensions`] refuses.
pub fn elapsed(
    calendar: &Calendar,
    unit: Unit,
    from: OffsetDateTime,
    to: OffsetDateTime,
    suspensions: &[Suspension],
) -> Result<Elapsed, Refusal> {
    if to < from {
        return Err(Refusal::EndBeforeStart);
    }
    let (from, to) = (calendar.local(from), calendar.local(to));
    covered(Some(from.date()), Member::StartsAt)?;
    covered(Some(to.date()), Member::Amount)?;
    let suspended = suspended(calendar, unit, from, to, suspensions)?;
    let left = size(whole(calendar, unit, from, to)?).saturating_sub(suspended);
    let (numerator, denominator) = match unit {
        Unit::CalendarDays | Unit::WorkingDays => (left, 1),
        Unit::Months => months_of_days(from.date(), left),
        Unit::Immediate | Unit::OpeningMinutes => (left, NANOSECONDS_PER_MINUTE),
        Unit::OpeningHours | Unit::WorkingDayHours => (left, NANOSECONDS_PER_MINUTE * 60),
    };
    Ok(Elapsed {
        unit,
        numerator,
        denominator,
    })
}

/// The whole length, suspensions included.
fn whole(
    calendar: &Calendar,
    unit: Unit,
    from: OffsetDateTime,
    to: OffsetDateTime,
) -> Result<Quantity, Refusal> {
    let after = |date: Date| date.next_day().unwrap_or(date);
    Ok(match unit {
        Unit::CalendarDays | Unit::Months => Quantity::CalendarDays(days_between(from.date(), to.date())),
        Unit::WorkingDays => Quantity::WorkingDays(working_days_within(
            calendar,
            after(from.date()),
            after(to.date()),
        )),
        Unit::WorkingDayHours => {
            Quantity::WorkingDayTime(working_time::between(calendar, from, to, Member::Amount)?)
        }
        Unit::Immediate if !calendar.has_opening_hours() => Quantity::OpeningTime(to - from),
        Unit::Immediate | Unit::OpeningMinutes | Unit::OpeningHours => {
            Quantity::OpeningTime(opening_time::between(calendar, from, to))
        }
    })
}

fn suspended(
    calendar: &Calendar,
    unit: Unit,
    from: OffsetDateTime,
    to: OffsetDateTime,
    suspensions: &[Suspension],
) -> Result<u64, Refusal> {
    let ended: Vec<Suspension> = suspensions
        .iter()
        .map(|suspension| Suspension {
            from: suspension.from,
            to: suspension.to.or(Some(to.max(suspension.from))),
        })
        .collect();
    let mut sum = 0_u64;
    for suspension in check_suspensions(calendar, None, &ended)? {
        let (from, to) = (suspension.from.max(from), suspension.to.min(to));
        let part = match unit {
            Unit::Immediate if !calendar.has_opening_hours() => Quantity::OpeningTime(to - from),
            _ => measure(calendar, unit, from, to, Member::Suspension(suspension.index))?,
        };
        sum = sum.saturating_add(size(part));
    }
    Ok(sum)
}

/// Days, or nanoseconds.
fn size(quantity: Quantity) -> u64 {
    match quantity {
        Quantity::CalendarDays(days) | Quantity::WorkingDays(days) | Quantity::Months(days) => {
            u64::from(days)
        }
        Quantity::WorkingDayTime(time) | Quantity::OpeningTime(time) => {
            u64::try_from(time.whole_nanoseconds()).unwrap_or(0)
        }
    }
}

/// The months from a date that a number of days makes: whole ones, and the share of the next one's days.
fn months_of_days(from: Date, days: u64) -> (u64, u64) {
    let days = Duration::days(i64::from(u32::try_from(days).unwrap_or(u32::MAX)));
    let to = from.checked_add(days).unwrap_or(Date::MAX);
    let begins = |count| months(from, count, Direction::Forward).map(|(date, _)| date);
    let mut count = 0;
    let (mut last, mut next) = (from, begins(1));
    while let Some(date) = next.filter(|date| *date <= to) {
        count += 1;
        (last, next) = (date, begins(count + 1));
    }
    let length = u64::from(days_between(last, next.unwrap_or(Date::MAX)).max(1));
    (
        u64::from(count) * length + u64::from(days_between(last, to)),
        length,
    )
}
