//! Terms in working days.

use super::*;
use time::macros::date;

fn days(amount: u32, start: Date) -> Date {
    due_on(&rome(), term(amount, Unit::WorkingDays), start)
}

#[test]
fn saturdays_sundays_and_holidays_do_not_count() {
    // 20 November to 21 December 2026: 8 December is left out.
    assert_eq!(days(20, date!(2026 - 11 - 20)), date!(2026 - 12 - 21));
    assert_eq!(days(1, date!(2026 - 11 - 20)), date!(2026 - 11 - 23));
    // Livorno: a report enters the system within 3 working days.
    assert_eq!(days(3, date!(2026 - 12 - 04)), date!(2026 - 12 - 10));
}

#[test]
fn a_start_on_a_day_of_rest_is_day_zero() {
    for start in [
        date!(2026 - 11 - 20),
        date!(2026 - 11 - 21),
        date!(2026 - 11 - 22),
    ] {
        assert_eq!(days(1, start), date!(2026 - 11 - 23));
    }
}

#[test]
fn the_patron_saint_day_is_not_counted() {
    let two = term(2, Unit::WorkingDays);
    assert_eq!(
        due_on(&livorno(), two, date!(2026 - 05 - 20)),
        date!(2026 - 05 - 25)
    );
    assert_eq!(due_on(&rome(), two, date!(2026 - 05 - 20)), date!(2026 - 05 - 22));
}

#[test]
fn a_body_that_works_on_saturday_counts_it() {
    let saturday =
        calendar(r#"{"working_days": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]}"#);
    assert_eq!(
        due_on(&saturday, term(6, Unit::WorkingDays), date!(2026 - 11 - 16)),
        date!(2026 - 11 - 23)
    );
}

#[test]
fn a_term_in_working_days_ends_on_a_sunday_where_sunday_is_a_working_day() {
    let sunday = calendar(r#"{"working_days": ["sunday"]}"#);
    assert_eq!(
        due_on(&sunday, term(1, Unit::WorkingDays), date!(2026 - 11 - 20)),
        date!(2026 - 11 - 22)
    );
    // In calendar days a Sunday moves a legal term whoever works on it.
    assert_eq!(
        due_on(&sunday, term(2, Unit::CalendarDays), date!(2026 - 11 - 20)),
        date!(2026 - 11 - 23)
    );
}

#[test]
fn whole_day_closures_are_not_counted_and_partial_ones_are() {
    let whole = calendar(r#"{"closures": [{"from": "2026-08-10", "to": "2026-08-21"}]}"#);
    assert_eq!(
        due_on(&whole, term(1, Unit::WorkingDays), date!(2026 - 08 - 07)),
        date!(2026 - 08 - 24)
    );
    assert_eq!(
        due_on(&livorno(), term(1, Unit::WorkingDays), date!(2026 - 08 - 03)),
        date!(2026 - 08 - 04)
    );
}

#[test]
fn no_working_days_end_on_the_first_day_moved_off_a_holiday() {
    assert_eq!(days(0, date!(2026 - 11 - 21)), date!(2026 - 11 - 21));
    assert_eq!(days(0, date!(2026 - 11 - 22)), date!(2026 - 11 - 23));
    let working = rolled(0, Unit::WorkingDays, Roll::NextWorkingDay);
    assert_eq!(
        due_on(&rome(), working, date!(2026 - 11 - 21)),
        date!(2026 - 11 - 23)
    );
}

#[test]
fn christmas_and_new_year_are_left_out() {
    // 24 December (Thursday), 28, 29, 30, 31 December, 4 January 2027.
    assert_eq!(days(5, date!(2026 - 12 - 24)), date!(2027 - 01 - 04));
}
