//! The rules of Livorno and Lecce, weighed.

use super::*;
use crate::calendar::{Calendar, CalendarHistory, CalendarSettings};
use crate::cases::{Decision, Outcome};
use crate::deadline::{Roll, Unit};
use crate::language::Language;
use std::collections::HashSet;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

/// When the cases of these tests are decided: a Friday.
pub(super) const DECIDED: OffsetDateTime = datetime!(2026-11-20 11:30 +1);

pub(super) fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

fn source(raw: &str) -> Source {
    Source::parse(raw).unwrap()
}

/// Livorno, URP charter, Ristoro: upheld, pertinent, a standard not kept; one publication.
pub(super) fn livorno() -> (Policy, Vec<Item>) {
    let conditions = Conditions {
        upheld: true,
        pertinent: true,
        standard_not_met: true,
        per_standard: false,
        on_request: false,
        claim_within: None,
        excluded_causes: vec![Cause::ForceMajeure, Cause::ThirdParty, Cause::User],
    };
    let options = vec![Range {
        kind: Kind::Publication,
        minimum: 1,
        maximum: 1,
    }];
    let book = Item {
        code: code("a-book"),
        kind: Kind::Publication,
        title: Title::parse("Un libro").unwrap(),
        stock: Some(2),
        example: true,
    };
    let policy = Policy {
        conditions,
        decided_by: Decider::Manager,
        options,
        voucher_valid: None,
        source: source("Carta URP, Ristoro"),
    };
    (policy, vec![book])
}

/// Lecce, ICT and business charter, §9: upheld, on request; 1 to 50 parking days or bus rides.
pub(super) fn lecce() -> (Policy, Vec<Item>) {
    let conditions = Conditions {
        upheld: true,
        pertinent: false,
        standard_not_met: false,
        per_standard: false,
        on_request: true,
        claim_within: None,
        excluded_causes: vec![Cause::ForceMajeure],
    };
    let kinds = [(Kind::ParkingDay, "parking-day"), (Kind::BusRide, "bus-ride")];
    let options = kinds
        .iter()
        .map(|(kind, _)| Range {
            kind: *kind,
            minimum: 1,
            maximum: 50,
        })
        .collect();
    let items = kinds
        .iter()
        .map(|(kind, item)| Item {
            code: code(item),
            kind: *kind,
            title: Title::parse(item).unwrap(),
            stock: None,
            example: false,
        })
        .collect();
    (
        Policy {
            conditions,
            decided_by: Decider::Manager,
            options,
            voucher_valid: None,
            source: source("Carta ICT, §9"),
        },
        items,
    )
}

pub(super) fn upheld() -> Decision {
    Decision {
        outcome: Outcome::Upheld,
        answer: "Accolto.".to_owned().try_into().unwrap(),
        pertinent: true,
        breached_standards: vec![code("response-time")],
        cause: Some(Cause::Administration),
        late_reasons: None,
    }
}

/// What is known of a case that was decided, for which nobody asked and nothing was granted.
fn facts<'a>(decision: Option<&'a Decision>, foreseen: &'a HashSet<Code>) -> Facts<'a> {
    Facts {
        now: DECIDED,
        decision,
        foreseen,
        claimed_at: None,
        window: None,
        refused: false,
        granted: false,
    }
}

fn weigh(
    (policy, items): &(Policy, Vec<Item>),
    decision: Option<&Decision>,
    claimed: bool,
    granted: bool,
) -> Eligibility {
    let foreseen = HashSet::new();
    let weighed = Facts {
        claimed_at: claimed.then_some(DECIDED),
        granted,
        ..facts(decision, &foreseen)
    };
    eligibility(policy, weighed, items)
}

fn failed(eligibility: &Eligibility) -> Vec<&'static str> {
    eligibility
        .rules
        .iter()
        .filter(|rule| !rule.satisfied)
        .map(|rule| rule.code.as_str())
        .collect()
}

#[test]
fn a_report_upheld_as_pertinent_with_a_standard_not_kept_is_owed_a_publication() {
    let found = weigh(&livorno(), Some(&upheld()), false, false);
    assert!(found.eligible);
    assert_eq!(
        found
            .rules
            .iter()
            .map(|rule| rule.code.as_str())
            .collect::<Vec<_>>(),
        [
            "decided",
            "upheld",
            "pertinent",
            "standard_not_met",
            "cause_not_excluded",
            "one_grant_per_case",
            "available"
        ]
    );
}

#[test]
fn each_condition_that_does_not_hold_is_named() {
    let with = |change: fn(&mut Decision)| {
        let mut decision = upheld();
        change(&mut decision);
        let found = weigh(&livorno(), Some(&decision), false, false);
        assert!(!found.eligible);
        failed(&found)
    };
    assert_eq!(with(|d| d.outcome = Outcome::Rejected), ["upheld"]);
    assert_eq!(with(|d| d.pertinent = false), ["pertinent"]);
    assert_eq!(with(|d| d.breached_standards.clear()), ["standard_not_met"]);
    assert_eq!(
        with(|d| d.cause = Some(Cause::ForceMajeure)),
        ["cause_not_excluded"]
    );
    assert_eq!(
        failed(&weigh(&livorno(), Some(&upheld()), false, true)),
        ["one_grant_per_case"]
    );
    assert_eq!(
        failed(&weigh(&livorno(), None, false, false)),
        ["decided", "upheld", "pertinent", "standard_not_met"]
    );
}

#[test]
fn in_lecce_nothing_is_given_without_the_users_own_request() {
    assert_eq!(
        failed(&weigh(&lecce(), Some(&upheld()), false, false)),
        ["requested"]
    );
    assert!(weigh(&lecce(), Some(&upheld()), true, false).eligible);
}

#[test]
fn fifty_parking_days_are_granted_and_fifty_one_refused() {
    let found = weigh(&lecce(), Some(&upheld()), true, false);
    assert_eq!(
        grant(&found, &code("parking-day"), 50).map(|given| given.quantity),
        Ok(50)
    );
    let range = GrantRefusal::Quantity {
        minimum: 1,
        maximum: 50,
    };
    assert_eq!(grant(&found, &code("parking-day"), 51), Err(range.clone()));
    assert_eq!(grant(&found, &code("bus-ride"), 0), Err(range));
    assert_eq!(grant(&found, &code("a-book"), 1), Err(GrantRefusal::UnknownItem));
}

#[test]
fn nothing_is_granted_that_is_not_there() {
    let (policy, mut items) = livorno();
    for item in &mut items {
        item.stock = Some(0);
    }
    assert_eq!(
        failed(&weigh(&(policy, items), Some(&upheld()), false, false)),
        ["available"]
    );
    let (mut policy, items) = livorno();
    for range in &mut policy.options {
        range.maximum = 5;
    }
    let found = weigh(&(policy, items), Some(&upheld()), false, false);
    assert_eq!(grant(&found, &code("a-book"), 3), Err(GrantRefusal::OutOfStock));
    assert_eq!(
        grant(&found, &code("a-book"), 2).map(|given| given.stocked),
        Ok(true)
    );
}

#[test]
fn a_refused_grant_says_which_rule_refused() {
    let found = weigh(&livorno(), Some(&upheld()), false, true);
    let refusal = grant(&found, &code("a-book"), 1).unwrap_err();
    assert_eq!(refusal.rule(), "one_grant_per_case");
}

#[test]
fn where_the_charter_says_for_each_standard_one_that_foresees_redress_must_be_broken() {
    let (mut policy, items) = livorno();
    policy.conditions.per_standard = true;
    let weighed = |foreseen: &[&str]| {
        let foreseen = foreseen.iter().map(|standard| code(standard)).collect();
        failed(&eligibility(&policy, facts(Some(&upheld()), &foreseen), &items))
    };
    assert_eq!(weighed(&["response-time", "waiting-time"]), [""; 0]);
    assert_eq!(weighed(&["waiting-time"]), ["redress_foreseen"]);
    assert_eq!(weighed(&[]), ["redress_foreseen"]);
}

/// Livorno's policy with thirty days to ask, and asking needed.
fn within_thirty_days() -> (Policy, Vec<Item>) {
    let (mut policy, items) = livorno();
    policy.conditions.on_request = true;
    let term = Term::new(30, Unit::CalendarDays, Roll::NextNonHoliday, Direction::Forward);
    policy.conditions.claim_within = Some(term.unwrap());
    (policy, items)
}

fn calendars() -> CalendarHistory {
    CalendarHistory::unchanging(Calendar::try_from(CalendarSettings::default()).unwrap())
}

#[test]
fn the_last_day_for_asking_is_counted_from_the_decision_and_moves_off_a_sunday() {
    let (policy, items) = within_thirty_days();
    let window = claim_window(&policy, DECIDED, &calendars()).unwrap().unwrap();
    assert_eq!(
        window.due.due_on,
        date!(2026 - 12 - 21),
        "20 December is a Sunday"
    );
    let (decision, foreseen) = (upheld(), HashSet::new());
    let weighed = |claimed_at, now| {
        let known = Facts {
            now,
            claimed_at,
            window: Some(&window),
            ..facts(Some(&decision), &foreseen)
        };
        eligibility(&policy, known, &items)
    };
    let last = datetime!(2026-12-21 23:59:59 +1);
    let late = last + Duration::SECOND;
    assert!(weighed(Some(last), late).eligible);
    assert_eq!(failed(&weighed(None, last)), ["requested"]);
    assert_eq!(failed(&weighed(None, late)), ["requested", "claimed_in_time"]);
    assert_eq!(failed(&weighed(Some(late), late)), ["claimed_in_time"]);
    let rule = weighed(Some(late), late)
        .rules
        .into_iter()
        .find(|rule| !rule.satisfied)
        .unwrap();
    assert!(rule.detail(Language::Italian).contains("lunedì 21 dicembre 2026"));
    assert!(rule.detail(Language::English).contains("Monday 21 December 2026"));
}

#[test]
fn the_time_for_asking_says_nothing_before_the_decision_or_where_nobody_need_ask() {
    let (mut policy, items) = within_thirty_days();
    let undecided = failed(&eligibility(&policy, facts(None, &HashSet::new()), &items));
    assert!(!undecided.contains(&"claimed_in_time"));
    policy.conditions.on_request = false;
    let window = claim_window(&policy, DECIDED, &calendars()).unwrap();
    let (decision, foreseen) = (upheld(), HashSet::new());
    let known = Facts {
        now: DECIDED + Duration::days(99),
        window: window.as_ref(),
        ..facts(Some(&decision), &foreseen)
    };
    assert!(eligibility(&policy, known, &items).eligible);
    assert_eq!(claim_window(&livorno().0, DECIDED, &calendars()), Ok(None));
}

#[test]
fn a_request_that_was_refused_stands_in_the_way() {
    let (policy, items) = livorno();
    let (decision, foreseen) = (upheld(), HashSet::new());
    let known = Facts {
        claimed_at: Some(DECIDED),
        refused: true,
        ..facts(Some(&decision), &foreseen)
    };
    assert_eq!(
        failed(&eligibility(&policy, known, &items)),
        ["claim_not_refused"]
    );
}

#[test]
fn every_rule_explains_itself_in_both_languages_whether_it_held_or_not() {
    let mut seen = HashSet::new();
    for code in RuleCode::ALL {
        for satisfied in [true, false] {
            let rule = Rule {
                code,
                satisfied,
                last_day: None,
                source: source("Carta"),
            };
            assert!(seen.insert(rule.detail(Language::Italian)), "{code:?}");
            assert!(seen.insert(rule.detail(Language::English)), "{code:?}");
        }
        assert!(seen.insert(code.as_str().to_owned()), "{code:?}");
    }
}

#[test]
fn a_policys_terms_are_counted_forward_and_a_voucher_is_good_to_the_end_of_a_day() {
    let term = |unit, direction| Some(Term::new(10, unit, Roll::None, direction).unwrap());
    let pointers = |claim_within, voucher_valid| {
        let (mut policy, _) = livorno();
        policy.conditions.claim_within = claim_within;
        policy.voucher_valid = voucher_valid;
        let found: Vec<_> = policy.term_faults().iter().map(|fault| fault.pointer).collect();
        found
    };
    let (days, hours) = (Unit::CalendarDays, Unit::OpeningHours);
    let (forward, backward) = (Direction::Forward, Direction::Backward);
    assert_eq!(pointers(None, None), [""; 0]);
    assert_eq!(pointers(term(hours, forward), term(days, forward)), [""; 0]);
    assert_eq!(pointers(term(days, backward), None), ["/conditions/claim_within"]);
    assert_eq!(pointers(None, term(days, backward)), ["/voucher_valid"]);
    assert_eq!(pointers(None, term(hours, forward)), ["/voucher_valid"]);
}

#[test]
fn a_policy_without_the_optional_rules_is_read_and_asks_for_none_of_them() {
    let written = serde_json::json!({
        "conditions": { "upheld": true, "pertinent": true, "standard_not_met": true, "on_request": false,
            "excluded_causes": ["force_majeure", "third_party", "user"] },
        "decided_by": "manager",
        "options": [{ "kind": "publication", "minimum": 1, "maximum": 1 }],
        "source": "Carta URP, Ristoro"
    });
    let policy: Policy = serde_json::from_value(written).unwrap();
    assert_eq!(policy, livorno().0);
}
