//! When the office is open.

use super::parse::day_index;
use super::{Calendar, OpeningInterval};
use std::borrow::Cow;
use time::{Date, OffsetDateTime};

impl Calendar {
    /// The hours in which the office is open on a date, in order; none when it is closed.
    #[must_use]
    pub fn opening_intervals(&self, date: Date) -> Cow<'_, [OpeningInterval]> {
        let hours = match self.special.get(&date) {
            Some(_) if self.is_declared(date) => &[],
            Some(special) => special.as_slice(),
            None if self.holiday_closes(date) => &[],
            None => self
                .weekly
                .get(day_index(date.weekday()))
                .map_or(&[][..], Vec::as_slice),
        };
        let mut open = Cow::Borrowed(hours);
        for closure in self.closures_of(date) {
            if open.is_empty() || closure.is_whole_day() {
                return Cow::Borrowed(&[]);
            }
            for closed in &closure.hours {
                open = open
                    .iter()
                    .flat_map(|interval| interval.without(*closed))
                    .collect();
            }
        }
        open
    }

    /// The stretches of time in which the office is open on a date, as instants, in order. One that the clocks
    /// leap over is left out, and none begins before the one before has ended.
    pub fn opening_times(
        &self,
        date: Date,
    ) -> impl DoubleEndedIterator<Item = (OffsetDateTime, OffsetDateTime)> {
        let intervals = self.opening_intervals(date);
        (0..intervals.len()).filter_map(move |index| {
            let interval = *intervals.get(index)?;
            let from = self.instant(date, interval.opens_at()).0;
            let until = interval
                .closes_at()
                .map_or_else(|| self.end_of_day(date), |time| self.instant(date, time).0);
            (from < until).then_some((from, until))
        })
    }

    /// Whether the office is ever open: some weekday or some special day has hours.
    #[must_use]
    pub fn has_opening_hours(&self) -> bool {
        self.weekly
            .iter()
            .chain(self.special.values())
            .any(|hours| !hours.is_empty())
    }

    /// Whether the office is open at an instant.
    #[must_use]
    pub fn is_open(&self, instant: OffsetDateTime) -> bool {
        self.opening_times(self.date_of(instant))
            .any(|(from, until)| (from..until).contains(&instant))
    }

    /// Whether a holiday or the patron-saint day closes the office, save for special hours.
    fn holiday_closes(&self, date: Date) -> bool {
        self.is_patron(date)
            || self.is_declared(date)
            || (self.national && super::national_holiday(date).is_some())
    }
}
