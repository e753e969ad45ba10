//! A length of time, in the measure of a term.

use super::Unit;
use time::Duration;

/// A length of time, in the measure of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Days, holidays included.
    CalendarDays(u32),
    /// Working days of the calendar.
    WorkingDays(u32),
    /// Months.
    Months(u32),
    /// Time of working days, 24 hours in each.
    WorkingDayTime(Duration),
    /// Time during which the office is open.
    OpeningTime(Duration),
}

impl Quantity {
    /// An amount of a unit. What is immediate takes no time.
    #[must_use]
    pub fn of(amount: u32, unit: Unit) -> Self {
        match unit {
            Unit::Immediate => Self::OpeningTime(Duration::ZERO),
            Unit::OpeningMinutes => Self::OpeningTime(Duration::minutes(i64::from(amount))),
            Unit::OpeningHours => Self::OpeningTime(Duration::hours(i64::from(amount))),
            Unit::WorkingDayHours => Self::WorkingDayTime(Duration::hours(i64::from(amount))),
            Unit::WorkingDays => Self::WorkingDays(amount),
            Unit::CalendarDays => Self::CalendarDays(amount),
            Unit::Months => Self::Months(amount),
        }
    }

    /// Whether it is no time at all.
    #[must_use]
    pub fn is_zero(self) -> bool {
        match self {
            Self::CalendarDays(amount) | Self::WorkingDays(amount) | Self::Months(amount) => amount == 0,
            Self::WorkingDayTime(time) | Self::OpeningTime(time) => time.is_zero(),
        }
    }
}
