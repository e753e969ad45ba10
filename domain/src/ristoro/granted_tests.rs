//! The life of a voucher, and for which standards redress is foreseen.

use super::tests::{DECIDED, code, livorno};
use super::*;
use crate::calendar::{Calendar, CalendarHistory, CalendarSettings};
use crate::cases::Reason;
use crate::charters::Charter;
use crate::codes::GrantId;
use crate::deadline::{Roll, Unit};
use crate::language::Language;
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

const LAST_DAY: Date = date!(2026 - 12 - 20);

/// A book that was granted, good until its last day.
pub(super) fn granted(expires_on: Option<Date>) -> Granted {
    Granted {
        id: GrantId(Uuid::nil()),
        kind: Kind::Publication,
        item: code("a-book"),
        quantity: 1,
        voucher: "K7QWM2ZTA4XN5PRB".to_owned(),
        granted_at: DECIDED,
        granted_by: "the manager".to_owned(),
        expires_on,
        delivered_at: None,
        returned: None,
    }
}

fn reason() -> Reason {
    Reason::parse("Non è stato ritirato.").unwrap()
}

#[test]
fn a_voucher_is_good_through_its_last_day_and_expired_on_the_next() {
    let book = granted(Some(LAST_DAY));
    let next = LAST_DAY.next_day().unwrap();
    assert_eq!(book.state(LAST_DAY), GrantState::Granted);
    assert_eq!(book.state(next), GrantState::Expired);
    let late = Refusal::VoucherExpired { last_day: LAST_DAY };
    assert_eq!(
        book.clone().deliver("K7QWM2ZTA4XN5PRB", DECIDED, next),
        Err(late.clone())
    );
    assert!(late.sentence(Language::Italian).contains("20 dicembre 2026"));
    let mut handed = book;
    assert_eq!(handed.deliver("K7QWM2ZTA4XN5PRB", DECIDED, LAST_DAY), Ok(()));
    assert_eq!(
        (handed.state(next), handed.delivered_at),
        (GrantState::Delivered, Some(DECIDED))
    );
}

#[test]
fn a_voucher_without_a_last_day_does_not_expire() {
    assert_eq!(granted(None).state(Date::MAX), GrantState::Granted);
    assert!(
        granted(None)
            .deliver("K7QWM2ZTA4XN5PRB", DECIDED, Date::MAX)
            .is_ok()
    );
}

#[test]
fn a_voucher_is_handed_out_once_to_who_shows_its_code_however_it_was_copied() {
    let mut book = granted(None);
    assert_eq!(
        book.deliver("K7QWM2ZTA4XN5PRC", DECIDED, LAST_DAY),
        Err(Refusal::UnknownVoucher)
    );
    assert_eq!(book.deliver(" k7qwm2zta4xn5prb ", DECIDED, LAST_DAY), Ok(()));
    assert_eq!(
        book.deliver("K7QWM2ZTA4XN5PRB", DECIDED, LAST_DAY),
        Err(Refusal::AlreadyDelivered)
    );
    assert_eq!(book.take_back(reason(), DECIDED), Err(Refusal::AlreadyDelivered));
    assert!(book.counts());
}

#[test]
fn what_was_not_handed_out_is_returned_once_expired_or_not_and_no_longer_counts() {
    for expires_on in [None, Some(date!(2020 - 01 - 01))] {
        let mut book = granted(expires_on);
        assert_eq!(book.take_back(reason(), DECIDED), Ok(()));
        assert_eq!(
            (book.state(LAST_DAY), book.counts()),
            (GrantState::Returned, false)
        );
        assert_eq!(book.take_back(reason(), DECIDED), Err(Refusal::AlreadyReturned));
        assert_eq!(
            book.deliver("K7QWM2ZTA4XN5PRB", DECIDED, LAST_DAY),
            Err(Refusal::AlreadyReturned)
        );
    }
}

#[test]
fn the_last_day_of_a_voucher_is_counted_from_the_grant() {
    let calendars = CalendarHistory::unchanging(Calendar::try_from(CalendarSettings::default()).unwrap());
    let mut policy = livorno().0;
    assert_eq!(voucher_expiry(&policy, DECIDED, &calendars), Ok(None));
    let mut expires = |term| {
        policy.voucher_valid = Some(term);
        voucher_expiry(&policy, DECIDED, &calendars).unwrap().unwrap()
    };
    let term = |unit, roll| Term::new(1, unit, roll, Direction::Forward).unwrap();
    assert_eq!(expires(term(Unit::Months, Roll::None)), LAST_DAY);
    assert_eq!(
        expires(term(Unit::Months, Roll::NextNonHoliday)),
        LAST_DAY + Duration::DAY,
        "20 December is a Sunday"
    );
}

#[test]
fn redress_is_foreseen_where_the_edition_in_force_prints_it_beside_the_standard() {
    let standard = |code: &str, redress: serde_json::Value| {
        let mut standard = serde_json::json!({
            "code": code, "scope": "general", "dimension": "timeliness", "sub_dimension": "Tempi",
            "indicator": "Giorni", "formula": "Giorni", "comparator": "within", "target": "30", "unit": "calendar_days",
            "measured_by": { "source": "appointments" }
        });
        if !redress.is_null() {
            standard["redress_foreseen"] = redress;
        }
        standard
    };
    let written = serde_json::json!({ "code": "urp", "kind": "specific", "title": "Carta", "editions": [
        { "code": "old", "in_force_until": "2025-12-31", "standards": [standard("desk", true.into())] },
        { "code": "new", "in_force_from": "2026-01-01", "standards": [
            standard("answer", true.into()), standard("desk", false.into()), standard("forms", serde_json::Value::Null)
        ] },
    ] });
    let charter: Charter = serde_json::from_value(written).unwrap();
    let on = |day| foreseen([&charter], day);
    assert_eq!(on(date!(2026 - 06 - 01)), [code("answer")].into());
    assert_eq!(on(date!(2025 - 06 - 01)), [code("desk")].into());
}

#[test]
fn every_refusal_has_a_rule_of_its_own_and_a_sentence_in_both_languages() {
    let refusals = [
        Refusal::AlreadyClaimed,
        Refusal::ClaimedTooLate {
            last_day: LAST_DAY,
            source: livorno().0.source,
        },
        Refusal::NothingClaimed,
        Refusal::AlreadyRefused,
        Refusal::AlreadyGranted,
        Refusal::NothingGranted,
        Refusal::UnknownVoucher,
        Refusal::VoucherExpired { last_day: LAST_DAY },
        Refusal::AlreadyDelivered,
        Refusal::AlreadyReturned,
    ];
    let mut seen = std::collections::HashSet::new();
    for refusal in &refusals {
        assert!(seen.insert(refusal.rule().to_owned()), "{refusal:?}");
        assert!(seen.insert(refusal.sentence(Language::Italian)), "{refusal:?}");
        assert!(seen.insert(refusal.sentence(Language::English)), "{refusal:?}");
    }
    let sourced: Vec<_> = refusals.iter().filter_map(Refusal::source).collect();
    assert_eq!(sourced, ["Carta URP, Ristoro"]);
}
