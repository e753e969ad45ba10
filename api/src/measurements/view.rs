//! The value reached of a standard, beside its target.

use cartaviva_domain::period::Period;
use cartaviva_domain::scorecard::{CaseFigures, Line as ScoreLine, Reached};
use cartaviva_domain::standards::{CaseMeasure, Value};
use cartaviva_persistence::measurements::Measurement;
use serde::Serialize;
use utoipa::ToSchema;

use super::window::PeriodName;
use crate::bounded::{Code, Id, Int, Line, Link, List, Moment, Paragraph};
use crate::charters::CharterFile;
use crate::links::Links;
use crate::words::{ComparatorWord, JudgementWord, StandardUnitWord};

/// How many of something there are.
type Count = Int<0, 9_007_199_254_740_991>;

/// The value that a standard reached in a period.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Measurement)]
pub struct MeasurementView {
    /// The standard's code.
    pub standard: Code,
    /// The period.
    pub period: PeriodName,
    /// The dimension of quality.
    pub dimension: Paragraph<1, 120>,
    /// The factor within the dimension.
    pub sub_dimension: Paragraph<1, 200>,
    /// What is measured.
    pub indicator: Paragraph<1, 300>,
    /// How the value reached is compared with the target.
    pub comparator: ComparatorWord,
    /// The programmed value as printed, or that of the exception which covers the whole period.
    pub target: Line<1, 14>,
    /// The exception by whose target it is judged; absent where none covers the whole period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<Id>,
    /// The unit of the target and of the value.
    pub unit: StandardUnitWord,
    /// Where the value comes from.
    pub measured_by: Line<1, 120>,
    /// Whether the target was reached; `not_measurable` where there was nothing to measure.
    pub state: JudgementWord,
    /// The value reached, in the unit; null where nothing was measured or there was nothing to measure. Of a time it is
    /// the longest one that a case took; a case still open past its due date has none yet.
    #[schema(required, example = "96.30")]
    pub value: Option<Line<1, 20>>,
    /// How many satisfied what is measured; of cases, how many kept the term or were upheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<Count>,
    /// Of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Count>,
    /// Of a mean score: how many answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Count>,
    /// Of a term measured from cases: how many count. A case counts in the period in which its term ended or it was
    /// decided, whichever comes first: one answered in time when it was answered, a late one when its due date passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Count>,
    /// Of these, how many kept the term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Count>,
    /// What half of the cases did not exceed, in whole units of the term, over the cases in which it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median: Option<Count>,
    /// What nine in ten of them did not exceed, by nearest rank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percentile_90: Option<Count>,
    /// The longest that the term took, in whole units of the term, over the cases in which it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_elapsed: Option<Count>,
    /// Whether a clerk recorded the value, it follows from shorter periods, or cases were counted; absent where nothing was
    /// measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<ValueSource>,
    /// The recorded periods that a value which was not recorded itself follows from.
    #[serde(skip_serializing_if = "is_empty")]
    pub rolled_up_from: List<PeriodName, 12>,
    /// What the clerk noted beside it; anybody may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Paragraph<1, 2000>>,
    /// When the clerk recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Moment>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: MeasurementLinks,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueSource {
    /// A clerk recorded it.
    Recorded,
    /// It follows exactly from what was recorded for the shorter periods that make it up.
    RolledUp,
    /// Cases were counted.
    Cases,
}

/// The links of a value.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeasurementLinks {
    /// The value itself, to be read and recorded.
    #[serde(rename = "self")]
    pub this: Link,
    /// The standard.
    pub standard: Link,
    /// The scorecard of the charter in this period.
    pub scorecard: Link,
}

/// Whose value it is and of which period.
pub(crate) struct Place<'a> {
    pub(crate) charter: &'a CharterFile,
    pub(crate) period: Period,
    pub(crate) links: &'a Links,
}

impl MeasurementView {
    /// A line of the scorecard.
    pub(crate) fn of(place: &Place<'_>, line: &ScoreLine, recorded: Option<&Measurement>) -> Self {
        let (standard, target) = (&line.standard, line.target());
        let shown = Shown::of(&line.reached);
        let recorded = recorded.filter(|_| shown.source == Some(ValueSource::Recorded));
        let calendar = &place.charter.calendar;
        Self {
            standard: standard.code.as_str().into(),
            period: place.period.to_string().into(),
            dimension: standard.dimension.as_str().into(),
            sub_dimension: standard.sub_dimension.as_str().into(),
            indicator: standard.indicator.as_str().into(),
            comparator: target.comparator().into(),
            target: target.printed().into(),
            exception: line
                .exception
                .as_ref()
                .map(|exception| exception.id.to_string().into()),
            unit: target.unit().into(),
            measured_by: standard.measured_by.words().into(),
            state: line.judgement.into(),
            value: shown.value.map(Into::into),
            numerator: shown.share.map(|(numerator, _)| numerator.into()),
            denominator: shown.share.map(|(_, denominator)| denominator.into()),
            answers: shown.answers.map(Into::into),
            counted: shown.times.map(|times| times.counted.into()),
            within: shown.times.map(|times| times.within.into()),
            median: shown.times.and_then(|times| times.median).map(Into::into),
            percentile_90: shown.times.and_then(|times| times.percentile_90).map(Into::into),
            worst_elapsed: shown.times.and_then(|times| times.worst).map(Into::into),
            rolled_up_from: shown
                .rolled_up_from
                .iter()
                .map(|period| period.to_string().into())
                .collect(),
            source: shown.source,
            note: recorded
                .and_then(|recorded| recorded.note.as_deref())
                .map(Into::into),
            recorded_at: recorded.map(|recorded| Moment(calendar.local(recorded.recorded_at))),
            links: place.links_of(standard.code.as_str()),
        }
    }
}

impl Place<'_> {
    fn links_of(&self, standard: &str) -> MeasurementLinks {
        let CharterFile {
            administration,
            charter,
            ..
        } = self.charter;
        let period = self.period;
        let own = format!(
            "/administrations/{}/charters/{}",
            administration.code, charter.code
        );
        MeasurementLinks {
            this: self
                .links
                .to(&format!("{own}/standards/{standard}/measurements/{period}")),
            standard: self.links.to(&format!("{own}/standards/{standard}")),
            scorecard: self.links.to(&format!("{own}/scorecard?period={period}")),
        }
    }
}

/// What is shown of what was reached.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shown {
    value: Option<String>,
    share: Option<(i64, i64)>,
    answers: Option<i64>,
    times: Option<Times>,
    rolled_up_from: Vec<Period>,
    source: Option<ValueSource>,
}

/// What is shown of how long a term took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Times {
    counted: i64,
    within: i64,
    median: Option<i64>,
    percentile_90: Option<i64>,
    worst: Option<i64>,
}

impl Shown {
    fn of(reached: &Reached) -> Self {
        match reached {
            Reached::Nothing => Self::default(),
            Reached::Recorded(value) => Self::of_value(*value, ValueSource::Recorded),
            Reached::RolledUp(rolled) => Self {
                rolled_up_from: rolled.periods.clone(),
                ..Self::of_value(rolled.value, ValueSource::RolledUp)
            },
            Reached::Counted(measure, figures) => {
                let times = (*measure != CaseMeasure::UpheldShare).then(|| Times::of(figures));
                let shown = Self::of_value(figures.value(*measure), ValueSource::Cases);
                let value = match measure {
                    CaseMeasure::WorstElapsed => figures.elapsed.worst().map(|units| units.to_string()),
                    CaseMeasure::ShareWithin | CaseMeasure::UpheldShare => shown.value,
                };
                Self {
                    value,
                    times,
                    ..shown
                }
            }
        }
    }

    fn of_value(value: Value, source: ValueSource) -> Self {
        let (share, answers) = match value {
            Value::Share {
                numerator,
                denominator,
            } => (Some((numerator, denominator)), None),
            Value::Mean { answers, .. } => (None, Some(answers)),
            Value::Number(_) | Value::YesNo(_) => (None, None),
        };
        Self {
            value: value.printed(),
            share,
            answers,
            source: Some(source),
            ..Self::default()
        }
    }
}

impl Times {
    fn of(figures: &CaseFigures) -> Self {
        Self {
            counted: figures.counted,
            within: figures.within,
            median: figures.elapsed.median(),
            percentile_90: figures.elapsed.percentile(90),
            worst: figures.elapsed.worst(),
        }
    }
}

fn is_empty<T, const MAX: usize>(list: &List<T, MAX>) -> bool {
    list.as_slice().is_empty()
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
