//! What is to happen to a case by itself, with dates counted by hand. November 2026 begins on a Sunday; 8 December is a
//! holiday.

use crate::desk::*;
use cartaviva_domain::alarms::{About, Alarm, Verdict, alarms_of, asks_policy, judge, office_hours};
use cartaviva_domain::calendar::{Calendar, CalendarSettings};
use cartaviva_domain::cases::{Case, Command, Outcome};
use cartaviva_domain::codes::GrantId;
use cartaviva_domain::deadline::{Extension, Unit};
use cartaviva_domain::ristoro::{Granted, Kind, Policy};
use serde_json::json;
use time::OffsetDateTime;
use time::macros::{date, datetime};
use uuid::Uuid;

fn approaching(level: u32) -> About {
    About::DeadlineApproaching {
        term: code("response"),
        level,
    }
}

fn missed() -> About {
    About::DeadlineMissed {
        term: code("response"),
    }
}

/// What goes off when.
fn times(alarms: &[Alarm]) -> Vec<(About, OffsetDateTime)> {
    alarms
        .iter()
        .map(|alarm| (alarm.about.clone(), alarm.at))
        .collect()
}

/// Due on Monday 21 December 2026: thirty days from a Friday, of which the last is a Sunday.
fn complaint() -> (Desk, Case) {
    let desk = Desk::of(lecce());
    let case = desk.received(FRIDAY);
    (desk, case)
}

fn upheld(desk: &Desk, case: &Case) -> Case {
    desk.apply(case, decide(Outcome::Upheld), FRIDAY).unwrap()
}

fn policy() -> Policy {
    serde_json::from_value(json!({
        "conditions": { "upheld": true, "pertinent": true, "standard_not_met": false, "on_request": true,
            "claim_within": { "amount": 30, "unit": "calendar_days" }, "excluded_causes": [] },
        "decided_by": "manager", "options": [{ "kind": "parking_day", "minimum": 1, "maximum": 50 }],
        "source": "Carta ICT, Lecce, §9"
    }))
    .unwrap()
}

#[test]
fn a_term_reminds_ten_and_three_working_days_before_its_end_and_on_its_last_day() {
    let (desk, case) = complaint();
    assert_eq!(
        times(&alarms_of(&case, &desk.rules(), None)),
        [
            (approaching(10), datetime!(2026-12-04 09:00 +1)),
            (approaching(3), datetime!(2026-12-16 09:00 +1)),
            (approaching(0), datetime!(2026-12-21 09:00 +1)),
            (missed(), datetime!(2026-12-22 00:00 +1)),
        ]
    );
}

#[test]
fn a_term_that_has_not_begun_reminds_nobody() {
    let desk = Desk::of(livorno());
    assert_eq!(alarms_of(&desk.received(FRIDAY), &desk.rules(), None), []);
}

#[test]
fn a_reminder_that_would_come_before_its_term_has_begun_is_none() {
    let mut procedure = lecce();
    procedure.terms[0].term = serde_json::from_value(json!({ "amount": 2, "unit": "working_days" })).unwrap();
    let desk = Desk::of(procedure);
    let alarms = alarms_of(&desk.received(FRIDAY), &desk.rules(), None);
    assert_eq!(
        times(&alarms),
        [
            (approaching(0), datetime!(2026-11-24 09:00 +1)),
            (missed(), datetime!(2026-11-25 00:00 +1)),
        ]
    );
}

#[test]
fn a_term_in_hours_is_late_a_microsecond_after_its_instant() {
    let mut procedure = lecce();
    procedure.terms[0].term =
        serde_json::from_value(json!({ "amount": 48, "unit": "working_day_hours" })).unwrap();
    let desk = Desk::of(procedure);
    let alarms = alarms_of(&desk.received(FRIDAY), &desk.rules(), None);
    assert_eq!(
        times(&alarms),
        [
            (approaching(0), datetime!(2026-11-24 09:00 +1)),
            (missed(), datetime!(2026-11-24 11:30:00.000001 +1)),
        ]
    );
}

#[test]
fn an_extension_moves_every_alarm_of_its_term() {
    let (desk, case) = complaint();
    let extension = Extension {
        amount: 10,
        unit: Unit::CalendarDays,
    };
    let reason = reason();
    let extended = desk
        .apply(&case, Command::Extend { extension, reason }, FRIDAY)
        .unwrap();
    let (before, after) = (
        alarms_of(&case, &desk.rules(), None),
        alarms_of(&extended, &desk.rules(), None),
    );
    assert_eq!(
        after.last().map(|alarm| alarm.at),
        Some(datetime!(2026-12-31 00:00 +1))
    );
    for alarm in &after {
        assert!(before.iter().all(|known| known.key() != alarm.key()));
    }
}

#[test]
fn a_suspended_term_has_one_alarm_the_end_of_what_the_law_allows() {
    let (desk, case) = complaint();
    let suspended = desk
        .apply(&case, Command::Suspend { reason: reason() }, FRIDAY)
        .unwrap();
    assert_eq!(
        times(&alarms_of(&suspended, &desk.rules(), None)),
        [(About::SuspensionOver, datetime!(2026-12-20 11:30 +1))]
    );
    let resumed = desk
        .apply(&suspended, Command::Resume, datetime!(2026-12-10 10:00 +1))
        .unwrap();
    let alarms = alarms_of(&resumed, &desk.rules(), None);
    assert!(alarms.iter().all(|alarm| alarm.about != About::SuspensionOver));
    assert_eq!(alarms.len(), 4);
}

#[test]
fn nothing_is_owed_by_itself_after_a_decision_or_a_withdrawal() {
    let (desk, case) = complaint();
    let rejected = desk.apply(&case, decide(Outcome::Rejected), FRIDAY).unwrap();
    assert_eq!(alarms_of(&rejected, &desk.rules(), Some(&policy())), []);
    assert!(!asks_policy(&rejected));
    let withdrawn = desk
        .apply(&case, Command::Withdraw { reason: None }, FRIDAY)
        .unwrap();
    assert_eq!(alarms_of(&withdrawn, &desk.rules(), Some(&policy())), []);
}

#[test]
fn who_was_found_right_is_reminded_five_working_days_before_the_time_for_asking_ends() {
    let (desk, case) = complaint();
    let upheld = upheld(&desk, &case);
    assert!(asks_policy(&upheld));
    assert_eq!(
        times(&alarms_of(&upheld, &desk.rules(), Some(&policy()))),
        [(About::ClaimWindowClosing, datetime!(2026-12-14 09:00 +1))]
    );
    let claimed = desk
        .apply(&upheld, Command::ClaimRistoro { window: None }, FRIDAY)
        .unwrap();
    assert_eq!(alarms_of(&claimed, &desk.rules(), Some(&policy())), []);
}

#[test]
fn a_redress_that_nobody_need_ask_for_has_no_time_for_asking() {
    let (desk, case) = complaint();
    let mut policy = policy();
    policy.conditions.on_request = false;
    assert_eq!(alarms_of(&upheld(&desk, &case), &desk.rules(), Some(&policy)), []);
}

#[test]
fn a_voucher_reminds_before_its_last_day_and_expires_at_the_midnight_after_it() {
    let (desk, case) = complaint();
    let granted = Granted {
        id: GrantId(Uuid::nil()),
        kind: Kind::ParkingDay,
        item: code("parking-day"),
        quantity: 2,
        voucher: "ABCD-EFGH".to_owned(),
        granted_at: FRIDAY,
        granted_by: "manager".to_owned(),
        expires_on: Some(date!(2026 - 12 - 31)),
        delivered_at: None,
        returned: None,
    };
    let command = Command::GrantRistoro(Box::new(granted.clone()));
    let case = desk.apply(&upheld(&desk, &case), command, FRIDAY).unwrap();
    assert_eq!(
        times(&alarms_of(&case, &desk.rules(), None)),
        [
            (About::VoucherExpiring, datetime!(2026-12-23 09:00 +1)),
            (About::VoucherExpired, datetime!(2027-01-01 00:00 +1)),
        ]
    );
    let voucher = granted.voucher;
    let delivered = desk
        .apply(&case, Command::DeliverRistoro { voucher }, FRIDAY)
        .unwrap();
    assert_eq!(alarms_of(&delivered, &desk.rules(), None), []);
}

#[test]
fn an_alarm_goes_off_at_its_moment_and_not_before() {
    let (desk, case) = complaint();
    let key = alarms_of(&case, &desk.rules(), None)[0].key();
    let judged = |now| judge(&key, &case, &desk.rules(), None, now);
    let at = datetime!(2026-12-04 09:00 +1);
    assert_eq!(judged(datetime!(2026-12-04 08:59 +1)), Verdict::Waits(at));
    assert!(matches!(judged(at), Verdict::Fires(alarm) if alarm.about == approaching(10)));
}

#[test]
fn of_the_reminders_that_were_missed_only_the_last_is_given() {
    let (desk, case) = complaint();
    let now = datetime!(2026-12-17 10:00 +1);
    let verdicts: Vec<Verdict> = alarms_of(&case, &desk.rules(), None)
        .iter()
        .map(|alarm| judge(&alarm.key(), &case, &desk.rules(), None, now))
        .collect();
    assert_eq!(verdicts[0], Verdict::Skipped);
    assert!(matches!(&verdicts[1], Verdict::Fires(alarm) if alarm.about == approaching(3)));
    assert_eq!(verdicts[2], Verdict::Waits(datetime!(2026-12-21 09:00 +1)));
}

#[test]
fn nobody_is_reminded_of_a_term_that_is_missed_already() {
    let (desk, case) = complaint();
    let now = datetime!(2027-01-07 10:00 +1);
    let fired: Vec<About> = alarms_of(&case, &desk.rules(), None)
        .iter()
        .filter_map(
            |alarm| match judge(&alarm.key(), &case, &desk.rules(), None, now) {
                Verdict::Fires(alarm) => Some(alarm.about),
                _ => None,
            },
        )
        .collect();
    assert_eq!(fired, [missed()]);
}

#[test]
fn an_alarm_that_no_longer_follows_from_its_case_is_left_out() {
    let (desk, case) = complaint();
    let key = alarms_of(&case, &desk.rules(), None)[3].key();
    let decided = desk.apply(&case, decide(Outcome::Rejected), FRIDAY).unwrap();
    let now = datetime!(2027-01-07 10:00 +1);
    assert_eq!(judge(&key, &decided, &desk.rules(), None, now), Verdict::Skipped);
}

/// Open on Tuesday and Thursday afternoons and on Saturday morning; works from Monday to Friday.
fn afternoons() -> Calendar {
    let settings: CalendarSettings = serde_json::from_value(json!({ "opening_hours": {
        "tuesday": [["15:30", "17:30"]], "thursday": [["15:30", "17:30"]], "saturday": [["09:00", "12:00"]] } }))
    .unwrap();
    Calendar::try_from(settings).unwrap()
}

#[test]
fn what_cannot_wait_for_the_right_day_comes_at_the_last_opening_before_it() {
    let before = |level| office_hours::working_days_before(&afternoons(), date!(2026 - 12 - 21), level);
    assert_eq!(before(0), Some(datetime!(2026-12-19 09:00 +1)));
    assert_eq!(before(1), Some(datetime!(2026-12-17 15:30 +1)));
    assert_eq!(before(2), Some(datetime!(2026-12-17 15:30 +1)));
    assert_eq!(before(3), Some(datetime!(2026-12-15 15:30 +1)));
}

#[test]
fn an_office_is_told_when_it_is_open_or_else_when_it_next_opens() {
    let next = |at| office_hours::next_open(&afternoons(), at);
    assert_eq!(
        next(datetime!(2026-11-24 16:00 +1)),
        datetime!(2026-11-24 16:00 +1)
    );
    assert_eq!(
        next(datetime!(2026-11-24 17:30 +1)),
        datetime!(2026-11-26 15:30 +1)
    );
    assert_eq!(
        next(datetime!(2026-11-26 23:00 +1)),
        datetime!(2026-11-28 09:00 +1)
    );
}

#[test]
fn an_office_that_states_no_hours_is_told_in_the_morning_of_a_working_day() {
    let calendar = Calendar::try_from(CalendarSettings::default()).unwrap();
    let next = |at| office_hours::next_open(&calendar, at);
    assert_eq!(
        next(datetime!(2026-11-20 13:00 +1)),
        datetime!(2026-11-23 09:00 +1)
    );
    assert_eq!(
        next(datetime!(2026-11-23 00:00 +1)),
        datetime!(2026-11-23 09:00 +1)
    );
}
