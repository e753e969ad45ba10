//! Departing from a standard only in the citizen's favour (Lecce, ICT and business charter, §1).

use super::target::{Comparator, Target};
use std::cmp::Ordering;

/// How a new target compares with an old one, seen by the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Favour {
    /// It promises more.
    Better,
    /// It promises the same.
    Same,
    /// It promises less.
    Worse,
    /// The two cannot be compared: another unit, or another direction.
    NotComparable,
}

/// Compares two targets. Only targets of one unit and one direction can be compared.
#[must_use]
pub fn favour(new: Target, old: Target) -> Favour {
    if new.unit() != old.unit() {
        return Favour::NotComparable;
    }
    if let (Some(new), Some(old)) = (new.yes_no(), old.yes_no()) {
        return if new == old {
            Favour::Same
        } else {
            Favour::NotComparable
        };
    }
    let (Some(new_number), Some(old_number)) = (new.number(), old.number()) else {
        return Favour::NotComparable;
    };
    let order = match (direction(new.comparator()), direction(old.comparator())) {
        (Some(Direction::Up), Some(Direction::Up)) => new_number.cmp(&old_number),
        (Some(Direction::Down), Some(Direction::Down)) => old_number.cmp(&new_number),
        _ => return Favour::NotComparable,
    };
    match order.then(strictness(new.comparator()).cmp(&strictness(old.comparator()))) {
        Ordering::Greater => Favour::Better,
        Ordering::Equal => Favour::Same,
        Ordering::Less => Favour::Worse,
    }
}

/// Whether a new target promises strictly more than an old one.
#[must_use]
pub fn more_favourable(new: Target, old: Target) -> bool {
    favour(new, old) == Favour::Better
}

#[derive(PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

fn direction(comparator: Comparator) -> Option<Direction> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(Direction::Up),
        Comparator::AtMost | Comparator::LessThan | Comparator::Within => Some(Direction::Down),
        Comparator::Is => None,
    }
}

fn strictness(comparator: Comparator) -> u8 {
    u8::from(matches!(comparator, Comparator::MoreThan | Comparator::LessThan))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::Unit;

    fn target(comparator: Comparator, value: &str, unit: Unit) -> Target {
        Target::parse(comparator, value, unit).unwrap()
    }

    #[test]
    fn fewer_days_and_larger_shares_favour_the_citizen() {
        let days = |n| target(Comparator::Within, n, Unit::CalendarDays);
        let share = |n| target(Comparator::AtLeast, n, Unit::Percent);
        assert_eq!(favour(days("15"), days("30")), Favour::Better);
        assert_eq!(favour(days("45"), days("30")), Favour::Worse);
        assert_eq!(favour(share("96"), share("95.00")), Favour::Better);
        assert_eq!(favour(share("95"), share("95.00")), Favour::Same);
    }

    #[test]
    fn a_strict_comparator_promises_more_at_the_same_value() {
        let strict = target(Comparator::MoreThan, "3", Unit::Score);
        let loose = target(Comparator::AtLeast, "3", Unit::Score);
        assert!(more_favourable(strict, loose));
        assert!(!more_favourable(loose, strict));
    }

    #[test]
    fn what_cannot_be_compared_says_so() {
        let working = target(Comparator::Within, "20", Unit::WorkingDays);
        let calendar = target(Comparator::Within, "20", Unit::CalendarDays);
        assert_eq!(favour(working, calendar), Favour::NotComparable);
        let up = target(Comparator::AtLeast, "5", Unit::Percent);
        let down = target(Comparator::AtMost, "5", Unit::Percent);
        assert_eq!(favour(up, down), Favour::NotComparable);
    }

    #[test]
    fn yes_and_no_are_the_same_or_cannot_be_compared() {
        let is = |value| target(Comparator::Is, value, Unit::YesNo);
        assert_eq!(favour(is("true"), is("true")), Favour::Same);
        assert_eq!(favour(is("true"), is("false")), Favour::NotComparable);
    }
}
