//! Sets of weekdays.

use time::Weekday;

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WeekdaySet(u8);

impl WeekdaySet {
    /// Every weekday.
    pub(super) const ALL: Self = Self(0b111_1111);

    /// Adds a weekday; `false` when it was already there.
    pub(super) fn insert(&mut self, weekday: Weekday) -> bool {
        let new = !self.contains(weekday);
        self.0 |= bit(weekday);
        new
    }

    /// Whether the weekday is in the set.
    pub(super) fn contains(self, weekday: Weekday) -> bool {
        self.0 & bit(weekday) != 0
    }
}

/// The weekday of an English name in lower case.
pub(super) fn weekday_named(name: &str) -> Option<Weekday> {
    match name {
        "monday" => Some(Weekday::Monday),
        "tuesday" => Some(Weekday::Tuesday),
        "wednesday" => Some(Weekday::Wednesday),
        "thursday" => Some(Weekday::Thursday),
        "friday" => Some(Weekday::Friday),
        "saturday" => Some(Weekday::Saturday),
        "sunday" => Some(Weekday::Sunday),
        _ => None,
    }
}

fn bit(weekday: Weekday) -> u8 {
    1 << weekday.number_days_from_monday()
}
