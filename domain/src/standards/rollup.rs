//! Values of longer periods from those of the shorter ones that make them up, exactly.

use super::value::Value;
use crate::period::Period;

/// A value that was not recorded itself but follows from recorded ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolledUp {
    /// The value.
    pub value: Value,
    /// The recorded periods that it follows from, in order.
    pub periods: Vec<Period>,
}

/// The value of a period from the values recorded for shorter ones, when these cover it wholly.
///
/// Any mix of half-years, quarters and months that covers the period does (twelve months, a half-year and two quarters);
/// of a part and its own parts the longer one is taken. Shares add their numerators and denominators, mean scores are
/// weighed by their answers, counts add, yes and no is yes when every part is. A percentage, a score or a time without
/// the number of what it is the mean of says nothing of a longer period: there is no value then.
#[must_use]
pub fn roll_up(period: Period, counts: bool, recorded: &[(Period, Value)]) -> Option<RolledUp> {
    let parts = cover(period, recorded)?;
    let mut values = parts.iter().map(|(_, value)| *value);
    let first = values.next()?;
    let value = values.try_fold(first, |sum, next| combined(sum, next, counts))?;
    let periods = parts.iter().map(|(period, _)| *period).collect();
    Some(RolledUp { value, periods })
}

/// The recorded periods that cover a period, the longest first at each step.
fn cover(period: Period, recorded: &[(Period, Value)]) -> Option<Vec<(Period, Value)>> {
    let parts = period.parts();
    if parts.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for part in parts {
        match recorded.iter().find(|(known, _)| *known == part) {
            Some(known) => found.push(*known),
            None => found.extend(cover(part, recorded)?),
        }
    }
    Some(found)
}

fn combined(one: Value, other: Value, counts: bool) -> Option<Value> {
    match (one, other) {
        (
            Value::Share {
                numerator,
                denominator,
            },
            Value::Share {
                numerator: more,
                denominator: of,
            },
        ) => Some(Value::Share {
            numerator: numerator.checked_add(more)?,
            denominator: denominator.checked_add(of)?,
        }),
        (
            Value::Mean { sum, answers },
            Value::Mean {
                sum: more,
                answers: by,
            },
        ) => Some(Value::Mean {
            sum: sum.checked_add(more)?,
            answers: answers.checked_add(by)?,
        }),
        (Value::Number(one), Value::Number(other)) if counts => one.checked_add(other).map(Value::Number),
        (Value::YesNo(one), Value::YesNo(other)) => Some(Value::YesNo(one && other)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;

    fn period(raw: &str) -> Period {
        Period::parse(raw).unwrap()
    }

    fn share(numerator: i64, denominator: i64) -> Value {
        Value::Share {
            numerator,
            denominator,
        }
    }

    fn number(raw: &str) -> Value {
        Value::Number(Decimal::parse(raw).unwrap())
    }

    fn mean(raw: &str, answers: i64) -> Value {
        Value::mean(Decimal::parse(raw).unwrap(), answers).unwrap()
    }

    fn rolled(of: &str, counts: bool, recorded: &[(&str, Value)]) -> Option<Value> {
        let recorded: Vec<(Period, Value)> = recorded
            .iter()
            .map(|(raw, value)| (period(raw), *value))
            .collect();
        roll_up(period(of), counts, &recorded).map(|rolled| rolled.value)
    }

    #[test]
    fn twelve_months_of_shares_make_the_year_by_adding_them() {
        let months: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}")).collect();
        let recorded: Vec<(&str, Value)> = months.iter().map(|month| (month.as_str(), share(1, 3))).collect();
        assert_eq!(rolled("2026", false, &recorded), Some(share(12, 36)));
        assert_eq!(rolled("2026", false, &recorded[1..]), None);
    }

    #[test]
    fn any_mix_that_covers_the_period_does_and_names_what_it_came_from() {
        let recorded = [
            (period("2026-H1"), share(1, 2)),
            (period("2026-Q3"), share(1, 2)),
            (period("2026-10"), share(0, 0)),
            (period("2026-11"), share(1, 1)),
            (period("2026-12"), share(0, 5)),
            // Passed over: the half-year it lies in was recorded itself.
            (period("2026-Q1"), share(9, 9)),
        ];
        let year = roll_up(period("2026"), false, &recorded).unwrap();
        assert_eq!(year.value, share(3, 10));
        let names: Vec<String> = year.periods.iter().map(Period::to_string).collect();
        assert_eq!(names, ["2026-H1", "2026-Q3", "2026-10", "2026-11", "2026-12"]);
    }

    #[test]
    fn scores_are_weighed_by_their_answers_exactly() {
        let quarters = [("2026-Q1", mean("4.00", 1)), ("2026-Q2", mean("3.00", 2))];
        let half = rolled("2026-H1", false, &quarters).unwrap();
        assert_eq!(
            half,
            Value::Mean {
                sum: 10_000_000,
                answers: 3
            }
        );
        assert_eq!(half.printed().as_deref(), Some("3.33"));
    }

    #[test]
    fn counts_add_up() {
        let halves = [("2026-H1", number("3")), ("2026-H2", number("4"))];
        assert_eq!(rolled("2026", true, &halves), Some(number("7")));
    }

    #[test]
    fn yes_and_no_is_yes_when_every_part_is() {
        let halves = |second| [("2026-H1", Value::YesNo(true)), ("2026-H2", Value::YesNo(second))];
        assert_eq!(rolled("2026", false, &halves(true)), Some(Value::YesNo(true)));
        assert_eq!(rolled("2026", false, &halves(false)), Some(Value::YesNo(false)));
    }

    #[test]
    fn plain_numbers_without_weights_say_nothing_of_a_longer_period() {
        let halves = [("2026-H1", number("95")), ("2026-H2", number("97"))];
        assert_eq!(rolled("2026", false, &halves), None);
        let mixed = [("2026-H1", number("95")), ("2026-H2", share(97, 100))];
        assert_eq!(rolled("2026", false, &mixed), None);
    }

    #[test]
    fn a_month_has_no_shorter_periods() {
        assert_eq!(rolled("2026-01", false, &[("2026-02", share(1, 1))]), None);
    }
}
