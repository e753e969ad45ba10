//! The legal rules, one test each, on dates checked by hand.

mod backward;
mod calendar_days;
mod elapsed;
mod extensions;
mod months;
mod notice;
mod notice_and_limit;
mod opening_time;
mod phrases;
mod refusals;
mod steps;
mod steps_of_acts;
mod suspensions;
mod working_day_hours;
mod working_days;

use super::*;
use crate::calendar::{Calendar, CalendarSettings};
use time::{Date, OffsetDateTime};

/// The calendar of some settings.
fn calendar(json: &str) -> Calendar {
    Calendar::try_from(serde_json::from_str::<CalendarSettings>(json).unwrap()).unwrap()
}

/// Rome, Monday to Friday, no opening hours.
fn rome() -> Calendar {
    calendar("{}")
}

/// Livorno, URP charter: Monday to Friday 9-13, Tuesday and Thursday also 15:30-17:30 except in August.
fn livorno() -> Calendar {
    calendar(
        r#"{
            "opening_hours": {
                "monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"], ["15:30", "17:30"]],
                "wednesday": [["09:00", "13:00"]], "thursday": [["09:00", "13:00"], ["15:30", "17:30"]],
                "friday": [["09:00", "13:00"]]
            },
            "closures": [{"from": "08-01", "to": "08-31", "weekdays": ["tuesday", "thursday"], "hours": [["15:30", "17:30"]]}],
            "patron_saint_day": "05-22"
        }"#,
    )
}

/// A forward term with the default roll policy.
fn term(amount: u32, unit: Unit) -> Term {
    Term::new(amount, unit, Roll::NextNonHoliday, Direction::Forward).unwrap()
}

/// A forward term with a roll policy.
fn rolled(amount: u32, unit: Unit, roll: Roll) -> Term {
    Term::new(amount, unit, roll, Direction::Forward).unwrap()
}

/// A suspension that has ended.
fn suspension(from: OffsetDateTime, to: OffsetDateTime) -> Suspension {
    Suspension { from, to: Some(to) }
}

/// Noon of a date in winter time; a fine start for a term in days.
fn noon(date: Date) -> OffsetDateTime {
    date.with_hms(12, 0, 0)
        .unwrap()
        .assume_offset(time::macros::offset!(+1))
}

/// The due date of a term that starts at noon of a date.
fn due_on(calendar: &Calendar, term: Term, start: Date) -> Date {
    due(calendar, &Request::new(term, noon(start))).due_on
}

/// The due instant of a term.
fn due_at(calendar: &Calendar, term: Term, starts_at: OffsetDateTime) -> OffsetDateTime {
    due(calendar, &Request::new(term, starts_at)).due_at
}

/// The result, which must be the same with and without its explanation.
fn due(calendar: &Calendar, request: &Request<'_>) -> Due {
    let due = compute(calendar, request).unwrap();
    assert_eq!(explain(calendar, request).unwrap().due, due);
    due
}

/// The codes of the rules of an explanation.
fn rules(calendar: &Calendar, request: &Request<'_>) -> Vec<&'static str> {
    explain(calendar, request)
        .unwrap()
        .steps
        .iter()
        .map(Step::rule)
        .collect()
}
