//! A calculated deadline, explained.

use cartaviva_domain::deadline::{Due, Elapsed, Explained};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Day, Int, List, Moment, TermUnitWord};
use crate::cases::StepView;
use crate::language::Language;

/// When the term is due, and the steps that lead there.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalculatedDeadline {
    /// The last day on which it is kept.
    pub due_on: Day,
    /// The last second at which it is kept.
    pub due_at: Moment,
    /// The last day before it was extended.
    pub original_due_on: Day,
    /// The last second before it was extended.
    pub original_due_at: Moment,
    /// The steps, in order: whoever follows them by hand gets the date.
    pub steps: List<StepView, 700>,
    /// How long it took; there when `ended_at` was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed: Option<ElapsedView>,
}

/// How long something took, measured as its term is, suspensions excluded as far as they count.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = ElapsedTime)]
pub struct ElapsedView {
    /// The unit of the term. What was due immediately is measured in minutes.
    pub unit: TermUnitWord,
    /// How many units, exactly.
    pub amount: MixedNumber,
    /// Whether it was done in time.
    pub kept: bool,
}

/// A number of units: the whole ones, and the part of another as a fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({ "whole": 5, "numerator": 1, "denominator": 3 }))]
pub struct MixedNumber {
    /// The whole units.
    pub whole: Int<0, 9_007_199_254_740_991>,
    /// The numerator of the rest, less than the denominator; 0 when there is none.
    pub numerator: Int<0, 9_007_199_254_740_991>,
    /// The denominator of the rest.
    pub denominator: Int<1, 9_007_199_254_740_991>,
}

impl CalculatedDeadline {
    /// An explained due date in a language, and how long it took.
    pub(super) fn of(explained: &Explained, elapsed: Option<ElapsedView>, language: Language) -> Self {
        let due = &explained.due;
        let steps = explained.steps.iter().map(|step| StepView::of(step, language));
        Self {
            due_on: Day(due.due_on),
            due_at: Moment(due.due_at),
            original_due_on: Day(due.original_due_on),
            original_due_at: Moment(due.original_due_at),
            steps: steps.collect(),
            elapsed,
        }
    }
}

impl ElapsedView {
    /// How long it took until `ended_at`, and whether that was in time.
    pub(super) fn of(took: Elapsed, due: &Due, ended_at: time::OffsetDateTime) -> Self {
        let (numerator, denominator) = took.fraction();
        Self {
            unit: took.unit().into(),
            amount: MixedNumber::of(numerator, denominator),
            kept: due.is_in_time(ended_at),
        }
    }
}

impl MixedNumber {
    /// The number that a fraction is; its denominator is not zero.
    fn of(numerator: u64, denominator: u64) -> Self {
        let whole = numerator.checked_div(denominator).unwrap_or(0);
        let rest = numerator.checked_rem(denominator).unwrap_or(0);
        let common = greatest_common_divisor(rest, denominator).max(1);
        let int = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Self {
            whole: int(whole).into(),
            numerator: int(rest / common).into(),
            denominator: int(denominator / common).into(),
        }
    }
}

fn greatest_common_divisor(one: u64, other: u64) -> u64 {
    match one.checked_rem(other) {
        Some(rest) => greatest_common_divisor(other, rest),
        None => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mixed(whole: i64, numerator: i64, denominator: i64) -> MixedNumber {
        MixedNumber {
            whole: whole.into(),
            numerator: numerator.into(),
            denominator: denominator.into(),
        }
    }

    #[test]
    fn a_fraction_is_whole_units_and_a_rest_in_lowest_terms() {
        assert_eq!(MixedNumber::of(7, 3), mixed(2, 1, 3));
        assert_eq!(MixedNumber::of(90 * 60, 3_600), mixed(1, 1, 2));
        assert_eq!(MixedNumber::of(12, 1), mixed(12, 0, 1));
        assert_eq!(MixedNumber::of(0, 31), mixed(0, 0, 1));
    }
}
