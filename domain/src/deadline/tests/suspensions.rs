//! Suspensions.

use super::*;
use time::macros::{date, datetime};

fn suspended(calendar: &Calendar, term: Term, starts_at: OffsetDateTime, suspensions: &[Suspension]) -> Due {
    due(
        calendar,
        &Request {
            suspensions,
            ..Request::new(term, starts_at)
        },
    )
}

fn limited(suspensions: &[Suspension], limit: SuspensionLimit) -> Result<Due, Refusal> {
    let request = Request {
        suspensions,
        suspension_limit: Some(limit),
        ..Request::new(term(30, Unit::CalendarDays), datetime!(2026-02-20 10:00 +1))
    };
    compute(&rome(), &request)
}

#[test]
fn the_days_suspended_are_added_before_the_last_day_moves() {
    // 20 February + 30 = Sunday 22 March; + 10 = Wednesday 1 April.
    let ten = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-11 17:00 +1));
    let thirty = term(30, Unit::CalendarDays);
    let due = suspended(&rome(), thirty, datetime!(2026-02-20 10:00 +1), &[ten]);
    assert_eq!(due.due_on, date!(2026 - 04 - 01));
    assert_eq!(due.original_due_on, date!(2026 - 04 - 01));
}

#[test]
fn the_days_suspended_are_dates_of_the_zone() {
    // Half past midnight of 11 March in Rome is 10 March in UTC.
    let utc = suspension(datetime!(2026-03-01 09:00 UTC), datetime!(2026-03-10 23:30 UTC));
    let thirty = term(30, Unit::CalendarDays);
    assert_eq!(
        suspended(&rome(), thirty, datetime!(2026-02-20 10:00 +1), &[utc]).due_on,
        date!(2026 - 04 - 01)
    );
}

#[test]
fn a_suspension_within_one_day_adds_nothing() {
    let hour = suspension(datetime!(2026-03-02 09:00 +1), datetime!(2026-03-02 17:00 +1));
    let twenty_nine = term(29, Unit::CalendarDays);
    assert_eq!(
        suspended(&rome(), twenty_nine, datetime!(2026-02-20 10:00 +1), &[hour]).due_on,
        date!(2026 - 03 - 21)
    );
}

#[test]
fn several_suspensions_add_up_in_whatever_order_they_are_given() {
    let first = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-05 09:00 +1));
    let second = suspension(datetime!(2026-03-05 09:00 +1), datetime!(2026-03-11 09:00 +1));
    let thirty = term(30, Unit::CalendarDays);
    let start = datetime!(2026-02-20 10:00 +1);
    for order in [[first, second], [second, first]] {
        assert_eq!(
            suspended(&rome(), thirty, start, &order).due_on,
            date!(2026 - 04 - 01)
        );
    }
}

#[test]
fn a_suspension_may_begin_in_the_days_that_another_added() {
    // Due on 22 March, with the first suspension on 1 April: the second one, of 28 March, still counts.
    let first = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-11 09:00 +1));
    let second = suspension(datetime!(2026-03-28 09:00 +1), datetime!(2026-03-30 09:00 +2));
    let thirty = term(30, Unit::CalendarDays);
    assert_eq!(
        suspended(&rome(), thirty, datetime!(2026-02-20 10:00 +1), &[first, second]).due_on,
        date!(2026 - 04 - 03)
    );
}

#[test]
fn a_suspension_on_the_day_to_which_the_last_one_moved_still_counts() {
    // Sunday 22 March moves to Monday 23.
    let monday = suspension(datetime!(2026-03-23 09:00 +1), datetime!(2026-03-25 09:00 +1));
    let thirty = term(30, Unit::CalendarDays);
    let start = datetime!(2026-02-20 10:00 +1);
    assert_eq!(
        suspended(&rome(), thirty, start, &[monday]).due_on,
        date!(2026 - 03 - 24)
    );
}

#[test]
fn a_suspension_after_the_term_has_no_effect() {
    let late = suspension(datetime!(2026-03-24 00:00 +1), datetime!(2026-04-20 09:00 +2));
    let thirty = term(30, Unit::CalendarDays);
    let start = datetime!(2026-02-20 10:00 +1);
    assert_eq!(
        suspended(&rome(), thirty, start, &[late]).due_on,
        date!(2026 - 03 - 23)
    );
}

#[test]
fn a_suspension_counts_from_the_start_of_the_term() {
    let thirty = term(30, Unit::CalendarDays);
    let start = datetime!(2026-02-20 10:00 +1);
    let before = suspension(datetime!(2026-02-01 09:00 +1), datetime!(2026-02-20 10:00 +1));
    assert_eq!(
        suspended(&rome(), thirty, start, &[before]).due_on,
        date!(2026 - 03 - 23)
    );
    let across = suspension(datetime!(2026-02-01 09:00 +1), datetime!(2026-02-23 10:00 +1));
    assert_eq!(
        suspended(&rome(), thirty, start, &[across]).due_on,
        date!(2026 - 03 - 25)
    );
}

#[test]
fn of_a_term_in_working_days_the_working_days_suspended_are_added() {
    // Monday 2 March + 10 working days = Monday 16; suspended from Tuesday 3 to Tuesday 10: 5 working days.
    let week = suspension(datetime!(2026-03-03 09:00 +1), datetime!(2026-03-10 09:00 +1));
    let ten = term(10, Unit::WorkingDays);
    let start = datetime!(2026-03-02 10:00 +1);
    assert_eq!(
        suspended(&rome(), ten, start, &[week]).due_on,
        date!(2026 - 03 - 23)
    );
    // A weekend suspends no working day.
    let weekend = suspension(datetime!(2026-03-07 09:00 +1), datetime!(2026-03-09 09:00 +1));
    assert_eq!(
        suspended(&rome(), ten, start, &[weekend]).due_on,
        date!(2026 - 03 - 16)
    );
}

#[test]
fn of_a_term_in_months_the_calendar_days_suspended_are_added() {
    let ten = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-11 09:00 +1));
    let month = rolled(1, Unit::Months, Roll::None);
    assert_eq!(
        suspended(&rome(), month, datetime!(2026-02-20 10:00 +1), &[ten]).due_on,
        date!(2026 - 03 - 30)
    );
}

#[test]
fn of_a_term_in_opening_hours_the_opening_time_suspended_is_added() {
    // 5 hours from Friday 9:00 end on Monday at 10:00; suspended from Friday 12:00 to Monday 9:30: 1.5 hours.
    let weekend = suspension(datetime!(2026-11-20 12:00 +1), datetime!(2026-11-23 09:30 +1));
    let five = term(5, Unit::OpeningHours);
    let start = datetime!(2026-11-20 09:00 +1);
    assert_eq!(
        suspended(&livorno(), five, start, &[weekend]).due_at,
        datetime!(2026-11-23 11:30 +1)
    );
}

#[test]
fn of_a_term_in_working_day_hours_the_working_time_suspended_is_added() {
    // Thursday 10:00 + 48 = Monday 10:00; suspended from Friday 12:00 to Sunday 20:00: 12 hours of Friday.
    let weekend = suspension(datetime!(2026-11-20 12:00 +1), datetime!(2026-11-22 20:00 +1));
    let start = datetime!(2026-11-19 10:00 +1);
    let due = suspended(&rome(), term(48, Unit::WorkingDayHours), start, &[weekend]);
    assert_eq!(due.due_at, datetime!(2026-11-23 22:00 +1));
}

#[test]
fn a_term_in_hours_is_not_suspended_from_its_very_end_on() {
    let five = term(5, Unit::OpeningHours);
    let start = datetime!(2026-11-20 09:00 +1);
    let after = suspension(datetime!(2026-11-23 10:00 +1), datetime!(2026-11-24 10:00 +1));
    assert_eq!(
        suspended(&livorno(), five, start, &[after]).due_at,
        datetime!(2026-11-23 10:00 +1)
    );
    let just_before = suspension(datetime!(2026-11-23 09:59 +1), datetime!(2026-11-23 10:09 +1));
    assert_eq!(
        suspended(&livorno(), five, start, &[just_before]).due_at,
        datetime!(2026-11-23 10:10 +1)
    );
}

#[test]
fn what_is_immediate_is_not_suspended() {
    let all_day = suspension(datetime!(2026-11-20 00:00 +1), datetime!(2026-11-23 12:00 +1));
    let start = datetime!(2026-11-20 09:00 +1);
    assert_eq!(
        suspended(&livorno(), term(0, Unit::Immediate), start, &[all_day]).due_at,
        start
    );
}

#[test]
fn law_241_art_2_c_7_allows_one_suspension_of_thirty_days_at_most() {
    // 22 March + 30 days = 21 April.
    let whole = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-31 09:00 +2));
    assert_eq!(
        limited(&[whole], L241_ART2_C7).unwrap().due_on,
        date!(2026 - 04 - 21)
    );
    let long = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-04-20 09:00 +2));
    assert_eq!(
        limited(&[long], L241_ART2_C7).unwrap().due_on,
        date!(2026 - 04 - 21)
    );
    let short = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-03 09:00 +1));
    assert_eq!(
        limited(&[short], L241_ART2_C7).unwrap().due_on,
        date!(2026 - 03 - 24)
    );
}

#[test]
fn a_second_suspension_is_refused_where_the_law_allows_one() {
    let first = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-02 09:00 +1));
    let second = suspension(datetime!(2026-03-05 09:00 +1), datetime!(2026-03-06 09:00 +1));
    let refused = Err(Refusal::TooManySuspensions { index: 0, times: 1 });
    assert_eq!(limited(&[second, first], L241_ART2_C7), refused);
    let twice = SuspensionLimit { times: 2, days: 30 };
    assert_eq!(
        limited(&[second, first], twice).unwrap().due_on,
        date!(2026 - 03 - 24)
    );
}

#[test]
fn a_capped_suspension_ends_at_the_same_local_time_days_later() {
    let latest = L241_ART2_C7.latest_end(&rome(), datetime!(2026-03-01 09:00 +1));
    assert_eq!(latest, datetime!(2026-03-31 09:00 +2));
}

#[test]
fn suspensions_are_checked_in_order_of_time_and_told_as_far_as_they_count() {
    let long = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-04-20 09:00 +2));
    let checked = check_suspensions(&rome(), Some(L241_ART2_C7), &[long]).unwrap();
    let capped = suspension(datetime!(2026-03-01 09:00 +1), datetime!(2026-03-31 09:00 +2));
    assert_eq!(
        checked
            .iter()
            .map(|counted| Suspension::from(*counted))
            .collect::<Vec<_>>(),
        [capped]
    );
    assert_eq!(checked[0].ended, datetime!(2026-04-20 09:00 +2));
    assert_eq!(checked[0].limit, Some(L241_ART2_C7));
    assert_eq!(check_suspensions(&rome(), None, &[long]).unwrap()[0].limit, None);
}
