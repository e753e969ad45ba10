//! The rules of Livorno and Lecce, weighed.

use super::*;
use crate::cases::{Decision, Outcome};

fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

fn source(raw: &str) -> Source {
    Source::parse(raw).unwrap()
}

/// Livorno, URP charter, Ristoro: upheld, pertinent, a standard not kept; one publication.
fn livorno() -> (Policy, Vec<Item>) {
    let conditions = Conditions {
        upheld: true,
        pertinent: true,
        standard_not_met: true,
        on_request: false,
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
        source: source("Carta URP, Ristoro"),
    };
    (policy, vec![book])
}

/// Lecce, ICT and business charter, §9: upheld, on request; 1 to 50 parking days or bus rides.
fn lecce() -> (Policy, Vec<Item>) {
    let conditions = Conditions {
        upheld: true,
        pertinent: false,
        standard_not_met: false,
        on_request: true,
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
            source: source("Carta ICT, §9"),
        },
        items,
    )
}

fn upheld() -> Decision {
    Decision {
        outcome: Outcome::Upheld,
        answer: "Accolto.".to_owned().try_into().unwrap(),
        pertinent: true,
        breached_standards: vec![code("response-time")],
        cause: Some(Cause::Administration),
    }
}

fn weigh(
    (policy, items): &(Policy, Vec<Item>),
    decision: Option<&Decision>,
    claimed: bool,
    granted: bool,
) -> Eligibility {
    eligibility(
        policy,
        Facts {
            decision,
            claimed,
            granted,
        },
        items,
    )
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
