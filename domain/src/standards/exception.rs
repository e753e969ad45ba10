//! Exceptions: for a time, another target in the place of a standard's own, only in the citizen's favour (Lecce, ICT and
//! business charter, §1).

use super::favour::{Favour, favour, more_favourable};
use super::target::Target;
use crate::codes::Code;
use crate::period::Period;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

/// How many exceptions a standard may have.
pub const MOST_EXCEPTIONS: usize = 100;

/// The reason of an exception: 3 to 2,000 characters.
pub type ExceptionReason = Text<3, 2_000>;

/// A target that is promised in the place of a standard's own for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Its id.
    pub id: Uuid,
    /// The code of the standard.
    pub standard: Code,
    /// What is promised meanwhile.
    pub target: Target,
    /// The first day on which it holds.
    #[serde(with = "crate::dates")]
    pub from: Date,
    /// The last day on which it holds.
    #[serde(with = "crate::dates")]
    pub until: Date,
    /// Why.
    pub reason: ExceptionReason,
}

/// Why an exception is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExceptionRefusal {
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Reversed,
    /// It does not promise more than the standard.
    #[error("it does not promise more than the standard")]
    NotBetter(Favour),
}

impl Exception {
    /// Whether it may depart from a standard's own target.
    ///
    /// # Errors
    /// [`ExceptionRefusal`] when it ends before it begins, or does not promise strictly more.
    pub fn departs_from(&self, own: Target) -> Result<(), ExceptionRefusal> {
        if self.until < self.from {
            return Err(ExceptionRefusal::Reversed);
        }
        match favour(self.target, own) {
            Favour::Better => Ok(()),
            other => Err(ExceptionRefusal::NotBetter(other)),
        }
    }

    /// Whether it holds on every day of a period.
    #[must_use]
    pub fn covers(&self, period: Period) -> bool {
        self.from <= period.first_day() && period.last_day() <= self.until
    }
}

/// The exception by which a standard is judged in a period: of those that cover it wholly and promise more than the
/// standard's own target, the one that promises most.
#[must_use]
pub fn exception_for(own: Target, period: Period, exceptions: &[Exception]) -> Option<&Exception> {
    exceptions
        .iter()
        .filter(|exception| exception.covers(period) && more_favourable(exception.target, own))
        .reduce(|best, next| {
            if more_favourable(next.target, best.target) {
                next
            } else {
                best
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::{Comparator, Unit};
    use time::macros::date;

    fn days(count: &str) -> Target {
        Target::parse(Comparator::Within, count, Unit::CalendarDays).unwrap()
    }

    fn exception(target: Target, from: Date, until: Date) -> Exception {
        Exception {
            id: Uuid::nil(),
            standard: Code::parse("response").unwrap(),
            target,
            from,
            until,
            reason: ExceptionReason::parse("Personale in più per l'estate").unwrap(),
        }
    }

    const JULY: Date = date!(2026 - 07 - 01);
    const AUGUST: Date = date!(2026 - 08 - 31);

    #[test]
    fn only_a_target_that_promises_strictly_more_may_depart_from_a_standard() {
        let weighed = |target| exception(target, JULY, AUGUST).departs_from(days("30"));
        assert_eq!(weighed(days("20")), Ok(()));
        assert_eq!(
            weighed(days("30")),
            Err(ExceptionRefusal::NotBetter(Favour::Same))
        );
        assert_eq!(
            weighed(days("31")),
            Err(ExceptionRefusal::NotBetter(Favour::Worse))
        );
        let working = Target::parse(Comparator::Within, "5", Unit::WorkingDays).unwrap();
        assert_eq!(
            weighed(working),
            Err(ExceptionRefusal::NotBetter(Favour::NotComparable))
        );
    }

    #[test]
    fn an_exception_does_not_end_before_it_begins() {
        let reversed = exception(days("20"), AUGUST, JULY);
        assert_eq!(reversed.departs_from(days("30")), Err(ExceptionRefusal::Reversed));
        assert_eq!(exception(days("20"), JULY, JULY).departs_from(days("30")), Ok(()));
    }

    #[test]
    fn an_exception_counts_for_a_period_that_it_covers_wholly() {
        let summer = [exception(days("20"), JULY, AUGUST)];
        let found = |name: &str| exception_for(days("30"), Period::parse(name).unwrap(), &summer);
        assert!(found("2026-07").is_some());
        assert!(found("2026-08").is_some());
        assert!(found("2026-Q3").is_none());
        assert!(found("2026-09").is_none());
    }

    #[test]
    fn of_several_exceptions_the_one_that_promises_most_counts_and_none_that_promises_less_than_the_standard()
    {
        let several = [
            exception(days("20"), JULY, AUGUST),
            exception(days("15"), JULY, AUGUST),
            exception(days("18"), JULY, AUGUST),
        ];
        let judged = |own| {
            exception_for(own, Period::parse("2026-07").unwrap(), &several).map(|exception| exception.target)
        };
        assert_eq!(judged(days("30")), Some(days("15")));
        assert_eq!(judged(days("10")), None);
    }
}
