//! How long something really took.

use super::*;
use crate::decimal::Ratio;
use time::macros::datetime;

const FRIDAY: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn took(calendar: &Calendar, unit: Unit, from: OffsetDateTime, to: OffsetDateTime) -> (i64, Option<Ratio>) {
    let elapsed = elapsed(calendar, unit, from, to, &[]).unwrap();
    assert_eq!(elapsed.unit(), unit);
    (elapsed.whole(), elapsed.ratio())
}

fn ratio(numerator: i64, denominator: i64) -> Option<Ratio> {
    Ratio::of(numerator, denominator)
}

#[test]
fn days_are_whole_and_the_first_does_not_count() {
    let monday = datetime!(2026-11-23 00:30 +1);
    assert_eq!(
        took(&rome(), Unit::CalendarDays, FRIDAY, monday),
        (3, ratio(3, 1))
    );
    assert_eq!(took(&rome(), Unit::WorkingDays, FRIDAY, monday), (1, ratio(1, 1)));
    assert_eq!(
        took(&rome(), Unit::CalendarDays, FRIDAY, FRIDAY),
        (0, ratio(0, 1))
    );
    let sunday = datetime!(2026-11-22 22:00 +1);
    assert_eq!(took(&rome(), Unit::WorkingDays, FRIDAY, sunday), (0, ratio(0, 1)));
}

#[test]
fn hours_and_minutes_are_exact_and_a_unit_begun_counts_whole() {
    let monday = datetime!(2026-11-23 09:15:30 +1);
    // 1 hour 30 minutes on Friday, 15 and a half on Monday.
    assert_eq!(
        took(&livorno(), Unit::OpeningMinutes, FRIDAY, monday),
        (106, ratio(211, 2))
    );
    assert_eq!(
        took(&livorno(), Unit::OpeningHours, FRIDAY, monday),
        (2, ratio(211, 120))
    );
    // 12.5 hours of Friday and 9 hours 15 minutes 30 seconds of Monday.
    assert_eq!(
        took(&livorno(), Unit::WorkingDayHours, FRIDAY, monday),
        (22, ratio(78_330, 3_600))
    );
}

#[test]
fn what_took_exactly_its_term_took_no_unit_more() {
    let (hours, _) = took(
        &rome(),
        Unit::WorkingDayHours,
        FRIDAY,
        datetime!(2026-11-24 11:30 +1),
    );
    assert_eq!(hours, 48);
    let (hours, _) = took(
        &rome(),
        Unit::WorkingDayHours,
        FRIDAY,
        datetime!(2026-11-24 11:30:00.001 +1),
    );
    assert_eq!(hours, 49);
}

#[test]
fn months_are_whole_ones_and_the_share_of_the_month_begun() {
    let months = |from, to| took(&rome(), Unit::Months, from, to);
    let start = datetime!(2026-01-31 10:00 +1);
    assert_eq!(months(start, datetime!(2026-02-28 10:00 +1)), (1, ratio(1, 1)));
    // From 28 February to 31 March there are 31 days, 10 of them gone.
    assert_eq!(months(start, datetime!(2026-03-10 10:00 +1)), (2, ratio(41, 31)));
    assert_eq!(months(start, datetime!(2027-01-31 10:00 +1)), (12, ratio(12, 1)));
    assert_eq!(
        months(start, datetime!(2027-01-30 10:00 +1)),
        (12, ratio(11 * 31 + 30, 31))
    );
    assert_eq!(months(start, start), (0, ratio(0, 1)));
}

#[test]
fn what_is_immediate_is_measured_in_opening_minutes_or_in_plain_ones() {
    let monday = datetime!(2026-11-23 09:15 +1);
    assert_eq!(
        took(&livorno(), Unit::Immediate, FRIDAY, monday),
        (105, ratio(105, 1))
    );
    assert_eq!(
        took(&rome(), Unit::Immediate, FRIDAY, datetime!(2026-11-20 12:00 +1)),
        (30, ratio(30, 1))
    );
    let break_of_ten = [suspension(
        datetime!(2026-11-20 11:40 +1),
        datetime!(2026-11-20 11:50 +1),
    )];
    let twenty = elapsed(
        &rome(),
        Unit::Immediate,
        FRIDAY,
        datetime!(2026-11-20 12:00 +1),
        &break_of_ten,
    );
    assert_eq!(twenty.unwrap().whole(), 20);
}

#[test]
fn a_suspension_of_what_is_immediate_is_measured_in_opening_minutes_too() {
    // From Friday 12:50 to Monday 9:05: a quarter of an hour of opening, all but a whole weekend.
    let weekend = [suspension(
        datetime!(2026-11-20 12:50 +1),
        datetime!(2026-11-23 09:05 +1),
    )];
    let monday = datetime!(2026-11-23 09:15 +1);
    assert_eq!(
        elapsed(&livorno(), Unit::Immediate, FRIDAY, monday, &weekend)
            .unwrap()
            .whole(),
        90
    );
}

#[test]
fn suspensions_are_left_out_as_far_as_they_lie_within() {
    let whole = |unit, suspensions: &[Suspension]| {
        let to = datetime!(2026-12-11 11:30 +1);
        elapsed(&livorno(), unit, FRIDAY, to, suspensions)
            .unwrap()
            .whole()
    };
    // 21 days, 14 working days (the 8th is a holiday).
    assert_eq!(
        (whole(Unit::CalendarDays, &[]), whole(Unit::WorkingDays, &[])),
        (21, 14)
    );
    let week = suspension(datetime!(2026-11-25 10:00 +1), datetime!(2026-12-02 10:00 +1));
    assert_eq!(
        (
            whole(Unit::CalendarDays, &[week]),
            whole(Unit::WorkingDays, &[week])
        ),
        (14, 9)
    );
    // Wednesday 10-13, Thursday, Friday, Monday, Tuesday, Wednesday 9-10: 3 + 6 + 4 + 4 + 6 + 1 hours.
    assert_eq!(
        whole(Unit::OpeningHours, &[]) - whole(Unit::OpeningHours, &[week]),
        24
    );
    assert_eq!(
        whole(Unit::WorkingDayHours, &[]) - whole(Unit::WorkingDayHours, &[week]),
        120
    );
    let outside = [
        suspension(datetime!(2026-11-01 10:00 +1), datetime!(2026-11-20 11:30 +1)),
        suspension(datetime!(2026-12-11 11:30 +1), datetime!(2027-01-01 10:00 +1)),
    ];
    assert_eq!(whole(Unit::CalendarDays, &outside), 21);
    let around = [suspension(
        datetime!(2026-11-01 10:00 +1),
        datetime!(2027-01-01 10:00 +1),
    )];
    assert_eq!(whole(Unit::CalendarDays, &around), 0);
}

#[test]
fn an_open_suspension_lasts_until_the_end() {
    let open = [Suspension {
        from: datetime!(2026-11-25 10:00 +1),
        to: None,
    }];
    let to = datetime!(2026-12-11 11:30 +1);
    assert_eq!(
        elapsed(&rome(), Unit::CalendarDays, FRIDAY, to, &open)
            .unwrap()
            .whole(),
        5
    );
}

#[test]
fn a_fraction_tells_its_unit_s_parts() {
    let hour = elapsed(
        &livorno(),
        Unit::OpeningHours,
        FRIDAY,
        datetime!(2026-11-20 12:00 +1),
        &[],
    )
    .unwrap();
    assert_eq!(hour.fraction(), (1_800_000_000_000, 3_600_000_000_000));
}

#[test]
fn what_ends_before_it_begins_or_outside_the_years_is_refused() {
    let before = datetime!(2026-11-20 11:29 +1);
    assert_eq!(
        elapsed(&rome(), Unit::CalendarDays, FRIDAY, before, &[]),
        Err(Refusal::EndBeforeStart)
    );
    let after = datetime!(2200-01-01 00:00 +1);
    assert_eq!(
        elapsed(&rome(), Unit::CalendarDays, FRIDAY, after, &[]),
        Err(Refusal::OutsideYears(Member::Amount))
    );
    let early = datetime!(1977-12-31 22:00 +1);
    assert_eq!(
        elapsed(&rome(), Unit::CalendarDays, early, FRIDAY, &[]),
        Err(Refusal::OutsideYears(Member::StartsAt))
    );
}
