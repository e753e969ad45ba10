//! The notice before refusal (L. 241/1990 art. 10-bis).

use super::*;
use time::macros::{date, datetime};

const RECEIVED: OffsetDateTime = datetime!(2026-03-10 15:00 +1);

fn thirty_days_with(notice: Suspension) -> Date {
    let suspensions = [notice];
    let thirty = term(30, Unit::CalendarDays);
    let request = Request {
        suspensions: &suspensions,
        ..Request::new(thirty, datetime!(2026-02-20 10:00 +1))
    };
    due(&rome(), &request).due_on
}

#[test]
fn the_term_runs_again_ten_days_after_the_observations() {
    let notice = notice_before_refusal(&rome(), RECEIVED, Some(datetime!(2026-03-16 11:00 +1))).unwrap();
    assert_eq!(notice, suspension(RECEIVED, datetime!(2026-03-26 11:00 +1)));
    // Remaining on 10 March: 12 days (due on 22 March). From 26 March: 7 April.
    assert_eq!(thirty_days_with(notice), date!(2026 - 04 - 07));
}

#[test]
fn without_observations_it_runs_again_when_the_ten_days_for_them_have_run_out() {
    let notice = notice_before_refusal(&rome(), RECEIVED, None).unwrap();
    assert_eq!(notice, suspension(RECEIVED, datetime!(2026-03-20 15:00 +1)));
    assert_eq!(thirty_days_with(notice), date!(2026 - 04 - 01));
}

#[test]
fn observations_are_in_time_until_the_tenth_day_and_late_ones_change_nothing() {
    let last = notice_before_refusal(&rome(), RECEIVED, Some(datetime!(2026-03-20 23:59 +1))).unwrap();
    assert_eq!(last.to, Some(datetime!(2026-03-30 23:59 +2)));
    let late = notice_before_refusal(&rome(), RECEIVED, Some(datetime!(2026-03-21 00:00 +1))).unwrap();
    assert_eq!(late, notice_before_refusal(&rome(), RECEIVED, None).unwrap());
}

#[test]
fn observations_before_the_notice_are_refused() {
    let early = notice_before_refusal(&rome(), RECEIVED, Some(datetime!(2026-03-10 14:59 +1)));
    assert_eq!(early, Err(Refusal::ObservationsBeforeNotice));
    assert!(notice_before_refusal(&rome(), RECEIVED, Some(RECEIVED)).is_ok());
}
