//! What a proposal would have made of past cases, as staff see it.

use cartaviva_domain::deadline;
use cartaviva_domain::period::Period;
use cartaviva_domain::standards::{Simulation, Target, Value};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Code, Int, Line, List, TermUnitWord};
use crate::charters::TargetView;
use crate::measurements::PeriodName;
use crate::words::JudgementWord;

/// How many of something there are.
type Count = Int<0, 9_007_199_254_740_991>;

/// How many steps a distribution has at most.
const MOST_STEPS: i64 = 200;

/// What a proposed target would have made of the cases of a past period. Nothing of it is kept, nothing concerns a person.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Simulation)]
pub struct SimulationView {
    /// The standard.
    pub standard: Code,
    /// The period.
    pub period: PeriodName,
    /// What is promised now.
    pub current: TargetView,
    /// What is proposed.
    pub proposed: TargetView,
    /// Cases that count, as in the scorecard: a case counts in the period in which its term ended or it was decided,
    /// whichever comes first.
    pub counted: Count,
    /// Of these, those that would have met what is proposed: a case did when it took at most as many units, suspensions
    /// excluded, or kept a term of the same unit that is not longer. Of an upheld share, those that were upheld.
    pub would_have_met: Count,
    /// That in percent, with two decimals; null where no case counts.
    #[schema(required, example = "87.50")]
    pub share: Option<Line<1, 20>>,
    /// Of the cases that count, those that met the term as it was promised; of an upheld share, those that were upheld.
    pub met_with_current_target: Count,
    /// Of the cases that count, those whose term has not ended: none of them has met anything.
    pub still_open: Count,
    /// In which unit the times below are; absent where no time is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed_unit: Option<TermUnitWord>,
    /// What half of the cases did not exceed, in whole units, over the cases whose term ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<Count>,
    /// What nine in ten of them did not exceed, by nearest rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percentile_90: Option<Count>,
    /// The longest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst: Option<Count>,
    /// How long the cases took, shortest first; where there are more than 200 different lengths these are folded.
    pub distribution: List<SimulationStep, 200>,
    /// What the period would have said of the standard: a share is judged against the target, a time is met when every
    /// case met it.
    pub verdict: JudgementWord,
}

/// Some cases that took as long.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(example = json!({ "took": 12, "cases": 7 }))]
pub struct SimulationStep {
    /// The most units that they took: more than the step before says.
    pub took: Count,
    /// How many they are.
    pub cases: Int<1, 9_007_199_254_740_991>,
}

/// What was proposed, of which standard, for which period.
pub(super) struct Asked {
    pub(super) standard: Code,
    pub(super) period: Period,
    pub(super) current: Target,
    pub(super) proposed: Target,
    /// The unit in which times are told, where times are measured.
    pub(super) unit: Option<deadline::Unit>,
}

impl SimulationView {
    /// What came out.
    pub(super) fn of(asked: Asked, simulation: &Simulation) -> Self {
        let took = &simulation.distribution;
        let share = Value::Share {
            numerator: simulation.would_have_met,
            denominator: simulation.counted,
        };
        Self {
            standard: asked.standard,
            period: asked.period.to_string().into(),
            current: TargetView::of(asked.current),
            proposed: TargetView::of(asked.proposed),
            counted: simulation.counted.into(),
            would_have_met: simulation.would_have_met.into(),
            share: share.printed().map(Into::into),
            met_with_current_target: simulation.met_with_current.into(),
            still_open: simulation.still_open.into(),
            elapsed_unit: asked.unit.map(Into::into),
            median: took.median().map(Into::into),
            percentile_90: took.percentile(90).map(Into::into),
            worst: took.worst().map(Into::into),
            distribution: took
                .folded(MOST_STEPS)
                .into_iter()
                .map(|(took, cases)| SimulationStep {
                    took: took.into(),
                    cases: cases.into(),
                })
                .collect(),
            verdict: simulation.verdict(asked.proposed).into(),
        }
    }
}
