//! The scorecard: each standard of an edition beside the value it reached in a period.

use crate::standards::{CaseMeasure, Judgement, Standard, Target, Value, judge};

/// What cases did to one term of some procedures in a period.
///
/// A case counts in the period in which its term ended or it was decided, whichever comes first: a case answered in
/// time counts when it was answered, a late one when its due date passed, whether it was answered since or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFigures {
    /// Cases that count.
    pub counted: i64,
    /// Of these, those whose term was kept.
    pub within: i64,
    /// The longest that the term took, whole units of the term, over the cases whose term ended.
    pub worst_elapsed: Option<i64>,
    /// Reports that count for the upheld share: their term has ended or they were decided.
    pub reports: i64,
    /// Of these, those upheld, wholly or in part, as pertinent to the service.
    pub upheld: i64,
}

impl CaseFigures {
    /// The value that these figures give for a measure.
    #[must_use]
    pub fn value(&self, measure: CaseMeasure) -> Value {
        match measure {
            CaseMeasure::ShareWithin | CaseMeasure::WorstElapsed => Value::Share {
                numerator: self.within,
                denominator: self.counted,
            },
            CaseMeasure::UpheldShare => Value::Share {
                numerator: self.upheld,
                denominator: self.reports,
            },
        }
    }

    /// Judges a standard by these figures.
    ///
    /// A time (`within 30 days`) is met when every case that counts kept it; a share is judged against its target.
    #[must_use]
    pub fn judge(&self, measure: CaseMeasure, target: Target) -> Judgement {
        match measure {
            CaseMeasure::WorstElapsed if self.counted == 0 => Judgement::NotMeasurable,
            CaseMeasure::WorstElapsed if self.within == self.counted => Judgement::Met,
            CaseMeasure::WorstElapsed => Judgement::NotMet,
            CaseMeasure::ShareWithin | CaseMeasure::UpheldShare => judge(target, Some(self.value(measure))),
        }
    }
}

/// Where the value on a line of the scorecard comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Nobody measured it.
    Nothing,
    /// A clerk recorded it.
    Recorded(Value),
    /// The cases say it.
    Counted(CaseMeasure, CaseFigures),
}

/// One line of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The standard as promised.
    pub standard: Standard,
    /// What was reached.
    pub reached: Reached,
    /// What that says of the standard.
    pub judgement: Judgement,
}

impl Line {
    /// Sets what was reached beside what was promised, and judges it.
    #[must_use]
    pub fn of(standard: Standard, reached: Reached) -> Self {
        let judgement = match &reached {
            Reached::Nothing => Judgement::NotMeasured,
            Reached::Recorded(value) => judge(standard.target, Some(*value)),
            Reached::Counted(measure, figures) => figures.judge(*measure, standard.target),
        };
        Self {
            standard,
            reached,
            judgement,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::{Comparator, Unit};

    fn within_3_working_days() -> Target {
        Target::parse(Comparator::Within, "3", Unit::WorkingDays).unwrap()
    }

    #[test]
    fn a_time_is_met_when_every_case_kept_it() {
        let judged = |within, counted| {
            CaseFigures {
                counted,
                within,
                ..CaseFigures::default()
            }
            .judge(CaseMeasure::WorstElapsed, within_3_working_days())
        };
        assert_eq!(judged(4, 4), Judgement::Met);
        assert_eq!(judged(3, 4), Judgement::NotMet);
        assert_eq!(judged(0, 0), Judgement::NotMeasurable);
    }

    #[test]
    fn the_upheld_share_is_measured_against_at_most_five_percent() {
        let target = Target::parse(Comparator::AtMost, "5", Unit::Percent).unwrap();
        let judged = |upheld, reports| {
            CaseFigures {
                upheld,
                reports,
                ..CaseFigures::default()
            }
            .judge(CaseMeasure::UpheldShare, target)
        };
        assert_eq!(judged(1, 20), Judgement::Met);
        assert_eq!(judged(1, 19), Judgement::NotMet);
        assert_eq!(judged(0, 0), Judgement::NotMeasurable);
    }
}
