//! The value reached (*valore raggiunto*) and its judgement against the target.

use super::target::{Comparator, Target, Unit};
use crate::decimal::{Decimal, Ratio};
use serde::{Deserialize, Serialize};

/// A value reached in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Value {
    /// So many of so many.
    Share {
        /// How many satisfy what is measured.
        numerator: i64,
        /// How many there were; zero means that nothing can be measured.
        denominator: i64,
    },
    /// A number in the unit of the target.
    Number(Decimal),
    /// A mean score with how many answered: with their number, means of several periods make one exactly.
    Mean {
        /// The sum of the scores of all answers, in millionths.
        sum: i64,
        /// How many answered; zero means that nothing can be measured.
        answers: i64,
    },
    /// Yes or no.
    YesNo(bool),
}

/// Parts of a score that its sum is kept in.
const MILLIONTHS: i64 = 1_000_000;
/// The highest mean score, and the largest number of answers.
const MOST: (i32, i64) = (100, 1_000_000_000);

/// Why a value does not suit a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValueFault {
    /// A yes-or-no standard takes yes or no, every other one a number.
    #[error("the value does not suit the unit of the standard")]
    Unit,
    /// A share is between none and all, and only a percentage takes one.
    #[error("a share needs 0 <= numerator <= denominator and a standard in percent")]
    Share,
    /// Only a score takes a number of answers.
    #[error("a number of answers needs a standard in scores")]
    Answers,
    /// Times, counts, scores and percentages are not negative; a percentage recorded as a number, and a mean score with
    /// its number of answers, is at most 100.
    #[error("the value lies outside what its unit allows")]
    Range,
}

/// What a period says of a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// The target was reached.
    Met,
    /// The target was not reached.
    NotMet,
    /// Nobody measured it.
    NotMeasured,
    /// It was measured and there was nothing to measure: never 0 and never 100.
    NotMeasurable,
}

impl Value {
    /// The mean score of a number of answers.
    ///
    /// # Errors
    /// [`ValueFault::Range`] for a score that is not between 0 and 100, or a number of answers that is negative or more
    /// than a thousand million.
    pub fn mean(score: Decimal, answers: i64) -> Result<Self, ValueFault> {
        let (highest, most) = MOST;
        if score < Decimal::whole(0) || score > Decimal::whole(highest) || !(0..=most).contains(&answers) {
            return Err(ValueFault::Range);
        }
        let sum = score.millionths().checked_mul(answers).ok_or(ValueFault::Range)?;
        Ok(Self::Mean { sum, answers })
    }

    /// Checks that the value suits a target.
    ///
    /// # Errors
    /// [`ValueFault`] when it does not.
    pub fn suits(self, target: Target) -> Result<(), ValueFault> {
        match (self, target.unit()) {
            (Self::YesNo(_), Unit::YesNo) => Ok(()),
            (Self::YesNo(_), _) | (Self::Number(_), Unit::YesNo) => Err(ValueFault::Unit),
            (
                Self::Share {
                    numerator,
                    denominator,
                },
                Unit::Percent,
            ) if numerator >= 0 && numerator <= denominator => Ok(()),
            (Self::Share { .. }, _) => Err(ValueFault::Share),
            (Self::Mean { sum, answers }, Unit::Score) if sum >= 0 && answers >= 0 => Ok(()),
            (Self::Mean { .. }, _) => Err(ValueFault::Answers),
            (Self::Number(number), _) if number < Decimal::whole(0) => Err(ValueFault::Range),
            (Self::Number(number), Unit::Percent) if number > Decimal::whole(100) => Err(ValueFault::Range),
            (Self::Number(_), _) => Ok(()),
        }
    }

    /// The value as it is shown: a share in percent and a mean score with two decimals, nothing when it is not
    /// measurable.
    #[must_use]
    pub fn printed(self) -> Option<String> {
        match self {
            Self::Share {
                numerator,
                denominator,
            } => Ratio::of(numerator, denominator).map(|share| share.percent().to_two_decimals()),
            Self::Mean { .. } => self.ratio().map(Ratio::to_two_decimals),
            Self::Number(number) => Some(number.to_string()),
            Self::YesNo(yes) => Some(yes.to_string()),
        }
    }

    fn ratio(self) -> Option<Ratio> {
        match self {
            Self::Share {
                numerator,
                denominator,
            } => Ratio::of(numerator, denominator).map(Ratio::percent),
            Self::Mean { sum, answers } => Ratio::of(sum, answers.checked_mul(MILLIONTHS)?),
            Self::Number(number) => Some(number.ratio()),
            Self::YesNo(_) => None,
        }
    }
}

/// Judges a value against a target: exact, and never a guess where nothing was measured.
#[must_use]
pub fn judge(target: Target, value: Option<Value>) -> Judgement {
    let Some(value) = value else {
        return Judgement::NotMeasured;
    };
    let met = match (value, target.yes_no(), target.number()) {
        (Value::YesNo(reached), Some(promised), _) => Some(reached == promised),
        (value, _, Some(promised)) => value.ratio().map(|reached| {
            let promised = promised.ratio();
            match target.comparator() {
                Comparator::AtLeast => reached >= promised,
                Comparator::MoreThan => reached > promised,
                Comparator::LessThan => reached < promised,
                Comparator::AtMost | Comparator::Within => reached <= promised,
                Comparator::Is => reached == promised,
            }
        }),
        _ => None,
    };
    match met {
        Some(true) => Judgement::Met,
        Some(false) => Judgement::NotMet,
        None => Judgement::NotMeasurable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least_95_percent() -> Target {
        Target::parse(Comparator::AtLeast, "95.00", Unit::Percent).unwrap()
    }

    #[test]
    fn a_share_is_judged_exactly_at_the_boundary() {
        let judged = |numerator, denominator| {
            judge(
                at_least_95_percent(),
                Some(Value::Share {
                    numerator,
                    denominator,
                }),
            )
        };
        assert_eq!(judged(19, 20), Judgement::Met);
        assert_eq!(judged(949_999, 1_000_000), Judgement::NotMet);
    }

    #[test]
    fn a_zero_denominator_is_not_measurable_and_an_absent_value_not_measured() {
        let empty = Value::Share {
            numerator: 0,
            denominator: 0,
        };
        assert_eq!(
            judge(at_least_95_percent(), Some(empty)),
            Judgement::NotMeasurable
        );
        assert_eq!(empty.printed(), None);
        assert_eq!(judge(at_least_95_percent(), None), Judgement::NotMeasured);
    }

    #[test]
    fn more_than_three_is_not_three() {
        let target = Target::parse(Comparator::MoreThan, "3", Unit::Score).unwrap();
        let judged = |raw| judge(target, Some(Value::Number(Decimal::parse(raw).unwrap())));
        assert_eq!(judged("3.00"), Judgement::NotMet);
        assert_eq!(judged("3.01"), Judgement::Met);
    }

    #[test]
    fn immediate_means_that_no_time_passed() {
        let target = Target::parse(Comparator::Within, "immediate", Unit::Immediate).unwrap();
        assert_eq!(
            judge(target, Some(Value::Number(Decimal::whole(0)))),
            Judgement::Met
        );
        assert_eq!(
            judge(target, Some(Value::Number(Decimal::whole(1)))),
            Judgement::NotMet
        );
    }

    #[test]
    fn a_value_must_suit_the_unit_of_its_standard() {
        let yes_no = Target::parse(Comparator::Is, "true", Unit::YesNo).unwrap();
        assert_eq!(Value::YesNo(false).suits(yes_no), Ok(()));
        assert_eq!(
            Value::Number(Decimal::whole(1)).suits(yes_no),
            Err(ValueFault::Unit)
        );
        assert_eq!(
            Value::Number(Decimal::whole(101)).suits(at_least_95_percent()),
            Err(ValueFault::Range)
        );
        assert_eq!(
            Value::Share {
                numerator: 3,
                denominator: 2
            }
            .suits(at_least_95_percent()),
            Err(ValueFault::Share)
        );
        assert_eq!(judge(yes_no, Some(Value::YesNo(false))), Judgement::NotMet);
    }

    #[test]
    fn a_mean_score_is_shown_with_two_decimals_and_judged_exactly() {
        let target = Target::parse(Comparator::MoreThan, "3", Unit::Score).unwrap();
        let mean = |score, answers| Value::mean(Decimal::parse(score).unwrap(), answers).unwrap();
        assert_eq!(mean("3.001", 120).printed().as_deref(), Some("3.00"));
        assert_eq!(judge(target, Some(mean("3.001", 120))), Judgement::Met);
        assert_eq!(judge(target, Some(mean("3", 120))), Judgement::NotMet);
        assert_eq!(judge(target, Some(mean("0", 0))), Judgement::NotMeasurable);
    }

    #[test]
    fn a_mean_score_suits_scores_only_and_stays_within_its_bounds() {
        let mean = |score, answers| Value::mean(Decimal::parse(score).unwrap(), answers);
        let score = Target::parse(Comparator::AtLeast, "3", Unit::Score).unwrap();
        assert_eq!(mean("100", 1_000_000_000).unwrap().suits(score), Ok(()));
        assert_eq!(
            mean("4", 2).unwrap().suits(at_least_95_percent()),
            Err(ValueFault::Answers)
        );
        for (outside, answers) in [("100.000001", 1), ("-0.1", 1), ("4", -1), ("4", 1_000_000_001)] {
            assert_eq!(
                mean(outside, answers),
                Err(ValueFault::Range),
                "{outside} {answers}"
            );
        }
    }

    #[test]
    fn a_share_lies_between_none_and_all_and_suits_percentages_only() {
        let score = Target::parse(Comparator::AtLeast, "3", Unit::Score).unwrap();
        let share = |numerator, denominator| Value::Share {
            numerator,
            denominator,
        };
        for (numerator, denominator) in [(0, 0), (0, 1), (1, 1), (19, 20)] {
            assert_eq!(share(numerator, denominator).suits(at_least_95_percent()), Ok(()));
            assert_eq!(share(numerator, denominator).suits(score), Err(ValueFault::Share));
        }
        for (numerator, denominator) in [(-1, 20), (21, 20)] {
            assert_eq!(
                share(numerator, denominator).suits(at_least_95_percent()),
                Err(ValueFault::Share)
            );
        }
    }

    #[test]
    fn a_mean_of_fewer_than_no_answers_or_below_zero_suits_nothing() {
        let score = Target::parse(Comparator::AtLeast, "3", Unit::Score).unwrap();
        for (sum, answers) in [(-1, 1), (1, -1), (-1, -1)] {
            assert_eq!(
                Value::Mean { sum, answers }.suits(score),
                Err(ValueFault::Answers)
            );
        }
        assert_eq!(Value::Mean { sum: 0, answers: 0 }.suits(score), Ok(()));
    }

    #[test]
    fn a_number_is_not_negative_and_a_percentage_at_most_100() {
        let days = Target::parse(Comparator::Within, "30", Unit::CalendarDays).unwrap();
        let suits = |raw, target| Value::Number(Decimal::parse(raw).unwrap()).suits(target);
        assert_eq!(suits("0", days), Ok(()));
        assert_eq!(suits("101", days), Ok(()));
        assert_eq!(suits("-0.01", days), Err(ValueFault::Range));
        assert_eq!(suits("100", at_least_95_percent()), Ok(()));
        assert_eq!(suits("100.01", at_least_95_percent()), Err(ValueFault::Range));
    }

    #[test]
    fn each_comparator_judges_below_at_and_above_its_target() {
        use Judgement::{Met, NotMet};
        let rows = [
            (Comparator::AtLeast, Unit::Count, [NotMet, Met, Met]),
            (Comparator::MoreThan, Unit::Count, [NotMet, NotMet, Met]),
            (Comparator::LessThan, Unit::Count, [Met, NotMet, NotMet]),
            (Comparator::AtMost, Unit::Count, [Met, Met, NotMet]),
            (Comparator::Within, Unit::CalendarDays, [Met, Met, NotMet]),
        ];
        for (comparator, unit, expected) in rows {
            let target = Target::parse(comparator, "5", unit).unwrap();
            let judged = ["4.99", "5", "5.01"]
                .map(|raw| judge(target, Some(Value::Number(Decimal::parse(raw).unwrap()))));
            assert_eq!(judged, expected, "{comparator:?}");
        }
    }
}
