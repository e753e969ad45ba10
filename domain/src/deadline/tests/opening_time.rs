//! Terms in opening minutes and hours, and immediate ones.

use super::*;
use time::macros::{date, datetime};

fn hours(amount: u32, start: OffsetDateTime) -> OffsetDateTime {
    due_at(&livorno(), term(amount, Unit::OpeningHours), start)
}

#[test]
fn opening_hours_run_only_while_the_office_is_open() {
    // Friday 11:30 to 13:00, then Monday 9:00 to 9:30.
    assert_eq!(
        hours(2, datetime!(2026-11-20 11:30 +1)),
        datetime!(2026-11-23 09:30 +1)
    );
    // Tuesday 24 November, morning and afternoon.
    assert_eq!(
        hours(5, datetime!(2026-11-24 09:00 +1)),
        datetime!(2026-11-24 16:30 +1)
    );
}

#[test]
fn what_ends_exactly_at_closing_ends_at_closing() {
    assert_eq!(
        hours(4, datetime!(2026-11-20 09:00 +1)),
        datetime!(2026-11-20 13:00 +1)
    );
    assert_eq!(
        hours(6, datetime!(2026-11-24 09:00 +1)),
        datetime!(2026-11-24 17:30 +1)
    );
}

#[test]
fn a_start_while_the_office_is_closed_waits_for_the_next_opening() {
    let expected = datetime!(2026-11-23 10:00 +1);
    for start in [
        datetime!(2026-11-20 13:00 +1),
        datetime!(2026-11-20 19:00 +1),
        datetime!(2026-11-22 12:00 +1),
        datetime!(2026-11-23 08:59:59 +1),
    ] {
        assert_eq!(hours(1, start), expected, "{start}");
    }
}

#[test]
fn no_opening_hours_at_all_end_at_the_next_opening() {
    assert_eq!(
        hours(0, datetime!(2026-11-20 12:00 +1)),
        datetime!(2026-11-20 12:00 +1)
    );
    assert_eq!(
        hours(0, datetime!(2026-11-20 13:00 +1)),
        datetime!(2026-11-23 09:00 +1)
    );
}

#[test]
fn august_afternoons_are_closed_in_livorno() {
    // From Thursday 30 July 2026 at 15:30: 2 hours that day, 4 on Friday, then 4 a day from Monday 3 August;
    // 10 days of August and 2 hours of the 17th (the 15th is a Saturday).
    assert_eq!(
        hours(48, datetime!(2026-07-30 15:30 +2)),
        datetime!(2026-08-17 11:00 +2)
    );
    // The same in November: Mondays, Wednesdays and Fridays 4 hours, Tuesdays and Thursdays 6, 24 in a week.
    assert_eq!(
        hours(48, datetime!(2026-11-09 09:00 +1)),
        datetime!(2026-11-20 13:00 +1)
    );
}

#[test]
fn holidays_and_the_patron_saint_day_are_closed() {
    // Monday 7 December 12:00: one hour, then Wednesday 9.
    assert_eq!(
        hours(2, datetime!(2026-12-07 12:00 +1)),
        datetime!(2026-12-09 10:00 +1)
    );
    assert_eq!(
        hours(3, datetime!(2026-05-21 16:30 +2)),
        datetime!(2026-05-25 11:00 +2)
    );
}

#[test]
fn special_hours_replace_the_weekly_ones() {
    let short = calendar(
        r#"{"opening_hours": {"thursday": [["09:00", "13:00"]], "monday": [["09:00", "13:00"]]},
            "special_days": {"2026-12-24": [["09:00", "11:00"]]}}"#,
    );
    let three = term(3, Unit::OpeningHours);
    assert_eq!(
        due_at(&short, three, datetime!(2026-12-24 08:00 +1)),
        datetime!(2026-12-28 10:00 +1)
    );
}

#[test]
fn opening_minutes_are_the_same_time_in_minutes() {
    let ninety = term(90, Unit::OpeningMinutes);
    assert_eq!(
        due_at(&livorno(), ninety, datetime!(2026-11-20 12:00 +1)),
        datetime!(2026-11-23 09:30 +1)
    );
    let start = datetime!(2026-11-20 12:00:30.25 +1);
    assert_eq!(
        due_at(&livorno(), ninety, start),
        datetime!(2026-11-23 09:30:30.25 +1)
    );
}

#[test]
fn a_day_open_until_24_00_goes_on_into_the_next() {
    let always = calendar(
        r#"{"national_holidays": false, "opening_hours": {
            "monday": [["00:00", "24:00"]], "tuesday": [["00:00", "24:00"]], "wednesday": [["00:00", "24:00"]],
            "thursday": [["00:00", "24:00"]], "friday": [["00:00", "24:00"]], "saturday": [["00:00", "24:00"]],
            "sunday": [["00:00", "24:00"]]
        }}"#,
    );
    let start = datetime!(2026-11-20 11:30 +1);
    assert_eq!(
        due_at(&always, term(48, Unit::OpeningHours), start),
        datetime!(2026-11-22 11:30 +1)
    );
    // Real hours: 29 March 2026 has 23, 25 October has 25.
    let day = term(24, Unit::OpeningHours);
    assert_eq!(
        due_at(&always, day, datetime!(2026-03-28 12:00 +1)),
        datetime!(2026-03-29 13:00 +2)
    );
    assert_eq!(
        due_at(&always, day, datetime!(2026-10-24 12:00 +2)),
        datetime!(2026-10-25 11:00 +1)
    );
    // An end at the very midnight is written on the day it begins.
    let due = due(&always, &Request::new(day, datetime!(2026-11-20 00:00 +1)));
    assert_eq!(
        (due.due_on, due.due_at),
        (date!(2026 - 11 - 21), datetime!(2026-11-21 00:00 +1))
    );
}

#[test]
fn an_opening_across_the_change_of_clocks_lasts_as_long_as_it_really_does() {
    let night =
        calendar(r#"{"opening_hours": {"sunday": [["00:00", "06:00"]], "monday": [["00:00", "06:00"]]}}"#);
    let six = term(6, Unit::OpeningHours);
    // 29 March 2026: five hours, and one more on Monday 30.
    assert_eq!(
        due_at(&night, six, datetime!(2026-03-29 00:00 +1)),
        datetime!(2026-03-30 01:00 +2)
    );
    // 25 October 2026: seven hours.
    assert_eq!(
        due_at(&night, six, datetime!(2026-10-25 00:00 +2)),
        datetime!(2026-10-25 05:00 +1)
    );
}

#[test]
fn openings_that_the_clocks_push_together_are_not_counted_twice() {
    // On 29 March 2026 02:00-02:45 becomes 03:00-03:45, and 03:00-04:00 stays: one hour in all.
    let night = calendar(
        r#"{"opening_hours": {"sunday": [["02:00", "02:45"], ["03:00", "04:00"]], "monday": [["10:00", "11:00"]]}}"#,
    );
    let start = datetime!(2026-03-29 00:00 +1);
    assert_eq!(
        due_at(&night, term(60, Unit::OpeningMinutes), start),
        datetime!(2026-03-29 04:00 +2)
    );
    assert_eq!(
        due_at(&night, term(61, Unit::OpeningMinutes), start),
        datetime!(2026-03-30 10:01 +2)
    );
}

#[test]
fn a_term_to_the_instant_is_not_a_whole_day() {
    let due = due(
        &livorno(),
        &Request::new(term(1, Unit::OpeningHours), datetime!(2026-11-20 11:30 +1)),
    );
    assert!(!due.whole_day);
    assert_eq!(due.due_on, date!(2026 - 11 - 20));
}

#[test]
fn what_is_immediate_is_due_at_once_or_at_the_next_opening() {
    let now = term(0, Unit::Immediate);
    assert_eq!(
        due_at(&livorno(), now, datetime!(2026-11-20 11:30 +1)),
        datetime!(2026-11-20 11:30 +1)
    );
    assert_eq!(
        due_at(&livorno(), now, datetime!(2026-11-20 13:00 +1)),
        datetime!(2026-11-23 09:00 +1)
    );
    assert_eq!(
        due_at(&rome(), now, datetime!(2026-11-22 23:00 +1)),
        datetime!(2026-11-22 23:00 +1)
    );
}

#[test]
fn an_end_after_the_clocks_have_changed_is_told_on_the_new_clock() {
    let night =
        calendar(r#"{"opening_hours": {"sunday": [["00:00", "06:00"]], "saturday": [["22:00", "24:00"]]}}"#);
    let end = due_at(
        &night,
        term(5, Unit::OpeningHours),
        datetime!(2026-10-25 00:00 +2),
    );
    assert_eq!(end.to_string(), "2026-10-25 4:00:00.0 +01:00:00");
    let spring = due_at(
        &night,
        term(5, Unit::OpeningHours),
        datetime!(2026-03-28 22:00 +1),
    );
    assert_eq!(spring.to_string(), "2026-03-29 4:00:00.0 +02:00:00");
    let back = Term::new(5, Unit::OpeningHours, Roll::None, Direction::Backward).unwrap();
    let back = due_at(&night, back, datetime!(2026-10-25 04:00 +1));
    assert_eq!(back.to_string(), "2026-10-25 0:00:00.0 +02:00:00");
}

#[test]
fn instants_are_told_on_the_clock_of_the_zone() {
    let due = due_at(
        &livorno(),
        term(1, Unit::OpeningHours),
        datetime!(2026-11-20 10:30 UTC),
    );
    assert_eq!(due.to_string(), "2026-11-20 12:30:00.0 +01:00:00");
}
