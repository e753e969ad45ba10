//! A notice before refusal beside the suspensions that a limit cuts short.

use super::*;
use crate::deadline::L241_ART2_C7;
use time::macros::{date, datetime};

const START: OffsetDateTime = datetime!(2026-02-20 10:00 +1);

fn request<'a>(suspensions: &'a [Suspension], notice: Option<Suspension>) -> Request<'a> {
    Request {
        suspensions,
        suspension_limit: Some(L241_ART2_C7),
        notice,
        ..Request::new(term(30, Unit::CalendarDays), START)
    }
}

#[test]
fn the_notice_is_not_one_of_the_suspensions_that_the_law_allows_once() {
    let information = [suspension(
        datetime!(2026-02-25 10:00 +1),
        datetime!(2026-03-02 10:00 +1),
    )];
    let notice = notice_before_refusal(&rome(), datetime!(2026-03-10 15:00 +1), None).unwrap();
    // 22 March, 5 days of information, 10 of the notice: 6 April 2026 is Easter Monday.
    let due = due(&rome(), &request(&information, Some(notice)));
    assert_eq!(due.due_on, date!(2026 - 04 - 07));
}

#[test]
fn the_limit_still_cuts_short_what_it_is_about() {
    let information = [suspension(
        datetime!(2026-02-21 10:00 +1),
        datetime!(2026-04-30 10:00 +1),
    )];
    let alone = due(&rome(), &request(&information, None));
    assert_eq!(alone.due_on, date!(2026 - 04 - 21));
    let notice = notice_before_refusal(&rome(), datetime!(2026-05-02 10:00 +2), None).unwrap();
    let late = due(&rome(), &request(&information, Some(notice)));
    assert_eq!(
        late.due_on, alone.due_on,
        "the term had ended when the notice came"
    );
}

#[test]
fn a_notice_during_a_suspension_is_refused() {
    let information = [suspension(
        datetime!(2026-03-01 10:00 +1),
        datetime!(2026-03-20 10:00 +1),
    )];
    let notice = notice_before_refusal(&rome(), datetime!(2026-03-10 15:00 +1), None).unwrap();
    assert_eq!(
        compute(&rome(), &request(&information, Some(notice))),
        Err(Refusal::SuspensionsOverlap(1))
    );
}

#[test]
fn a_term_counted_backward_knows_no_notice() {
    let notice = notice_before_refusal(&rome(), START, None).unwrap();
    let back = Term::new(60, Unit::CalendarDays, Roll::default(), Direction::Backward).unwrap();
    let request = Request {
        notice: Some(notice),
        ..Request::new(back, START)
    };
    assert_eq!(compute(&rome(), &request), Err(Refusal::BackwardSuspended));
}
