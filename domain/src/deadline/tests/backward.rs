//! Terms counted backward.

use super::*;
use time::macros::{date, datetime};

fn back(amount: u32, unit: Unit, roll: Roll) -> Term {
    Term::new(amount, unit, roll, Direction::Backward).unwrap()
}

#[test]
fn at_least_sixty_days_before_does_not_count_the_day_itself() {
    let sixty = back(60, Unit::CalendarDays, Roll::NextNonHoliday);
    assert_eq!(
        due_on(&rome(), sixty, date!(2026 - 11 - 20)),
        date!(2026 - 09 - 21)
    );
}

#[test]
fn a_backward_term_that_lands_on_a_holiday_moves_earlier() {
    // Sunday 20 September 2026 moves to Saturday 19; Easter Monday past Easter to Saturday 4 April.
    let sixty = back(60, Unit::CalendarDays, Roll::NextNonHoliday);
    assert_eq!(
        due_on(&rome(), sixty, date!(2026 - 11 - 19)),
        date!(2026 - 09 - 19)
    );
    let ten = back(10, Unit::CalendarDays, Roll::NextNonHoliday);
    assert_eq!(due_on(&rome(), ten, date!(2026 - 04 - 16)), date!(2026 - 04 - 04));
}

#[test]
fn the_previous_working_day_is_before_a_saturday() {
    let sixty = back(60, Unit::CalendarDays, Roll::NextWorkingDay);
    assert_eq!(
        due_on(&rome(), sixty, date!(2026 - 11 - 19)),
        date!(2026 - 09 - 18)
    );
    let fixed = back(60, Unit::CalendarDays, Roll::None);
    assert_eq!(
        due_on(&rome(), fixed, date!(2026 - 11 - 19)),
        date!(2026 - 09 - 20)
    );
}

#[test]
fn working_days_and_months_are_counted_backward_too() {
    let three = back(3, Unit::WorkingDays, Roll::NextNonHoliday);
    assert_eq!(
        due_on(&rome(), three, date!(2026 - 12 - 10)),
        date!(2026 - 12 - 04)
    );
    let month = back(1, Unit::Months, Roll::None);
    assert_eq!(
        due_on(&rome(), month, date!(2026 - 03 - 31)),
        date!(2026 - 02 - 28)
    );
    let year = back(13, Unit::Months, Roll::None);
    assert_eq!(
        due_on(&rome(), year, date!(2026 - 01 - 15)),
        date!(2024 - 12 - 15)
    );
}

#[test]
fn opening_hours_are_counted_backward_through_the_openings() {
    let two = back(2, Unit::OpeningHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&livorno(), two, datetime!(2026-11-23 10:00 +1)),
        datetime!(2026-11-20 12:00 +1)
    );
    // Before the opening of Tuesday the office was last open on Monday.
    assert_eq!(
        due_at(&livorno(), two, datetime!(2026-11-24 09:00 +1)),
        datetime!(2026-11-23 11:00 +1)
    );
    // What reaches exactly back to an opening ends there.
    let four = back(4, Unit::OpeningHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&livorno(), four, datetime!(2026-11-23 13:00 +1)),
        datetime!(2026-11-23 09:00 +1)
    );
    // The afternoon comes before the morning.
    let three = back(3, Unit::OpeningHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&livorno(), three, datetime!(2026-11-24 20:00 +1)),
        datetime!(2026-11-24 12:00 +1)
    );
    let none = back(0, Unit::OpeningHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&livorno(), none, datetime!(2026-11-22 10:00 +1)),
        datetime!(2026-11-20 13:00 +1)
    );
}

#[test]
fn hours_of_working_days_are_counted_backward_to_the_same_time() {
    let forty_eight = back(48, Unit::WorkingDayHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&rome(), forty_eight, datetime!(2026-11-24 19:40 +1)),
        datetime!(2026-11-20 19:40 +1)
    );
    // From a Sunday: back from the midnight that ended Friday.
    assert_eq!(
        due_at(&rome(), forty_eight, datetime!(2026-11-22 10:00 +1)),
        datetime!(2026-11-19 00:00 +1)
    );
    let six = back(6, Unit::WorkingDayHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&rome(), six, datetime!(2026-11-23 02:00 +1)),
        datetime!(2026-11-20 20:00 +1)
    );
    let none = back(0, Unit::WorkingDayHours, Roll::NextNonHoliday);
    assert_eq!(
        due_at(&rome(), none, datetime!(2026-11-22 10:00 +1)),
        datetime!(2026-11-21 00:00 +1)
    );
}
