//! The laws that deadlines obey when their calendar changes.

use crate::strategies::*;
use cartaviva_domain::calendar::{Calendar, CalendarHistory, CalendarVersion};
use cartaviva_domain::deadline::{Due, Request, governed};
use proptest::prelude::*;
use time::{Date, Duration};

/// A version of a calendar.
fn version(number: i32, valid_from: Date, calendar: Calendar) -> CalendarVersion {
    CalendarVersion {
        version: number,
        valid_from,
        calendar,
    }
}

/// The due date and the version that it is counted by; none where the calendar hardly ever opens or works.
fn due(calendars: &CalendarHistory, request: &Request<'_>) -> Option<(i32, Due)> {
    let (version, due) = governed(calendars, request).ok()?;
    Some((version.version, due))
}

proptest! {
    #[test]
    fn a_version_that_holds_only_after_the_due_date_changes_nothing(
        one in calendars(), other in calendars(), term in terms(&COUNTED), starts_at in instants(), days in 1_i64..400,
    ) {
        let request = Request::new(term, starts_at);
        let before = CalendarHistory::unchanging(one.clone());
        if let Some((_, counted)) = due(&before, &request) {
            let from = counted.due_on.max(one.date_of(starts_at)) + Duration::days(days);
            let both = CalendarHistory::new(vec![version(1, Date::MIN, one), version(2, from, other)]).unwrap();
            // The start is dated by the zone of the last calendar: a day more than the zones can differ by.
            prop_assume!(days > 1);
            prop_assert_eq!(due(&both, &request), Some((1, counted)));
        }
    }

    #[test]
    fn recomputing_after_each_change_leads_where_computing_once_does(
        first in calendars(), second in calendars_without_clock_changes(), third in calendars_without_clock_changes(),
        term in terms(&COUNTED), starts_at in instants(), into in 0_i64..60, later in 1_i64..60,
    ) {
        let request = Request::new(term, starts_at);
        let second_from = starts_at.date() + Duration::days(2 + into);
        let third_from = second_from + Duration::days(later);
        let versions = [
            version(1, Date::MIN, first),
            version(2, second_from, second),
            version(3, third_from, third),
        ];
        let known = |count: usize| CalendarHistory::new(versions.iter().take(count).cloned().collect()).unwrap();
        let Some(mut reached) = due(&known(1), &request) else { return Ok(()) };
        for (count, from) in [(2, second_from), (3, third_from)] {
            if reached.1.due_on >= from {
                let Some(moved) = due(&known(count), &request) else { return Ok(()) };
                reached = moved;
            }
        }
        prop_assert_eq!(due(&known(3), &request), Some(reached));
    }

    #[test]
    fn the_last_version_counts_whatever_starts_when_it_holds(
        one in calendars(), other in calendars_without_clock_changes(), term in terms(&COUNTED), starts_at in instants(),
    ) {
        let request = Request::new(term, starts_at);
        let from = starts_at.date();
        let both = CalendarHistory::new(vec![version(1, Date::MIN, one), version(2, from, other.clone())]).unwrap();
        let alone = due(&CalendarHistory::unchanging(other), &request).map(|(_, due)| due);
        prop_assert_eq!(due(&both, &request), alone.map(|due| (2, due)));
    }
}
