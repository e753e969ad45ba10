//! Which version of a calendar a term is counted by.

use super::{Due, Refusal, Request, compute};
use crate::calendar::{CalendarHistory, CalendarVersion};

/// The version of the calendar that a term is counted by, and when it ends.
///
/// A term is counted whole, by one version: the one that holds when it starts or, where the term would end only when the
/// next version holds, by that one, and so on. A term is never counted by a version older than one that reached it, so that
/// what is computed at once is what was computed before and again after each change.
///
/// # Errors
/// As [`compute`].
pub fn governed<'a>(
    calendars: &'a CalendarHistory,
    request: &Request<'_>,
) -> Result<(&'a CalendarVersion, Due), Refusal> {
    let starts_on = calendars.last().calendar.date_of(request.starts_at);
    let mut version = calendars.on(starts_on);
    loop {
        let due = compute(&version.calendar, request)?;
        match calendars.after(version) {
            Some(next) if next.valid_from <= due.due_on => version = next,
            _ => return Ok((version, due)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Calendar, CalendarSettings};
    use crate::deadline::{Direction, Roll, Term, Unit};
    use time::Date;
    use time::macros::{date, datetime};

    /// A calendar whose declared holidays are these.
    fn version(version: i32, valid_from: Date, holidays: &[&str]) -> CalendarVersion {
        let settings = CalendarSettings {
            holidays: holidays.iter().map(ToString::to_string).collect(),
            ..CalendarSettings::default()
        };
        CalendarVersion {
            version,
            valid_from,
            calendar: Calendar::try_from(settings).unwrap(),
        }
    }

    /// Ten working days from Friday 20 November 2026: Friday 4 December.
    fn ten_working_days(versions: Vec<CalendarVersion>) -> (i32, Date) {
        let term = Term::new(10, Unit::WorkingDays, Roll::NextNonHoliday, Direction::Forward).unwrap();
        let calendars = CalendarHistory::new(versions).unwrap();
        let request = Request::new(term, datetime!(2026-11-20 11:30 +1));
        let (version, due) = governed(&calendars, &request).unwrap();
        (version.version, due.due_on)
    }

    fn always() -> CalendarVersion {
        version(1, date!(1978 - 01 - 01), &[])
    }

    #[test]
    fn a_version_that_holds_from_the_last_day_on_counts_the_whole_term() {
        let changed = version(2, date!(2026 - 12 - 04), &["2026-11-25", "2026-11-26"]);
        assert_eq!(
            ten_working_days(vec![always(), changed]),
            (2, date!(2026 - 12 - 09))
        );
    }

    #[test]
    fn a_version_that_holds_only_after_the_last_day_changes_nothing() {
        let changed = version(2, date!(2026 - 12 - 05), &["2026-11-25", "2026-11-26"]);
        assert_eq!(
            ten_working_days(vec![always(), changed]),
            (1, date!(2026 - 12 - 04))
        );
    }

    #[test]
    fn a_term_that_a_version_moves_into_the_next_is_counted_by_the_next() {
        let second = version(2, date!(2026 - 12 - 01), &["2026-12-03"]);
        let third = version(3, date!(2026 - 12 - 07), &[]);
        assert_eq!(
            ten_working_days(vec![always(), second, third]),
            (3, date!(2026 - 12 - 04))
        );
    }

    #[test]
    fn a_term_that_starts_when_a_version_holds_is_counted_by_none_before_it() {
        let changed = version(2, date!(2026 - 11 - 20), &["2026-12-04"]);
        assert_eq!(
            ten_working_days(vec![always(), changed]),
            (2, date!(2026 - 12 - 07))
        );
    }

    #[test]
    fn what_the_calendar_refuses_is_refused() {
        let term = Term::new(1, Unit::OpeningHours, Roll::None, Direction::Forward).unwrap();
        let calendars = CalendarHistory::new(vec![always()]).unwrap();
        let request = Request::new(term, datetime!(2026-11-20 11:30 +1));
        assert_eq!(governed(&calendars, &request), Err(Refusal::NeverOpen));
    }
}
