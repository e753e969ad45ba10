//! The laws of departing from a standard only in the citizen's favour.
#![cfg(test)]

use cartaviva_domain::standards::{Comparator, Favour, Target, Unit, favour, more_favourable};
use proptest::prelude::*;

/// Any target: of few values, units and comparators, so that many can be compared and many are equal.
fn targets() -> impl Strategy<Value = Target> {
    let numbers = (
        prop::sample::select(vec![
            Comparator::AtLeast,
            Comparator::AtMost,
            Comparator::MoreThan,
            Comparator::LessThan,
        ]),
        prop::sample::select(vec!["0", "1", "1.0", "1.5", "2", "95.00", "95"]),
        prop::sample::select(vec![Unit::Percent, Unit::Count, Unit::Score]),
    );
    let times = (
        Just(Comparator::Within),
        prop::sample::select(vec!["0", "1", "1.00", "2", "30"]),
        prop::sample::select(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::OpeningHours]),
    );
    let answers = (
        Just(Comparator::Is),
        prop::sample::select(vec!["true", "false"]),
        Just(Unit::YesNo),
    );
    let at_once = (Just(Comparator::Within), Just("immediate"), Just(Unit::Immediate));
    let parsed = |(comparator, target, unit): (Comparator, &str, Unit)| {
        Target::parse(comparator, target, unit).unwrap()
    };
    prop_oneof![
        4 => numbers.prop_map(parsed),
        2 => times.prop_map(parsed),
        1 => answers.prop_map(parsed),
        1 => at_once.prop_map(parsed),
    ]
}

/// Targets that can all be compared: shares of at least so much, some of them strict.
fn shares() -> impl Strategy<Value = Target> {
    let comparator = prop::sample::select(vec![Comparator::AtLeast, Comparator::MoreThan]);
    (comparator, 0_u32..6, 0_u32..100).prop_map(|(comparator, whole, cents)| {
        Target::parse(comparator, &format!("{whole}.{cents:02}"), Unit::Percent).unwrap()
    })
}

proptest! {
    #[test]
    fn no_target_is_more_favourable_than_itself(target in targets()) {
        prop_assert!(!more_favourable(target, target));
    }

    #[test]
    fn of_two_targets_at_most_one_is_more_favourable(one in targets(), other in targets()) {
        prop_assert!(!(more_favourable(one, other) && more_favourable(other, one)));
    }

    #[test]
    fn what_is_more_favourable_than_a_more_favourable_one_is_so_too(
        one in targets(), two in targets(), three in targets(),
    ) {
        if more_favourable(one, two) && more_favourable(two, three) {
            prop_assert!(more_favourable(one, three));
        }
    }

    #[test]
    fn among_shares_too_the_order_is_transitive(one in shares(), two in shares(), three in shares()) {
        if more_favourable(one, two) && more_favourable(two, three) {
            prop_assert!(more_favourable(one, three));
        }
    }

    #[test]
    fn better_seen_from_one_side_is_worse_from_the_other(one in targets(), other in targets()) {
        let mirrored = match favour(other, one) {
            Favour::Better => Favour::Worse,
            Favour::Worse => Favour::Better,
            same => same,
        };
        prop_assert_eq!(favour(one, other), mirrored);
    }

    #[test]
    fn shares_can_always_be_compared(one in shares(), other in shares()) {
        prop_assert_ne!(favour(one, other), Favour::NotComparable);
    }
}
