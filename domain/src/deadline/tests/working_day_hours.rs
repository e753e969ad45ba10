//! Terms in hours of working days (Livorno's "48 working hours").

use super::*;
use time::macros::datetime;

fn hours(amount: u32, start: OffsetDateTime) -> OffsetDateTime {
    due_at(&rome(), term(amount, Unit::WorkingDayHours), start)
}

#[test]
fn forty_eight_hours_are_the_same_time_two_working_days_later() {
    assert_eq!(
        hours(48, datetime!(2026-11-16 10:15 +1)),
        datetime!(2026-11-18 10:15 +1)
    );
    // From Friday evening to Tuesday evening.
    assert_eq!(
        hours(48, datetime!(2026-11-20 19:40 +1)),
        datetime!(2026-11-24 19:40 +1)
    );
}

#[test]
fn holidays_are_left_out() {
    // Monday 7 December: the 8th is a holiday, so Wednesday 9 and Thursday 10.
    assert_eq!(
        hours(48, datetime!(2026-12-07 10:00 +1)),
        datetime!(2026-12-10 10:00 +1)
    );
}

#[test]
fn a_start_on_a_day_of_rest_runs_from_the_midnight_that_begins_the_next_working_day() {
    for start in [
        datetime!(2026-11-21 00:00 +1),
        datetime!(2026-11-21 18:00 +1),
        datetime!(2026-11-22 23:59 +1),
    ] {
        assert_eq!(hours(48, start), datetime!(2026-11-25 00:00 +1));
        assert_eq!(hours(0, start), datetime!(2026-11-23 00:00 +1));
    }
}

#[test]
fn five_days_from_a_weekend_end_at_the_midnight_that_begins_the_next_week() {
    assert_eq!(
        hours(120, datetime!(2026-11-21 18:00 +1)),
        datetime!(2026-11-30 00:00 +1)
    );
}

#[test]
fn hours_that_are_no_whole_days_run_over_midnight_into_the_next_working_day() {
    assert_eq!(
        hours(6, datetime!(2026-11-20 20:00 +1)),
        datetime!(2026-11-23 02:00 +1)
    );
    assert_eq!(
        hours(4, datetime!(2026-11-20 20:00 +1)),
        datetime!(2026-11-23 00:00 +1)
    );
    assert_eq!(
        hours(30, datetime!(2026-11-19 20:00:01 +1)),
        datetime!(2026-11-23 02:00:01 +1)
    );
}

#[test]
fn a_local_time_that_does_not_exist_is_one_hour_later() {
    let every_day = calendar(
        r#"{"working_days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}"#,
    );
    let day = term(24, Unit::WorkingDayHours);
    assert_eq!(
        due_at(&every_day, day, datetime!(2026-03-28 02:30 +1)),
        datetime!(2026-03-29 03:30 +2)
    );
}

#[test]
fn a_local_time_that_occurs_twice_is_the_first() {
    let every_day = calendar(
        r#"{"working_days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}"#,
    );
    let day = term(24, Unit::WorkingDayHours);
    assert_eq!(
        due_at(&every_day, day, datetime!(2026-10-24 02:30 +2)),
        datetime!(2026-10-25 02:30 +2)
    );
    // From either half past two the next day's is the same.
    for start in [datetime!(2026-10-25 02:30 +2), datetime!(2026-10-25 02:30 +1)] {
        assert_eq!(due_at(&every_day, day, start), datetime!(2026-10-26 02:30 +1));
    }
}

#[test]
fn the_same_time_over_a_weekend_in_which_the_clocks_change_is_the_same_time() {
    assert_eq!(
        hours(24, datetime!(2026-03-27 10:00 +1)),
        datetime!(2026-03-30 10:00 +2)
    );
    assert_eq!(
        hours(24, datetime!(2026-10-23 10:00 +2)),
        datetime!(2026-10-26 10:00 +1)
    );
}
