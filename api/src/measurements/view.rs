//! The value reached of a standard, beside its target.

use cartaviva_domain::period::Period;
use cartaviva_domain::scorecard::{Line as ScoreLine, Reached};
use cartaviva_domain::standards::{CaseMeasure, Value};
use cartaviva_persistence::measurements::Measurement;
use serde::Serialize;
use utoipa::ToSchema;

use super::window::PeriodName;
use crate::bounded::{Code, Int, Line, Link, Moment, Paragraph};
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
    #[schema(example = "desk-opening-days")]
    pub standard: Code,
    /// The period.
    #[schema(example = "2026")]
    pub period: PeriodName,
    /// The dimension of quality.
    #[schema(example = "accessibility")]
    pub dimension: Paragraph<1, 120>,
    /// The factor within the dimension.
    #[schema(example = "physical access")]
    pub sub_dimension: Paragraph<1, 200>,
    /// What is measured.
    #[schema(example = "Days on which the front desk is open")]
    pub indicator: Paragraph<1, 300>,
    /// How the value reached is compared with the target.
    pub comparator: ComparatorWord,
    /// The programmed value as printed.
    #[schema(example = "95.00")]
    pub target: Line<1, 14>,
    /// The unit of the target and of the value.
    pub unit: StandardUnitWord,
    /// Where the value comes from.
    #[schema(example = "manual")]
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
    /// The longest that the term took, in units of the term, over the cases in which it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_elapsed: Option<Count>,
    /// Whether a clerk recorded the value or cases were counted; absent where nothing was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<ValueSource>,
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
        let ScoreLine {
            standard,
            reached,
            judgement,
        } = line;
        let shown = Shown::of(reached);
        let recorded = recorded.filter(|_| shown.source == Some(ValueSource::Recorded));
        let calendar = &place.charter.calendar;
        Self {
            standard: standard.code.as_str().into(),
            period: place.period.to_string().into(),
            dimension: standard.dimension.as_str().into(),
            sub_dimension: standard.sub_dimension.as_str().into(),
            indicator: standard.indicator.as_str().into(),
            comparator: standard.target.comparator().into(),
            target: standard.target.printed().into(),
            unit: standard.target.unit().into(),
            measured_by: standard.measured_by.words().into(),
            state: (*judgement).into(),
            value: shown.value.map(Into::into),
            numerator: shown.share.map(|(numerator, _)| numerator.into()),
            denominator: shown.share.map(|(_, denominator)| denominator.into()),
            worst_elapsed: shown.worst_elapsed.map(Into::into),
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
    worst_elapsed: Option<i64>,
    source: Option<ValueSource>,
}

impl Shown {
    fn of(reached: &Reached) -> Self {
        match reached {
            Reached::Nothing => Self::default(),
            Reached::Recorded(value) => Self {
                value: value.printed(),
                share: share(*value),
                source: Some(ValueSource::Recorded),
                ..Self::default()
            },
            Reached::Counted(measure, figures) => {
                let value = figures.value(*measure);
                let worst_elapsed = figures
                    .worst_elapsed
                    .filter(|_| *measure != CaseMeasure::UpheldShare);
                let printed = match measure {
                    CaseMeasure::WorstElapsed => worst_elapsed.map(|units| units.to_string()),
                    CaseMeasure::ShareWithin | CaseMeasure::UpheldShare => value.printed(),
                };
                let source = Some(ValueSource::Cases);
                Self {
                    value: printed,
                    share: share(value),
                    worst_elapsed,
                    source,
                }
            }
        }
    }
}

fn share(value: Value) -> Option<(i64, i64)> {
    match value {
        Value::Share {
            numerator,
            denominator,
        } => Some((numerator, denominator)),
        Value::Number(_) | Value::YesNo(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use cartaviva_domain::decimal::Decimal;
    use cartaviva_domain::scorecard::CaseFigures;

    use super::*;

    const FIGURES: CaseFigures = CaseFigures {
        counted: 4,
        within: 3,
        worst_elapsed: Some(7),
        reports: 8,
        upheld: 1,
    };

    fn counted(
        measure: CaseMeasure,
        figures: CaseFigures,
    ) -> (Option<String>, Option<(i64, i64)>, Option<i64>) {
        let shown = Shown::of(&Reached::Counted(measure, figures));
        assert_eq!(shown.source, Some(ValueSource::Cases));
        (shown.value, shown.share, shown.worst_elapsed)
    }

    #[test]
    fn a_time_is_shown_as_the_longest_one_in_its_own_unit_beside_how_many_kept_it() {
        assert_eq!(
            counted(CaseMeasure::WorstElapsed, FIGURES),
            (Some("7".to_owned()), Some((3, 4)), Some(7))
        );
        let open = CaseFigures {
            counted: 1,
            ..CaseFigures::default()
        };
        assert_eq!(
            counted(CaseMeasure::WorstElapsed, open),
            (None, Some((0, 1)), None)
        );
    }

    #[test]
    fn a_share_of_cases_is_shown_in_percent() {
        assert_eq!(
            counted(CaseMeasure::ShareWithin, FIGURES),
            (Some("75.00".to_owned()), Some((3, 4)), Some(7))
        );
        assert_eq!(
            counted(CaseMeasure::UpheldShare, FIGURES),
            (Some("12.50".to_owned()), Some((1, 8)), None)
        );
    }

    #[test]
    fn no_cases_at_all_have_a_denominator_of_zero_and_no_value() {
        assert_eq!(
            counted(CaseMeasure::ShareWithin, CaseFigures::default()),
            (None, Some((0, 0)), None)
        );
    }

    #[test]
    fn a_recorded_number_is_shown_as_it_was_written() {
        let value = Value::Number(Decimal::parse("96.50").unwrap());
        let shown = Shown::of(&Reached::Recorded(value));
        let expected = Shown {
            value: Some("96.50".to_owned()),
            source: Some(ValueSource::Recorded),
            ..Shown::default()
        };
        assert_eq!(shown, expected);
        assert_eq!(Shown::of(&Reached::Nothing), Shown::default());
    }
}
