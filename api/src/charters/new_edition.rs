//! An edition as an editor sends it: what a charter file holds of one.

use cartaviva_domain::charters::Edition;
use cartaviva_domain::codes;
use cartaviva_domain::standards::Target;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::bounded::{Code, Day, Line, List, Paragraph};
use crate::extract::parsed;
use crate::language::Bilingual;
use crate::problem::ApiError;
use crate::words::{ComparatorWord, ScopeWord, StandardUnitWord};

/// A new edition of a charter, with everything it promises.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "2027",
    "approval": { "kind": "Delibera di Giunta", "number": "12", "date": "2026-12-10" },
    "in_force_from": "2027-01-01",
    "standards": [{
        "code": "disservice-intake", "scope": "general", "dimension": "timeliness",
        "sub_dimension": "presa in carico", "indicator": "Tempo di presa in carico",
        "formula": "giorni lavorativi dalla presentazione alla presa in carico",
        "comparator": "within", "target": "2", "unit": "working_days",
        "measured_by": { "source": "cases", "measure": "worst_elapsed", "procedures": ["disservice-report"], "term": "intake" }
    }],
    "drops": ["web-costs"]
}))]
pub struct NewEdition {
    /// Its code within the charter.
    #[validate(nested)]
    pub code: Code,
    /// The act that approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub approval: Option<ActBody>,
    /// The first day on which it holds, later than that of every edition there is.
    pub in_force_from: Day,
    /// The last day on which it holds, where it is known already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<Day>,
    /// By when it is to be reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_due: Option<Day>,
    /// The principles it rests on.
    #[serde(default)]
    #[validate(nested)]
    pub principles: List<Paragraph<1, 300>, 50>,
    /// The rights and remedies of who is not served as promised (D.Lgs. 222/2023 art. 7).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub remedies: Option<Paragraph<1, 5000>>,
    /// What it promises, in the order of the document.
    #[validate(nested)]
    pub standards: List<NewStandard, 500>,
    /// The standards whose targets cannot be compared with what they were (another unit or direction): said openly.
    #[serde(default)]
    #[validate(nested)]
    pub accept_not_comparable: List<Code, 500>,
    /// The standards that are not promised any more: said openly.
    #[serde(default)]
    #[validate(nested)]
    pub drops: List<Code, 500>,
}

/// The act by which an edition was approved.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAct, example = json!({ "kind": "Delibera di Giunta", "number": "12", "date": "2026-12-10" }))]
pub struct ActBody {
    /// What kind of act.
    #[validate(nested)]
    pub kind: Paragraph<1, 300>,
    /// Its number, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub number: Option<Paragraph<1, 300>>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// One promised level of quality.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewStandard {
    /// Its code, unique among the standards of the administration; the same from edition to edition.
    #[validate(nested)]
    pub code: Code,
    /// General, or specific: one that users can check on their own case.
    pub scope: ScopeWord,
    /// The dimension of quality: a reserved code or the charter's own words.
    #[validate(nested)]
    pub dimension: Paragraph<1, 120>,
    /// The factor within the dimension.
    #[validate(nested)]
    pub sub_dimension: Paragraph<1, 200>,
    /// What is measured.
    #[validate(nested)]
    pub indicator: Paragraph<1, 300>,
    /// How it is measured.
    #[validate(nested)]
    pub formula: Paragraph<1, 5000>,
    /// How the value reached is compared with the target.
    pub comparator: ComparatorWord,
    /// The programmed value: a decimal number, `true` or `false`, `immediate`.
    #[validate(nested)]
    pub target: Line<1, 14>,
    /// The unit of the target and of the values reached.
    pub unit: StandardUnitWord,
    /// Where the value reached comes from.
    #[validate(nested)]
    pub measured_by: MeasuredByBody,
    /// What the charter prints of redress beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub redress_foreseen: Option<bool>,
    /// The office that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub office: Option<Code>,
    /// The service it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub service: Option<Code>,
}

/// Where a value comes from: `cases` with a measure of cases, procedures and a term; `surveys` with a measure of surveys;
/// any other source alone.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = MeasuredBy, example = json!({ "source": "manual" }))]
pub struct MeasuredByBody {
    /// Where from.
    pub source: SourceBody,
    /// What is measured there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureBody>,
    /// The procedures whose cases count, at least one.
    #[serde(default, skip_serializing_if = "is_empty")]
    #[validate(nested)]
    pub procedures: List<Code, 100>,
    /// The term of these procedures that is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub term: Option<Code>,
}

/// Where values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MeasureSource)]
pub enum SourceBody {
    /// A clerk records them.
    Manual,
    /// Cases are counted.
    Cases,
    /// Surveys that were held.
    Surveys,
    /// Appointments.
    Appointments,
    /// Interruptions of service.
    Interruptions,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Measure)]
pub enum MeasureBody {
    /// Of cases: the share in which a term was kept.
    ShareWithin,
    /// Of cases: the longest that a term took.
    WorstElapsed,
    /// Of cases: the share that was upheld.
    UpheldShare,
    /// Of surveys: how many were held.
    NumberHeld,
    /// Of surveys: the mean score of the answers.
    MeanScore,
}

impl NewEdition {
    /// The edition, once its values go together.
    ///
    /// # Errors
    /// 422 naming the value that does not.
    pub(crate) fn edition(&self) -> Result<Edition, ApiError> {
        for (index, standard) in self.standards.as_slice().iter().enumerate() {
            let (comparator, unit) = (standard.comparator.0, standard.unit.0);
            let target = Target::parse(comparator, standard.target.as_str(), unit);
            parsed(&format!("/standards/{index}/target"), target)?;
        }
        let mut document = serde_json::to_value(self).map_err(ApiError::internal)?;
        if let Some(members) = document.as_object_mut() {
            // What is said openly is said of the change, not of the edition.
            members.retain(|name, _| !["accept_not_comparable", "drops"].contains(&name.as_str()));
        }
        serde_path_to_error::deserialize(document).map_err(|error| misread(&error))
    }
}

/// The codes of a list.
///
/// # Errors
/// 422 naming the one that is none.
pub(super) fn codes<const MAX: usize>(
    at: &str,
    list: &List<Code, MAX>,
) -> Result<Vec<codes::Code>, ApiError> {
    let numbered = list.as_slice().iter().enumerate();
    numbered
        .map(|(index, code)| parsed(&format!("{at}/{index}"), codes::Code::parse(code.as_str())))
        .collect()
}

fn misread(error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    use serde_path_to_error::Segment;
    let pointer = error
        .path()
        .iter()
        .fold(String::new(), |pointer, segment| match segment {
            Segment::Seq { index } => format!("{pointer}/{index}"),
            Segment::Map { key } => format!("{pointer}/{key}"),
            Segment::Enum { .. } | Segment::Unknown => pointer,
        });
    let detail = Bilingual::new("Il valore non è ammesso.", format!("Refused: {}.", error.inner()));
    ApiError::field(&pointer, "refused", detail)
}

fn is_empty<T, const MAX: usize>(list: &List<T, MAX>) -> bool {
    list.as_slice().is_empty()
}
