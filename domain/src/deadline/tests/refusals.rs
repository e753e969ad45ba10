//! What is refused, and where the fault lies.

use super::*;
use crate::language::Language;
use time::macros::{date, datetime};

const START: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

fn refused(calendar: &Calendar, request: &Request<'_>) -> (Refusal, Option<String>) {
    let refusal = compute(calendar, request).unwrap_err();
    assert_eq!(explain(calendar, request), Err(refusal));
    (refusal, refusal.pointer())
}

fn with_suspensions(suspensions: &[Suspension]) -> (Refusal, Option<String>) {
    refused(
        &rome(),
        &Request {
            suspensions,
            ..Request::new(term(30, Unit::CalendarDays), START)
        },
    )
}

fn with_extensions(extensions: &[Extension]) -> (Refusal, Option<String>) {
    refused(
        &rome(),
        &Request {
            extensions,
            ..Request::new(term(30, Unit::CalendarDays), START)
        },
    )
}

fn at(pointer: &str) -> Option<String> {
    Some(pointer.to_owned())
}

#[test]
fn a_start_outside_the_years_of_the_calendar_is_refused() {
    for start in [
        datetime!(1977-12-31 12:00 UTC),
        datetime!(2199-12-31 23:30 UTC),
        datetime!(9999-12-31 23:00 UTC),
    ] {
        assert_eq!(
            refused(&rome(), &Request::new(term(1, Unit::CalendarDays), start)),
            (Refusal::OutsideYears(Member::StartsAt), at("/starts_at"))
        );
    }
}

#[test]
fn a_due_date_outside_the_years_of_the_calendar_is_refused_in_every_unit() {
    let always =
        calendar(r#"{"opening_hours": {"monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"]]}}"#);
    let start = datetime!(2199-12-20 12:00 UTC);
    for (amount, unit) in [
        (20, Unit::CalendarDays),
        (20, Unit::WorkingDays),
        (1, Unit::Months),
        (100, Unit::OpeningHours),
        (6000, Unit::OpeningMinutes),
        (480, Unit::WorkingDayHours),
    ] {
        let expected = (Refusal::OutsideYears(Member::Amount), at("/term/amount"));
        assert_eq!(
            refused(&always, &Request::new(term(amount, unit), start)),
            expected,
            "{unit:?}"
        );
        let back = Term::new(amount, unit, Roll::None, Direction::Backward).unwrap();
        let start = datetime!(1978-01-10 12:00 UTC);
        assert_eq!(refused(&always, &Request::new(back, start)), expected, "{unit:?}");
    }
}

#[test]
fn a_last_day_that_would_move_out_of_the_years_is_refused() {
    let last_days = calendar(r#"{"holidays": ["2199-12-31"]}"#);
    let start = datetime!(2199-12-30 12:00 UTC);
    assert_eq!(
        refused(&last_days, &Request::new(term(1, Unit::CalendarDays), start)).0,
        Refusal::OutsideYears(Member::Amount)
    );
}

#[test]
fn opening_time_of_an_office_that_never_opens_is_refused() {
    let expected = (Refusal::NeverOpen, at("/calendar/opening_hours"));
    assert_eq!(
        refused(&rome(), &Request::new(term(1, Unit::OpeningHours), START)),
        expected
    );
    let closed = calendar(
        r#"{"opening_hours": {"monday": [["09:00", "13:00"]]}, "closures": [{"from": "01-01", "to": "12-31"}]}"#,
    );
    assert_eq!(
        refused(&closed, &Request::new(term(1, Unit::OpeningMinutes), START)),
        expected
    );
    assert_eq!(
        refused(&closed, &Request::new(term(0, Unit::Immediate), START)),
        expected
    );
}

#[test]
fn working_days_of_a_body_that_never_works_are_refused() {
    let closed = calendar(r#"{"closures": [{"from": "01-01", "to": "12-31"}]}"#);
    let expected = (Refusal::NoWorkingDay, at("/calendar/working_days"));
    assert_eq!(
        refused(&closed, &Request::new(term(1, Unit::WorkingDays), START)),
        expected
    );
    assert_eq!(
        refused(&closed, &Request::new(term(1, Unit::WorkingDayHours), START)),
        expected
    );
    let rolled = rolled(1, Unit::CalendarDays, Roll::NextWorkingDay);
    assert_eq!(refused(&closed, &Request::new(rolled, START)), expected);
}

/// Open in the morning of every weekday but for a closure from Saturday 21 November 2026 on.
fn closed_until(last: &str) -> Calendar {
    calendar(&format!(
        r#"{{"opening_hours": {{
            "monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"]], "wednesday": [["09:00", "13:00"]],
            "thursday": [["09:00", "13:00"]], "friday": [["09:00", "13:00"]]
        }}, "closures": [{{"from": "2026-11-21", "to": "{last}"}}]}}"#
    ))
}

#[test]
fn a_pause_in_the_working_days_is_borne_for_three_years() {
    let due_on = |last| {
        compute(
            &closed_until(last),
            &Request::new(term(1, Unit::WorkingDays), START),
        )
        .map(|due| due.due_on)
    };
    // From 21 November 2026 to 20 November 2029 there are 1096 days.
    assert_eq!(due_on("2029-11-20"), Ok(date!(2029 - 11 - 21)));
    assert_eq!(due_on("2029-11-21"), Err(Refusal::NoWorkingDay));
}

#[test]
fn a_pause_in_the_opening_hours_is_borne_for_three_years() {
    let due_on = |last| {
        let request = Request::new(term(1, Unit::OpeningHours), datetime!(2026-11-20 13:00 +1));
        compute(&closed_until(last), &request).map(|due| due.due_on)
    };
    // Friday afternoon counts as a day of the pause.
    assert_eq!(due_on("2029-11-19"), Ok(date!(2029 - 11 - 20)));
    assert_eq!(due_on("2029-11-20"), Err(Refusal::NeverOpen));
}

#[test]
fn a_last_day_moves_for_three_years_at_most() {
    let due_on = |last| {
        let request = Request::new(rolled(1, Unit::CalendarDays, Roll::NextWorkingDay), START);
        compute(&closed_until(last), &request).map(|due| due.due_on)
    };
    assert_eq!(due_on("2029-11-20"), Ok(date!(2029 - 11 - 21)));
    assert_eq!(due_on("2029-11-21"), Err(Refusal::NoWorkingDay));
}

#[test]
fn an_office_that_opens_once_a_week_is_not_in_a_pause() {
    let mondays =
        calendar(r#"{"opening_hours": {"monday": [["09:00", "10:00"]]}, "national_holidays": false}"#);
    let request = Request::new(term(200, Unit::OpeningHours), START);
    assert_eq!(compute(&mondays, &request).unwrap().due_on, date!(2030 - 09 - 16));
}

#[test]
fn reversed_overlapping_and_open_suspensions_are_refused() {
    let (one, two, three) = (
        datetime!(2026-12-01 09:00 +1),
        datetime!(2026-12-02 09:00 +1),
        datetime!(2026-12-03 09:00 +1),
    );
    assert_eq!(
        with_suspensions(&[suspension(one, two), suspension(three, two)]),
        (Refusal::SuspensionReversed(1), at("/suspensions/1"))
    );
    assert_eq!(
        with_suspensions(&[suspension(one, three), suspension(two, three)]),
        (Refusal::SuspensionsOverlap(1), at("/suspensions/1"))
    );
    assert_eq!(
        with_suspensions(&[suspension(two, three), suspension(one, three)]),
        (Refusal::SuspensionsOverlap(1), at("/suspensions/1"))
    );
    assert_eq!(
        with_suspensions(&[Suspension { from: one, to: None }]),
        (Refusal::SuspensionOpen(0), at("/suspensions/0"))
    );
    assert_eq!(
        with_suspensions(&[suspension(one, datetime!(2200-01-01 12:00 UTC))]),
        (Refusal::OutsideYears(Member::Suspension(0)), at("/suspensions/0"))
    );
}

#[test]
fn a_suspension_of_no_time_is_none() {
    let instant = datetime!(2026-12-01 09:00 +1);
    let suspensions = [suspension(instant, instant)];
    let request = Request {
        suspensions: &suspensions,
        ..Request::new(term(10, Unit::CalendarDays), START)
    };
    assert_eq!(compute(&rome(), &request).unwrap().due_on, date!(2026 - 11 - 30));
}

#[test]
fn a_suspension_that_leads_out_of_the_years_is_at_fault_itself() {
    let suspensions = [suspension(
        datetime!(2199-11-01 12:00 UTC),
        datetime!(2199-12-30 12:00 UTC),
    )];
    let start = datetime!(2199-10-20 12:00 UTC);
    let request = Request {
        suspensions: &suspensions,
        ..Request::new(term(30, Unit::CalendarDays), start)
    };
    assert_eq!(
        refused(&rome(), &request),
        (Refusal::OutsideYears(Member::Suspension(0)), at("/suspensions/0"))
    );
}

#[test]
fn extensions_that_are_immediate_or_too_large_are_refused() {
    let good = Extension {
        amount: 1,
        unit: Unit::Months,
    };
    assert_eq!(
        with_extensions(&[
            good,
            Extension {
                amount: 0,
                unit: Unit::Immediate
            }
        ]),
        (Refusal::ExtensionImmediate(1), at("/extensions/1/unit"))
    );
    assert_eq!(
        with_extensions(&[
            good,
            Extension {
                amount: 241,
                unit: Unit::Months
            }
        ]),
        (
            Refusal::ExtensionTooLarge {
                index: 1,
                maximum: 240
            },
            at("/extensions/1/amount")
        )
    );
    let most = [Extension {
        amount: 240,
        unit: Unit::Months,
    }; 9];
    assert_eq!(
        with_extensions(&most),
        (Refusal::OutsideYears(Member::Extension(8)), at("/extensions/8"))
    );
}

#[test]
fn a_term_counted_backward_is_neither_suspended_nor_extended() {
    let back = Term::new(60, Unit::CalendarDays, Roll::None, Direction::Backward).unwrap();
    let suspensions = [suspension(START, START)];
    assert_eq!(
        refused(
            &rome(),
            &Request {
                suspensions: &suspensions,
                ..Request::new(back, START)
            }
        ),
        (Refusal::BackwardSuspended, at("/suspensions"))
    );
    let extensions = [Extension {
        amount: 1,
        unit: Unit::Months,
    }];
    assert_eq!(
        refused(
            &rome(),
            &Request {
                extensions: &extensions,
                ..Request::new(back, START)
            }
        ),
        (Refusal::BackwardExtended, at("/extensions"))
    );
}

#[test]
fn terms_are_at_fault_in_their_amount_or_their_direction() {
    assert_eq!(Refusal::AmountMissing.pointer(), at("/term/amount"));
    assert_eq!(
        Refusal::AmountTooLarge { maximum: 1 }.pointer(),
        at("/term/amount")
    );
    assert_eq!(Refusal::ImmediateWithAmount.pointer(), at("/term/amount"));
    assert_eq!(Refusal::ImmediateBackward.pointer(), at("/term/direction"));
}

const EVERY_REFUSAL: [Refusal; 18] = [
    Refusal::AmountMissing,
    Refusal::AmountTooLarge { maximum: 240 },
    Refusal::ImmediateWithAmount,
    Refusal::ImmediateBackward,
    Refusal::OutsideYears(Member::StartsAt),
    Refusal::NeverOpen,
    Refusal::NoWorkingDay,
    Refusal::SuspensionReversed(0),
    Refusal::SuspensionsOverlap(0),
    Refusal::SuspensionOpen(0),
    Refusal::TooManySuspensions { index: 1, times: 1 },
    Refusal::BackwardSuspended,
    Refusal::BackwardExtended,
    Refusal::ExtensionTooLarge {
        index: 0,
        maximum: 240,
    },
    Refusal::ExtensionImmediate(0),
    Refusal::ExtensionAfterDue,
    Refusal::ObservationsBeforeNotice,
    Refusal::EndBeforeStart,
];

#[test]
fn every_refusal_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let codes: std::collections::BTreeSet<&str> =
        EVERY_REFUSAL.iter().map(|refusal| refusal.code()).collect();
    assert_eq!(codes.len(), EVERY_REFUSAL.len());
    for refusal in EVERY_REFUSAL {
        assert_ne!(
            refusal.sentence(Language::Italian),
            refusal.sentence(Language::English)
        );
        assert_eq!(refusal.to_string(), refusal.sentence(Language::English));
    }
}

#[test]
fn acts_that_are_no_part_of_a_calculation_have_no_pointer() {
    for refusal in [
        Refusal::ExtensionAfterDue,
        Refusal::ObservationsBeforeNotice,
        Refusal::EndBeforeStart,
    ] {
        assert_eq!(refusal.pointer(), None);
    }
}

#[test]
fn refusals_say_how_many_are_allowed() {
    let once = Refusal::TooManySuspensions { index: 1, times: 1 };
    assert_eq!(
        once.sentence(Language::Italian),
        "il termine può essere sospeso al più una volta"
    );
    let twice = Refusal::TooManySuspensions { index: 2, times: 2 };
    assert_eq!(
        twice.sentence(Language::English),
        "the term may be suspended at most 2 times"
    );
}
