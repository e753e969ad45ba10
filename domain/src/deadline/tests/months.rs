//! Terms in months.

use super::*;
use time::macros::date;

fn months(amount: u32, start: Date) -> Date {
    due_on(&rome(), rolled(amount, Unit::Months, Roll::None), start)
}

#[test]
fn months_end_on_the_same_day_number() {
    assert_eq!(months(1, date!(2026 - 01 - 15)), date!(2026 - 02 - 15));
    assert_eq!(months(6, date!(2026 - 08 - 31)), date!(2027 - 02 - 28));
    assert_eq!(months(12, date!(2026 - 11 - 22)), date!(2027 - 11 - 22));
    assert_eq!(months(240, date!(2026 - 12 - 01)), date!(2046 - 12 - 01));
}

#[test]
fn a_month_without_that_day_ends_on_its_last_one() {
    assert_eq!(months(1, date!(2026 - 01 - 31)), date!(2026 - 02 - 28));
    assert_eq!(months(1, date!(2028 - 01 - 31)), date!(2028 - 02 - 29));
    assert_eq!(months(12, date!(2028 - 02 - 29)), date!(2029 - 02 - 28));
    assert_eq!(months(48, date!(2028 - 02 - 29)), date!(2032 - 02 - 29));
    assert_eq!(months(1, date!(2026 - 03 - 31)), date!(2026 - 04 - 30));
}

#[test]
fn from_the_last_day_of_a_short_month_the_same_day_number_counts() {
    assert_eq!(months(1, date!(2026 - 02 - 28)), date!(2026 - 03 - 28));
    assert_eq!(months(1, date!(2026 - 04 - 30)), date!(2026 - 05 - 30));
}

#[test]
fn a_term_in_months_that_ends_on_a_holiday_moves() {
    // 15 February 2026 is a Sunday; 1 January 2027 a holiday.
    let term = term(1, Unit::Months);
    assert_eq!(
        due_on(&rome(), term, date!(2026 - 01 - 15)),
        date!(2026 - 02 - 16)
    );
    assert_eq!(
        due_on(&rome(), term, date!(2026 - 12 - 01)),
        date!(2027 - 01 - 02)
    );
}

#[test]
fn no_months_end_on_the_first_day() {
    assert_eq!(months(0, date!(2026 - 11 - 22)), date!(2026 - 11 - 22));
}
