//! Closures, once or every year.

use super::interval::OpeningInterval;
use super::weekdays::WeekdaySet;
use time::{Date, Month};

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MonthDay {
    month: u8,
    day: u8,
}

/// The days of a closure, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClosureDays {
    /// Once.
    Once { from: Date, to: Date },
    /// Every year; it passes the New Year when it ends before it begins.
    Yearly { from: MonthDay, to: MonthDay },
}

/// A closure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Closure {
    pub(super) days: ClosureDays,
    pub(super) weekdays: WeekdaySet,
    /// The hours it takes away; empty: the whole day.
    pub(super) hours: Vec<OpeningInterval>,
}

impl MonthDay {
    /// A day that at least the leap years have.
    pub(super) fn new(month: u8, day: u8) -> Option<Self> {
        let length = Month::try_from(month).ok()?.length(2024);
        (1..=length).contains(&day).then_some(Self { month, day })
    }

    /// The day of the year on which a date falls.
    pub(super) fn of(date: Date) -> Self {
        Self {
            month: u8::from(date.month()),
            day: date.day(),
        }
    }
}

impl ClosureDays {
    fn contains(self, date: Date) -> bool {
        match self {
            Self::Once { from, to } => (from..=to).contains(&date),
            Self::Yearly { from, to } if from <= to => (from..=to).contains(&MonthDay::of(date)),
            Self::Yearly { from, to } => MonthDay::of(date) >= from || MonthDay::of(date) <= to,
        }
    }
}

impl Closure {
    /// Whether the closure concerns a date.
    pub(super) fn concerns(&self, date: Date) -> bool {
        self.days.contains(date) && self.weekdays.contains(date.weekday())
    }

    /// Whether it was declared for this very date and no other.
    pub(super) fn is_for_one_day(&self) -> bool {
        matches!(self.days, ClosureDays::Once { from, to } if from == to)
    }

    /// Whether it closes the whole day.
    pub(super) fn is_whole_day(&self) -> bool {
        self.hours.is_empty()
    }
}
