//! Terms in calendar days.

use super::*;
use time::macros::{date, datetime};

fn days(amount: u32, start: Date) -> Date {
    due_on(&rome(), term(amount, Unit::CalendarDays), start)
}

#[test]
fn the_first_day_does_not_count_and_the_last_one_does() {
    assert_eq!(days(1, date!(2026 - 11 - 23)), date!(2026 - 11 - 24));
    assert_eq!(days(30, date!(2026 - 11 - 23)), date!(2026 - 12 - 23));
}

#[test]
fn a_last_day_that_is_a_sunday_moves_to_monday() {
    assert_eq!(days(30, date!(2026 - 11 - 20)), date!(2026 - 12 - 21));
}

#[test]
fn a_last_day_that_is_a_saturday_does_not_move() {
    assert_eq!(days(30, date!(2026 - 11 - 19)), date!(2026 - 12 - 19));
}

#[test]
fn holidays_inside_the_term_count() {
    assert_eq!(days(15, date!(2026 - 12 - 18)), date!(2027 - 01 - 02));
}

#[test]
fn a_last_day_that_is_a_national_holiday_moves_past_every_holiday_in_a_row() {
    // Friday 25 December, Saturday 26, Sunday 27: Monday 28.
    assert_eq!(days(10, date!(2026 - 12 - 15)), date!(2026 - 12 - 28));
    // New Year 2027 is a Friday: Saturday 2 January is no holiday.
    assert_eq!(days(10, date!(2026 - 12 - 22)), date!(2027 - 01 - 02));
}

#[test]
fn easter_and_easter_monday_move_the_last_day_to_tuesday() {
    assert_eq!(days(10, date!(2026 - 03 - 26)), date!(2026 - 04 - 07));
    assert_eq!(days(10, date!(2026 - 03 - 27)), date!(2026 - 04 - 07));
}

#[test]
fn the_fourth_of_october_2025_is_an_ordinary_saturday() {
    assert_eq!(days(10, date!(2025 - 09 - 24)), date!(2025 - 10 - 04));
}

#[test]
fn the_fourth_of_october_2026_is_a_sunday_and_moves_by_one_day() {
    assert_eq!(days(10, date!(2026 - 09 - 24)), date!(2026 - 10 - 05));
}

#[test]
fn the_fourth_of_october_2027_is_a_monday_and_a_holiday() {
    assert_eq!(days(10, date!(2027 - 09 - 24)), date!(2027 - 10 - 05));
    // Sunday 3 October 2027 moves past it too.
    assert_eq!(days(10, date!(2027 - 09 - 23)), date!(2027 - 10 - 05));
}

#[test]
fn the_patron_saint_day_does_not_move_a_legal_term() {
    assert_eq!(
        due_on(&livorno(), term(10, Unit::CalendarDays), date!(2026 - 05 - 12)),
        date!(2026 - 05 - 22)
    );
}

#[test]
fn a_declared_holiday_moves_a_term_and_a_closure_does_not() {
    let body =
        calendar(r#"{"holidays": ["2026-11-30"], "closures": [{"from": "2026-11-26", "to": "2026-11-27"}]}"#);
    assert_eq!(
        due_on(&body, term(10, Unit::CalendarDays), date!(2026 - 11 - 20)),
        date!(2026 - 12 - 01)
    );
    assert_eq!(
        due_on(&body, term(10, Unit::CalendarDays), date!(2026 - 11 - 16)),
        date!(2026 - 11 - 26)
    );
}

#[test]
fn with_the_policy_none_the_last_day_never_moves() {
    let fixed = rolled(30, Unit::CalendarDays, Roll::None);
    assert_eq!(
        due_on(&rome(), fixed, date!(2026 - 11 - 20)),
        date!(2026 - 12 - 20)
    );
}

#[test]
fn with_the_policy_next_working_day_saturday_patron_and_closures_move_it() {
    let working = |amount| rolled(amount, Unit::CalendarDays, Roll::NextWorkingDay);
    assert_eq!(
        due_on(&livorno(), working(30), date!(2026 - 11 - 19)),
        date!(2026 - 12 - 21)
    );
    // Friday 22 May is Livorno's patron day: Monday 25.
    assert_eq!(
        due_on(&livorno(), working(10), date!(2026 - 05 - 12)),
        date!(2026 - 05 - 25)
    );
    let closed = calendar(r#"{"closures": [{"from": "2026-11-26", "to": "2026-11-27"}]}"#);
    assert_eq!(
        due_on(&closed, working(10), date!(2026 - 11 - 16)),
        date!(2026 - 11 - 30)
    );
}

#[test]
fn a_term_of_no_days_ends_on_the_first_day_or_the_next_that_is_no_holiday() {
    assert_eq!(days(0, date!(2026 - 11 - 20)), date!(2026 - 11 - 20));
    assert_eq!(days(0, date!(2026 - 11 - 22)), date!(2026 - 11 - 23));
}

#[test]
fn a_start_on_a_holiday_is_day_zero_all_the_same() {
    assert_eq!(days(30, date!(2026 - 11 - 22)), date!(2026 - 12 - 22));
    assert_eq!(days(10, date!(2026 - 12 - 26)), date!(2027 - 01 - 05));
}

#[test]
fn the_day_of_the_start_is_that_of_rome_not_of_utc() {
    let thirty = term(30, Unit::CalendarDays);
    // 23:30 in Rome on 20 November belongs to that day; half past midnight to the next.
    assert_eq!(
        due(&rome(), &Request::new(thirty, datetime!(2026-11-20 22:30 UTC))).due_on,
        date!(2026 - 12 - 21)
    );
    assert_eq!(
        due(&rome(), &Request::new(thirty, datetime!(2026-11-22 23:30 UTC))).due_on,
        date!(2026 - 12 - 23)
    );
}

#[test]
fn a_day_is_due_at_its_last_second_on_the_clock_of_the_zone() {
    let ten = term(10, Unit::CalendarDays);
    assert_eq!(
        due_at(&rome(), ten, datetime!(2026-11-23 09:00 +1)),
        datetime!(2026-12-03 23:59:59 +1)
    );
    assert_eq!(
        due_at(&rome(), ten, datetime!(2026-06-15 09:00 +2)),
        datetime!(2026-06-25 23:59:59 +2)
    );
}

#[test]
fn the_last_second_of_a_day_on_which_the_clocks_change_has_the_new_offset() {
    let fixed = rolled(10, Unit::CalendarDays, Roll::None);
    let spring = due_at(&rome(), fixed, datetime!(2026-03-19 09:00 +1));
    assert_eq!(spring.to_string(), "2026-03-29 23:59:59.0 +02:00:00");
    let autumn = due_at(&rome(), fixed, datetime!(2026-10-15 09:00 +2));
    assert_eq!(autumn.to_string(), "2026-10-25 23:59:59.0 +01:00:00");
}

#[test]
fn a_term_across_29_february_counts_it() {
    assert_eq!(days(2, date!(2028 - 02 - 28)), date!(2028 - 03 - 01));
    assert_eq!(days(1, date!(2028 - 02 - 28)), date!(2028 - 02 - 29));
    assert_eq!(days(1, date!(2027 - 02 - 28)), date!(2027 - 03 - 01));
}

#[test]
fn any_zone_of_the_world_has_its_own_days() {
    let auckland = calendar(r#"{"time_zone": "Pacific/Auckland", "national_holidays": false}"#);
    let due = due(
        &auckland,
        &Request::new(term(5, Unit::CalendarDays), datetime!(2026-11-22 12:00 UTC)),
    );
    // It is Monday 23 November 01:00 in Auckland.
    assert_eq!(due.due_on, date!(2026 - 11 - 28));
    assert_eq!(due.due_at, datetime!(2026-11-28 23:59:59 +13));
}

#[test]
fn where_midnight_does_not_exist_the_day_before_still_ends_with_its_last_second() {
    // In Cairo the clocks leap from 00:00 to 01:00 on Friday 24 April 2026.
    let cairo = calendar(r#"{"time_zone": "Africa/Cairo", "national_holidays": false}"#);
    let fixed = rolled(1, Unit::CalendarDays, Roll::None);
    let due_at = due_at(&cairo, fixed, datetime!(2026-04-22 12:00 UTC));
    assert_eq!(due_at.to_string(), "2026-04-23 23:59:59.0 +02:00:00");
}
