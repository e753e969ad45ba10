//! A term: the promise that a deadline is made of.

use super::{Direction, Refusal, Roll, Unit};
use serde::{Deserialize, Serialize};

/// A term: how much of what, which way, and where it may end. Its amount is within [`Unit::maximum`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "TermSettings", into = "TermSettings")]
pub struct Term {
    amount: u32,
    unit: Unit,
    roll: Roll,
    direction: Direction,
}

/// A term as it is written, before it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermSettings {
    #[serde(default)]
    amount: Option<u32>,
    unit: Unit,
    #[serde(default)]
    roll: Roll,
    #[serde(default)]
    direction: Direction,
}

impl Term {
    /// A term. An immediate term has amount 0 and is counted forward.
    ///
    /// # Errors
    /// [`Refusal::AmountTooLarge`], [`Refusal::ImmediateWithAmount`] or [`Refusal::ImmediateBackward`].
    pub fn new(amount: u32, unit: Unit, roll: Roll, direction: Direction) -> Result<Self, Refusal> {
        if unit == Unit::Immediate && amount > 0 {
            return Err(Refusal::ImmediateWithAmount);
        }
        if unit == Unit::Immediate && direction == Direction::Backward {
            return Err(Refusal::ImmediateBackward);
        }
        if amount > unit.maximum() {
            return Err(Refusal::AmountTooLarge {
                maximum: unit.maximum(),
            });
        }
        Ok(Self {
            amount,
            unit,
            roll,
            direction,
        })
    }

    /// How many units.
    #[must_use]
    pub fn amount(self) -> u32 {
        self.amount
    }

    /// What is counted.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// Where the term may end.
    #[must_use]
    pub fn roll(self) -> Roll {
        self.roll
    }

    /// Which way it is counted.
    #[must_use]
    pub fn direction(self) -> Direction {
        self.direction
    }
}

impl TryFrom<TermSettings> for Term {
    type Error = Refusal;

    fn try_from(settings: TermSettings) -> Result<Self, Refusal> {
        let amount = match settings.amount {
            Some(amount) => amount,
            None if settings.unit == Unit::Immediate => 0,
            None => return Err(Refusal::AmountMissing),
        };
        Self::new(amount, settings.unit, settings.roll, settings.direction)
    }
}

impl From<Term> for TermSettings {
    fn from(term: Term) -> Self {
        Self {
            amount: Some(term.amount),
            unit: term.unit,
            roll: term.roll,
            direction: term.direction,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Term, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_term_is_read_with_the_defaults_of_the_law() {
        let term = read(r#"{"amount": 30, "unit": "calendar_days"}"#).unwrap();
        assert_eq!(
            term,
            Term::new(30, Unit::CalendarDays, Roll::NextNonHoliday, Direction::Forward).unwrap()
        );
    }

    #[test]
    fn a_term_is_written_whole() {
        let term = Term::new(60, Unit::Months, Roll::NextWorkingDay, Direction::Backward).unwrap();
        let text = r#"{"amount":60,"unit":"months","roll":"next_working_day","direction":"backward"}"#;
        assert_eq!(serde_json::to_string(&term).unwrap(), text);
        assert_eq!(read(text), Ok(term));
    }

    #[test]
    fn only_an_immediate_term_may_leave_out_its_amount() {
        assert_eq!(read(r#"{"unit": "immediate"}"#).unwrap().amount(), 0);
        assert!(read(r#"{"unit": "working_days"}"#).is_err());
    }

    #[test]
    fn unknown_units_rolls_directions_and_members_are_refused() {
        for json in [
            r#"{"amount": 1, "unit": "days"}"#,
            r#"{"amount": 1, "unit": "calendar_days", "roll": "previous"}"#,
            r#"{"amount": 1, "unit": "calendar_days", "direction": "up"}"#,
            r#"{"amount": 1, "unit": "calendar_days", "saturday": true}"#,
            r#"{"amount": -1, "unit": "calendar_days"}"#,
            r#"{"amount": 1.5, "unit": "calendar_days"}"#,
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }

    #[test]
    fn an_amount_is_bounded_by_its_unit() {
        for (unit, maximum) in [
            (Unit::OpeningMinutes, 600_000),
            (Unit::OpeningHours, 10_000),
            (Unit::WorkingDayHours, 10_000),
            (Unit::WorkingDays, 3_650),
            (Unit::CalendarDays, 3_650),
            (Unit::Months, 240),
        ] {
            let term = |amount| Term::new(amount, unit, Roll::None, Direction::Forward);
            assert_eq!(term(maximum).unwrap().amount(), maximum);
            assert_eq!(term(maximum + 1), Err(Refusal::AmountTooLarge { maximum }));
        }
    }

    #[test]
    fn an_immediate_term_has_no_amount_and_no_way_back() {
        let term = |amount, direction| Term::new(amount, Unit::Immediate, Roll::None, direction);
        assert_eq!(term(1, Direction::Forward), Err(Refusal::ImmediateWithAmount));
        assert_eq!(term(0, Direction::Backward), Err(Refusal::ImmediateBackward));
        assert!(term(0, Direction::Forward).is_ok());
    }

    #[test]
    fn days_and_months_end_with_a_day_and_the_others_at_an_instant() {
        for unit in [Unit::WorkingDays, Unit::CalendarDays, Unit::Months] {
            assert!(unit.ends_with_a_day(), "{unit:?}");
        }
        for unit in [
            Unit::Immediate,
            Unit::OpeningMinutes,
            Unit::OpeningHours,
            Unit::WorkingDayHours,
        ] {
            assert!(!unit.ends_with_a_day(), "{unit:?}");
        }
    }
}
