//! The laws that every policy obeys, on random ones.

use super::tests::{DECIDED, code, livorno, upheld};
use super::*;
use crate::cases::{Decision, Outcome};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::HashSet;
use time::Duration;

const CAUSES: [Cause; 4] = [
    Cause::Administration,
    Cause::ThirdParty,
    Cause::ForceMajeure,
    Cause::User,
];

/// Any combination of the conditions; the time for asking has a law of its own.
fn conditions() -> impl Strategy<Value = Conditions> {
    let causes = subsequence(CAUSES.to_vec(), 0..=4);
    (any::<[bool; 5]>(), causes).prop_map(|(asked, excluded_causes)| {
        let [upheld, pertinent, standard_not_met, per_standard, on_request] = asked;
        Conditions {
            upheld,
            pertinent,
            standard_not_met,
            per_standard,
            on_request,
            claim_within: None,
            excluded_causes,
        }
    })
}

/// A policy that gives 1 to 50 of one item, of which there may be so many.
fn policies() -> impl Strategy<Value = (Policy, Vec<Item>)> {
    let range = (1_u32..5, 0_u32..50);
    (conditions(), range, proptest::option::of(0_u32..60)).prop_map(|(conditions, (minimum, more), stock)| {
        let (mut policy, mut items) = livorno();
        policy.conditions = conditions;
        for range in &mut policy.options {
            (range.minimum, range.maximum) = (minimum, minimum + more);
        }
        for item in &mut items {
            item.stock = stock;
        }
        (policy, items)
    })
}

/// Any decision.
fn decisions() -> impl Strategy<Value = Option<Decision>> {
    let outcomes = select(vec![
        Outcome::Upheld,
        Outcome::PartiallyUpheld,
        Outcome::Rejected,
        Outcome::NotCompetent,
    ]);
    let breached = subsequence(vec![code("response-time"), code("waiting-time")], 0..=2);
    let cause = proptest::option::of(select(CAUSES.to_vec()));
    let decision = (outcomes, any::<bool>(), breached, cause).prop_map(
        |(outcome, pertinent, breached_standards, cause)| Decision {
            outcome,
            pertinent,
            breached_standards,
            cause,
            ..upheld()
        },
    );
    proptest::option::of(decision)
}

fn weigh(
    (policy, items): &(Policy, Vec<Item>),
    decision: Option<&Decision>,
    [claimed, refused, granted]: [bool; 3],
) -> Eligibility {
    let facts = Facts {
        now: DECIDED,
        decision,
        foreseen: &HashSet::from([code("response-time")]),
        claimed_at: claimed.then_some(DECIDED + Duration::DAY),
        window: None,
        refused,
        granted,
    };
    eligibility(policy, facts, items)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The result is its reasons: owed exactly when every rule weighed holds, each rule weighed once, each with its source.
    #[test]
    fn a_redress_is_owed_exactly_when_every_rule_holds(
        given in policies(), decision in decisions(), known in any::<[bool; 3]>(),
    ) {
        let found = weigh(&given, decision.as_ref(), known);
        prop_assert_eq!(found.eligible, found.rules.iter().all(|rule| rule.satisfied));
        let codes: HashSet<_> = found.rules.iter().map(|rule| rule.code).collect();
        prop_assert_eq!(codes.len(), found.rules.len());
        prop_assert!(found.rules.iter().all(|rule| rule.source == given.0.source));
    }

    /// Nothing is owed for an undecided case, nor beside a grant, whatever the policy.
    #[test]
    fn no_policy_owes_what_is_undecided_or_granted_already(
        given in policies(), decision in decisions(), [claimed, refused] in any::<[bool; 2]>(),
    ) {
        prop_assert!(!weigh(&given, None, [claimed, refused, false]).eligible);
        prop_assert!(!weigh(&given, decision.as_ref(), [claimed, refused, true]).eligible);
    }

    /// A policy that asks for more owes no more than one that asks for less.
    #[test]
    fn asking_for_more_never_owes_more(
        given in policies(), decision in decisions(), known in any::<[bool; 3]>(), which in 0_usize..6,
    ) {
        let mut stricter = given.clone();
        let conditions = &mut stricter.0.conditions;
        match which {
            0 => conditions.upheld = true,
            1 => conditions.pertinent = true,
            2 => conditions.standard_not_met = true,
            3 => conditions.per_standard = true,
            4 => conditions.on_request = true,
            _ => conditions.excluded_causes = CAUSES.to_vec(),
        }
        let strict = weigh(&stricter, decision.as_ref(), known).eligible;
        prop_assert!(!strict || weigh(&given, decision.as_ref(), known).eligible);
    }

    /// What is granted lies within the range and within the stock, and is granted only where it is owed.
    #[test]
    fn what_is_granted_is_owed_within_the_range_and_within_the_stock(
        given in policies(), decision in decisions(), known in any::<[bool; 3]>(), quantity in 0_u32..70,
    ) {
        let found = weigh(&given, decision.as_ref(), known);
        let range = given.0.options.first().copied();
        let stock = given.1.first().and_then(|item| item.stock);
        let fits = range.is_some_and(|range| (range.minimum..=range.maximum).contains(&quantity));
        let there = stock.is_none_or(|left| left >= quantity);
        let granted = grant(&found, &code("a-book"), quantity);
        prop_assert_eq!(granted.is_ok(), found.eligible && fits && there);
        if let Ok(granted) = granted {
            prop_assert_eq!((granted.quantity, granted.stocked), (quantity, stock.is_some()));
        }
    }
}
