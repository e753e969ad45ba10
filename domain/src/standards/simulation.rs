//! What if: how many past cases would have met a target that is only proposed.

use super::target::Target;
use super::value::{Judgement, Value, judge};
use crate::calendar::Calendar;
use crate::deadline::{Refusal, Suspension, Unit, elapsed};
use crate::distribution::Distribution;
use crate::procedures::{EndEvent, TermRule};
use time::OffsetDateTime;

/// What is proposed for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is counted.
    pub unit: Unit,
    /// At most so many units; none leaves the terms as they are.
    pub within: Option<i64>,
}

/// A case that counts in the period: its term ended, or its due date passed.
#[derive(Clone, Copy, Debug)]
pub struct PastCase<'a> {
    /// The term as it was promised.
    pub rule: &'a TermRule,
    /// The calendar that it was counted by.
    pub calendar: &'a Calendar,
    /// When the term started.
    pub starts_at: OffsetDateTime,
    /// When it ended; none while it has not.
    pub ended_at: Option<OffsetDateTime>,
    /// Whether it was kept as it was promised.
    pub kept: bool,
    /// When the case was suspended.
    pub suspensions: &'a [Suspension],
}

/// What a proposal would have made of past cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simulation {
    /// Cases that count.
    pub counted: i64,
    /// Of these, those that would have met what is proposed.
    pub would_have_met: i64,
    /// Of these, those that met what was promised.
    pub met_with_current: i64,
    /// Of these, those whose term has not ended: none of them has met anything.
    pub still_open: i64,
    /// How long the others took, in whole units of the proposal.
    pub distribution: Distribution,
}

impl Simulation {
    /// Weighs one more case.
    ///
    /// It would have met the proposal when it took at most as many units, suspensions excluded; and when it kept a term
    /// of the same unit that is not longer than what is proposed, as that may have ended later than its units say, where
    /// it was extended or moved off a holiday.
    ///
    /// # Errors
    /// What [`elapsed`] refuses.
    pub fn weigh(&mut self, proposal: Proposal, case: &PastCase<'_>) -> Result<(), Refusal> {
        self.counted += 1;
        self.met_with_current += i64::from(case.kept);
        let Some(ended_at) = case.ended_at else {
            self.still_open += 1;
            return Ok(());
        };
        let suspensions = if case.rule.ends == EndEvent::Decided {
            case.suspensions
        } else {
            &[]
        };
        let took = elapsed(
            case.calendar,
            proposal.unit,
            case.starts_at,
            ended_at,
            suspensions,
        )?
        .whole();
        self.distribution.add(took);
        let met = match proposal.within {
            None => case.kept,
            Some(units) => took <= units || (case.kept && is_covered(case.rule, proposal.unit, units)),
        };
        self.would_have_met += i64::from(met);
        Ok(())
    }

    /// What the period would have said of the proposed target: a share is judged against it, a time is met when every
    /// case met it.
    #[must_use]
    pub fn verdict(&self, proposed: Target) -> Judgement {
        if proposed.unit().of_term().is_none() {
            let share = Value::Share {
                numerator: self.would_have_met,
                denominator: self.counted,
            };
            return judge(proposed, Some(share));
        }
        match self.counted {
            0 => Judgement::NotMeasurable,
            counted if counted == self.would_have_met => Judgement::Met,
            _ => Judgement::NotMet,
        }
    }
}

/// Whether a term is of this unit and not longer than so many.
fn is_covered(rule: &TermRule, unit: Unit, units: i64) -> bool {
    rule.term.unit() == unit && i64::from(rule.term.amount()) <= units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::CalendarSettings;
    use time::macros::datetime;

    /// Thirty calendar days to decide; Sundays and holidays move the last day.
    fn rule() -> TermRule {
        serde_json::from_value(serde_json::json!({
            "code": "response", "name": "Risposta", "starts": "received", "ends": "decided",
            "term": { "amount": 30, "unit": "calendar_days" }, "source": "Carta"
        }))
        .unwrap()
    }

    /// The cases as a start and an end, each kept or not.
    fn simulated(proposal: Proposal, cases: &[(OffsetDateTime, Option<OffsetDateTime>, bool)]) -> Simulation {
        let calendar = Calendar::try_from(CalendarSettings::default()).unwrap();
        let rule = rule();
        let mut simulation = Simulation::default();
        for (starts_at, ended_at, kept) in cases {
            let case = PastCase {
                rule: &rule,
                calendar: &calendar,
                starts_at: *starts_at,
                ended_at: *ended_at,
                kept: *kept,
                suspensions: &[],
            };
            simulation.weigh(proposal, &case).unwrap();
        }
        simulation
    }

    fn within(units: i64, unit: Unit) -> Proposal {
        Proposal {
            unit,
            within: Some(units),
        }
    }

    const START: OffsetDateTime = datetime!(2026-03-02 10:00 +1);
    /// Twenty calendar days later, fourteen working ones.
    const TWENTIETH: OffsetDateTime = datetime!(2026-03-22 10:00 +1);

    #[test]
    fn a_case_meets_what_is_proposed_when_it_took_at_most_as_many_units() {
        let cases = [(START, Some(TWENTIETH), true)];
        let met = |units| simulated(within(units, Unit::CalendarDays), &cases).would_have_met;
        assert_eq!((met(20), met(19)), (1, 0));
    }

    #[test]
    fn another_unit_is_counted_anew_from_the_calendar() {
        let cases = [(START, Some(TWENTIETH), true)];
        let simulation = simulated(within(14, Unit::WorkingDays), &cases);
        assert_eq!(simulation.distribution.worst(), Some(14));
        assert_eq!(simulation.would_have_met, 1);
        assert_eq!(simulated(within(13, Unit::WorkingDays), &cases).would_have_met, 0);
    }

    #[test]
    fn a_term_that_was_kept_because_its_last_day_moved_is_kept_under_the_same_target_too() {
        // Thirty days from Friday 6 March 2026 end on Easter Sunday, 5 April: the last day is Tuesday the 7th, the
        // thirty-second day.
        let cases = [(
            datetime!(2026-03-06 10:00 +1),
            Some(datetime!(2026-04-07 10:00 +2)),
            true,
        )];
        assert_eq!(
            simulated(within(30, Unit::CalendarDays), &cases).would_have_met,
            1
        );
        assert_eq!(
            simulated(within(29, Unit::CalendarDays), &cases).would_have_met,
            0
        );
    }

    #[test]
    fn a_case_that_is_still_open_has_met_nothing_and_took_nothing_yet() {
        let simulation = simulated(within(1_000, Unit::CalendarDays), &[(START, None, false)]);
        assert_eq!((simulation.counted, simulation.still_open), (1, 1));
        assert_eq!(
            (simulation.would_have_met, simulation.distribution.total()),
            (0, 0)
        );
    }

    #[test]
    fn without_another_term_what_was_kept_stays_kept() {
        let cases = [
            (START, Some(TWENTIETH), true),
            (START, Some(datetime!(2026-05-02 10:00 +2)), false),
        ];
        let as_it_is = Proposal {
            unit: Unit::CalendarDays,
            within: None,
        };
        let simulation = simulated(as_it_is, &cases);
        assert_eq!(
            (
                simulation.counted,
                simulation.would_have_met,
                simulation.met_with_current
            ),
            (2, 1, 1)
        );
        assert_eq!(simulation.distribution.median(), Some(20));
    }

    #[test]
    fn a_share_is_judged_against_the_proposed_one_and_a_time_is_met_when_every_case_met_it() {
        use crate::standards::{Comparator, Unit as StandardUnit};
        let share = |target| Target::parse(Comparator::AtLeast, target, StandardUnit::Percent).unwrap();
        let days = Target::parse(Comparator::Within, "20", StandardUnit::CalendarDays).unwrap();
        let of = |would_have_met, counted| Simulation {
            would_have_met,
            counted,
            ..Simulation::default()
        };
        assert_eq!(of(9, 10).verdict(share("90")), Judgement::Met);
        assert_eq!(of(9, 10).verdict(share("90.01")), Judgement::NotMet);
        assert_eq!(of(9, 10).verdict(days), Judgement::NotMet);
        assert_eq!(of(10, 10).verdict(days), Judgement::Met);
        assert_eq!(of(0, 0).verdict(days), Judgement::NotMeasurable);
        assert_eq!(of(0, 0).verdict(share("90")), Judgement::NotMeasurable);
    }

    #[test]
    fn suspensions_are_left_out_of_what_a_decision_took_and_of_no_other_term() {
        let calendar = Calendar::try_from(CalendarSettings::default()).unwrap();
        let suspensions = [Suspension {
            from: datetime!(2026-03-05 10:00 +1),
            to: Some(datetime!(2026-03-15 10:00 +1)),
        }];
        let took = |ends| {
            let rule = TermRule { ends, ..rule() };
            let case = PastCase {
                rule: &rule,
                calendar: &calendar,
                starts_at: START,
                ended_at: Some(TWENTIETH),
                kept: true,
                suspensions: &suspensions,
            };
            let mut simulation = Simulation::default();
            simulation.weigh(within(10, Unit::CalendarDays), &case).unwrap();
            simulation.distribution.worst()
        };
        assert_eq!(took(EndEvent::Decided), Some(10));
        assert_eq!(took(EndEvent::Registered), Some(20));
    }
}
