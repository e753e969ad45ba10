//! Where the value reached of a standard comes from.

use crate::codes::Code;
use serde::{Deserialize, Serialize};

/// What the system can measure from cases by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseMeasure {
    /// The share of cases in which a term was kept.
    ShareWithin,
    /// The longest time a term took, in the term's own unit.
    WorstElapsed,
    /// The share of cases upheld as pertinent to the service.
    UpheldShare,
}

/// Where the value reached comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "source", deny_unknown_fields)]
pub enum MeasuredBy {
    /// A clerk records it.
    Manual,
    /// The cases of some procedures, for one of their terms.
    Cases {
        /// What of the cases.
        measure: CaseMeasure,
        /// The procedures whose cases count, at least one.
        procedures: Vec<Code>,
        /// The term that is looked at (`intake`, `response`, `conclusion`).
        term: Code,
    },
    /// The surveys that were held; until surveys are kept here, a clerk records it.
    Surveys {
        /// What of the surveys.
        measure: SurveyMeasure,
    },
    /// The appointments; until appointments are kept here, a clerk records it.
    Appointments,
    /// The interruptions of service; until they are kept here, a clerk records it.
    Interruptions,
}

/// What is measured of surveys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyMeasure {
    /// How many were held.
    NumberHeld,
    /// The mean score of the answers.
    MeanScore,
}

impl MeasuredBy {
    /// The source in a few words: `manual`, `cases: intake term`, `surveys: number held`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Manual => "manual".to_owned(),
            Self::Cases {
                measure: CaseMeasure::UpheldShare,
                ..
            } => "cases: upheld share".to_owned(),
            Self::Cases {
                measure: CaseMeasure::ShareWithin,
                term,
                ..
            } => {
                format!("cases: share within the {term} term")
            }
            Self::Cases {
                measure: CaseMeasure::WorstElapsed,
                term,
                ..
            } => format!("cases: {term} term"),
            Self::Surveys {
                measure: SurveyMeasure::NumberHeld,
            } => "surveys: number held".to_owned(),
            Self::Surveys {
                measure: SurveyMeasure::MeanScore,
            } => "surveys: mean score".to_owned(),
            Self::Appointments => "appointments: booking term".to_owned(),
            Self::Interruptions => "interruptions: availability".to_owned(),
        }
    }

    /// Whether the system measures it by itself; everything else a clerk records.
    #[must_use]
    pub fn is_automatic(&self) -> bool {
        matches!(self, Self::Cases { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_comes_from_cases_is_measured_by_the_system() {
        let term = Code::parse("response").unwrap();
        let cases = MeasuredBy::Cases {
            measure: CaseMeasure::ShareWithin,
            procedures: vec![Code::parse("complaint").unwrap()],
            term,
        };
        assert_eq!(cases.words(), "cases: share within the response term");
        assert!(cases.is_automatic());
        let surveys = MeasuredBy::Surveys {
            measure: SurveyMeasure::NumberHeld,
        };
        assert_eq!(surveys.words(), "surveys: number held");
        assert!(!surveys.is_automatic());
        assert!(!MeasuredBy::Manual.is_automatic());
    }
}
