//! The scorecard: each standard of an edition beside the value it reached in a period.

use crate::distribution::Distribution;
use crate::standards::{CaseMeasure, Exception, Judgement, RolledUp, Standard, Target, Value, judge};

/// What cases did to one term of some procedures in a period.
///
/// A case counts in the period in which its term ended or it was decided, whichever comes first: a case answered in
/// time counts when it was answered, a late one when its due date passed, whether it was answered since or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFigures {
    /// Cases that count.
    pub counted: i64,
    /// Of these, those whose term was kept.
    pub within: i64,
    /// How long the term took, whole units of the term, over the cases whose term ended.
    pub elapsed: Distribution,
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
            CaseMeasure::WorstElapsed => self.all(self.within),
            CaseMeasure::ShareWithin | CaseMeasure::UpheldShare => judge(target, Some(self.value(measure))),
        }
    }

    /// Judges a standard by the target of an exception, which is in the unit of the standard.
    ///
    /// A time is met when every case that counts took at most as many units: the term of the case is the longer one that
    /// was promised to everybody, and its last day says nothing of the exception.
    #[must_use]
    pub fn judge_exception(&self, measure: CaseMeasure, target: Target) -> Judgement {
        match (measure, target.number()) {
            (CaseMeasure::WorstElapsed, Some(units)) => self.all(self.elapsed.within(units.floor())),
            _ => self.judge(measure, target),
        }
    }

    fn all(&self, within: i64) -> Judgement {
        match self.counted {
            0 => Judgement::NotMeasurable,
            counted if counted == within => Judgement::Met,
            _ => Judgement::NotMet,
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
    /// It follows from what clerks recorded for shorter periods.
    RolledUp(RolledUp),
    /// The cases say it.
    Counted(CaseMeasure, CaseFigures),
}

/// One line of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The standard as promised.
    pub standard: Standard,
    /// The exception by whose target it is judged, where one covers the period.
    pub exception: Option<Exception>,
    /// What was reached.
    pub reached: Reached,
    /// What that says of the standard.
    pub judgement: Judgement,
}

impl Line {
    /// Sets what was reached beside what was promised, and judges it.
    #[must_use]
    pub fn of(standard: Standard, exception: Option<Exception>, reached: Reached) -> Self {
        let target = exception
            .as_ref()
            .map_or(standard.target, |exception| exception.target);
        let judgement = match &reached {
            Reached::Nothing => Judgement::NotMeasured,
            Reached::Recorded(value) => judge(target, Some(*value)),
            Reached::RolledUp(rolled) => judge(target, Some(rolled.value)),
            Reached::Counted(measure, figures) if exception.is_some() => {
                figures.judge_exception(*measure, target)
            }
            Reached::Counted(measure, figures) => figures.judge(*measure, target),
        };
        Self {
            standard,
            exception,
            reached,
            judgement,
        }
    }

    /// The target that it is judged against.
    #[must_use]
    pub fn target(&self) -> Target {
        self.exception
            .as_ref()
            .map_or(self.standard.target, |exception| exception.target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::{Comparator, Unit};

    fn within(days: &str) -> Target {
        Target::parse(Comparator::Within, days, Unit::WorkingDays).unwrap()
    }

    #[test]
    fn a_time_is_met_when_every_case_kept_it() {
        let judged = |within_it, counted| {
            CaseFigures {
                counted,
                within: within_it,
                ..CaseFigures::default()
            }
            .judge(CaseMeasure::WorstElapsed, within("3"))
        };
        assert_eq!(judged(4, 4), Judgement::Met);
        assert_eq!(judged(3, 4), Judgement::NotMet);
        assert_eq!(judged(0, 0), Judgement::NotMeasurable);
    }

    #[test]
    fn an_exception_is_met_when_every_case_took_at_most_as_long_as_it_says() {
        let judged = |days, counted| {
            CaseFigures {
                counted,
                within: counted,
                elapsed: Distribution::of([(1, 2), (2, 1)]),
                ..CaseFigures::default()
            }
            .judge_exception(CaseMeasure::WorstElapsed, within(days))
        };
        assert_eq!(judged("2", 3), Judgement::Met);
        assert_eq!(judged("1", 3), Judgement::NotMet);
        assert_eq!(judged("2", 4), Judgement::NotMet, "one case is still open");
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
