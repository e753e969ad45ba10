//! The versions of a calendar, each of which holds from a day on.

use super::Calendar;
use time::Date;

/// A version of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarVersion {
    /// Its number, from 1: a later decision has a greater one.
    pub version: i32,
    /// The day from which it holds.
    pub valid_from: Date,
    /// The calendar itself.
    pub calendar: Calendar,
}

/// The versions of a calendar that hold at some time, in the order of the days from which they do.
///
/// A version holds until the next one does. One that was decided later takes the place of every version that would hold
/// only from the same day or after it. The first holds for all days before it, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarHistory {
    first: CalendarVersion,
    later: Vec<CalendarVersion>,
}

impl CalendarHistory {
    /// The history that versions make, given in any order; none without any version.
    #[must_use]
    pub fn new(mut versions: Vec<CalendarVersion>) -> Option<Self> {
        versions.sort_by_key(|version| version.version);
        let mut holding: Vec<CalendarVersion> = Vec::with_capacity(versions.len());
        for version in versions {
            holding.retain(|known| known.valid_from < version.valid_from);
            holding.push(version);
        }
        let mut holding = holding.into_iter();
        let first = holding.next()?;
        Some(Self {
            first,
            later: holding.collect(),
        })
    }

    /// A calendar that never changes.
    #[must_use]
    pub fn unchanging(calendar: Calendar) -> Self {
        Self {
            first: CalendarVersion {
                version: 1,
                valid_from: Date::MIN,
                calendar,
            },
            later: Vec::new(),
        }
    }

    /// The version that holds on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> &CalendarVersion {
        let holding = self.later.iter().rev().find(|version| version.valid_from <= day);
        holding.unwrap_or(&self.first)
    }

    /// The version that takes the place of another.
    #[must_use]
    pub fn after(&self, version: &CalendarVersion) -> Option<&CalendarVersion> {
        self.later
            .iter()
            .find(|later| later.valid_from > version.valid_from)
    }

    /// The version that holds in the end.
    #[must_use]
    pub fn last(&self) -> &CalendarVersion {
        self.later.last().unwrap_or(&self.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CalendarSettings;
    use time::macros::date;

    fn version(version: i32, valid_from: Date) -> CalendarVersion {
        CalendarVersion {
            version,
            valid_from,
            calendar: Calendar::try_from(CalendarSettings::default()).unwrap(),
        }
    }

    fn holds(history: &CalendarHistory, days: &[Date]) -> Vec<i32> {
        days.iter().map(|day| history.on(*day).version).collect()
    }

    #[test]
    fn a_version_holds_from_its_day_until_the_next_does() {
        let history = CalendarHistory::new(vec![
            version(2, date!(2026 - 12 - 01)),
            version(1, date!(2026 - 01 - 01)),
        ])
        .unwrap();
        let days = [
            date!(2026 - 11 - 30),
            date!(2026 - 12 - 01),
            date!(2030 - 01 - 01),
        ];
        assert_eq!(holds(&history, &days), [1, 2, 2]);
        assert_eq!(
            history.after(history.on(days[0])).map(|next| next.version),
            Some(2)
        );
        assert_eq!(history.after(history.last()), None);
    }

    #[test]
    fn the_first_version_holds_before_its_day_too() {
        let history = CalendarHistory::new(vec![version(1, date!(2026 - 12 - 01))]).unwrap();
        assert_eq!(history.on(date!(2020 - 01 - 01)).version, 1);
    }

    #[test]
    fn what_is_decided_later_takes_the_place_of_what_would_hold_only_then() {
        let history = CalendarHistory::new(vec![
            version(1, date!(2026 - 01 - 01)),
            version(2, date!(2027 - 06 - 01)),
            version(3, date!(2027 - 01 - 01)),
            version(4, date!(2027 - 01 - 01)),
        ])
        .unwrap();
        let days = [
            date!(2026 - 12 - 31),
            date!(2027 - 01 - 01),
            date!(2027 - 07 - 01),
        ];
        assert_eq!(holds(&history, &days), [1, 4, 4]);
        assert_eq!(history.last().version, 4);
    }

    #[test]
    fn there_is_no_history_without_a_version() {
        assert_eq!(CalendarHistory::new(Vec::new()), None);
    }

    #[test]
    fn an_unchanging_calendar_holds_on_every_day() {
        let history = CalendarHistory::unchanging(version(1, Date::MIN).calendar);
        assert_eq!(holds(&history, &[Date::MIN, Date::MAX]), [1, 1]);
    }
}
