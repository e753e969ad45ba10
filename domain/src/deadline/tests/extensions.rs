//! Extensions.

use super::*;
use time::macros::{date, datetime};

fn extended(calendar: &Calendar, term: Term, starts_at: OffsetDateTime, extensions: &[Extension]) -> Due {
    due(
        calendar,
        &Request {
            extensions,
            ..Request::new(term, starts_at)
        },
    )
}

const FIFTEEN_DAYS: Extension = Extension {
    amount: 15,
    unit: Unit::CalendarDays,
};

#[test]
fn an_extension_is_added_to_the_last_day_before_it_moves_and_the_original_is_kept() {
    // Friday 20 November + 30 = Sunday 20 December (moved: 21); + 15 = Monday 4 January.
    let due = extended(
        &rome(),
        term(30, Unit::CalendarDays),
        datetime!(2026-11-20 11:30 +1),
        &[FIFTEEN_DAYS],
    );
    assert_eq!(due.due_on, date!(2027 - 01 - 04));
    assert_eq!(due.original_due_on, date!(2026 - 12 - 21));
    assert_eq!(due.original_due_at, datetime!(2026-12-21 23:59:59 +1));
    assert!(due.is_extended());
}

#[test]
fn several_extensions_add_up_each_in_its_unit() {
    let months_and_days = [
        Extension {
            amount: 1,
            unit: Unit::Months,
        },
        FIFTEEN_DAYS,
    ];
    let due = extended(
        &rome(),
        term(30, Unit::CalendarDays),
        datetime!(2026-11-20 11:30 +1),
        &months_and_days,
    );
    // 20 December, 20 January, 4 February.
    assert_eq!(due.due_on, date!(2027 - 02 - 04));
}

#[test]
fn an_extension_of_nothing_changes_nothing() {
    let none = [Extension {
        amount: 0,
        unit: Unit::WorkingDays,
    }];
    let due = extended(
        &rome(),
        term(29, Unit::CalendarDays),
        datetime!(2026-11-20 11:30 +1),
        &none,
    );
    assert_eq!(due.due_on, date!(2026 - 12 - 19));
    assert!(!due.is_extended());
}

#[test]
fn an_extension_of_no_days_leaves_a_term_in_hours_its_instant() {
    let none = [Extension {
        amount: 0,
        unit: Unit::CalendarDays,
    }];
    let due = extended(
        &livorno(),
        term(2, Unit::OpeningHours),
        datetime!(2026-11-20 09:00 +1),
        &none,
    );
    assert_eq!(due.due_at, datetime!(2026-11-20 11:00 +1));
    assert!(!due.whole_day);
}

#[test]
fn suspensions_come_first_and_count_in_the_original_due_date() {
    let suspensions = [suspension(
        datetime!(2026-12-01 09:00 +1),
        datetime!(2026-12-11 09:00 +1),
    )];
    let request = Request {
        suspensions: &suspensions,
        extensions: &[FIFTEEN_DAYS],
        ..Request::new(term(30, Unit::CalendarDays), datetime!(2026-11-20 11:30 +1))
    };
    let due = due(&rome(), &request);
    assert_eq!(due.original_due_on, date!(2026 - 12 - 30));
    assert_eq!(due.due_on, date!(2027 - 01 - 14));
}

#[test]
fn an_extension_in_days_of_a_term_in_hours_makes_it_end_with_a_day() {
    let due = extended(
        &livorno(),
        term(2, Unit::OpeningHours),
        datetime!(2026-11-20 11:30 +1),
        &[Extension {
            amount: 2,
            unit: Unit::WorkingDays,
        }],
    );
    assert_eq!(due.original_due_at, datetime!(2026-11-23 09:30 +1));
    assert!(due.whole_day);
    assert_eq!(due.due_at, datetime!(2026-11-25 23:59:59 +1));
}

#[test]
fn an_extension_in_hours_of_a_term_in_days_counts_from_the_end_of_the_last_day() {
    let due = extended(
        &livorno(),
        term(3, Unit::WorkingDays),
        datetime!(2026-11-20 11:30 +1),
        &[Extension {
            amount: 2,
            unit: Unit::OpeningHours,
        }],
    );
    assert!(!due.whole_day);
    assert_eq!(due.due_at, datetime!(2026-11-26 11:00 +1));
}

#[test]
fn an_extension_in_hours_of_a_term_in_hours_goes_on_from_its_end() {
    let due = extended(
        &livorno(),
        term(4, Unit::OpeningHours),
        datetime!(2026-11-20 09:00 +1),
        &[Extension {
            amount: 60,
            unit: Unit::OpeningMinutes,
        }],
    );
    assert_eq!(due.original_due_at, datetime!(2026-11-20 13:00 +1));
    assert_eq!(due.due_at, datetime!(2026-11-23 10:00 +1));
}

#[test]
fn what_is_immediate_may_be_extended() {
    let due = extended(
        &livorno(),
        term(0, Unit::Immediate),
        datetime!(2026-11-20 11:30 +1),
        &[Extension {
            amount: 24,
            unit: Unit::WorkingDayHours,
        }],
    );
    assert_eq!(due.due_at, datetime!(2026-11-23 11:30 +1));
}
