//! What was decided, apart from where the case stands.

use super::Reason;
use crate::codes::Code;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A written answer: 1 to 10,000 characters.
pub type Answer = Text<1, 10_000>;

/// What was decided (*esito*), apart from where the case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Upheld (*accolto*).
    Upheld,
    /// Upheld in part.
    PartiallyUpheld,
    /// Rejected (*respinto*).
    Rejected,
    /// Not within the administration's competence.
    NotCompetent,
    /// Inadmissible.
    Inadmissible,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [
        Self::Upheld,
        Self::PartiallyUpheld,
        Self::Rejected,
        Self::NotCompetent,
        Self::Inadmissible,
    ];

    /// Whether the case was found right, wholly or in part.
    #[must_use]
    pub fn is_upheld(self) -> bool {
        matches!(self, Self::Upheld | Self::PartiallyUpheld)
    }
}

/// What brought the disservice about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The administration itself.
    Administration,
    /// Someone else.
    ThirdParty,
    /// Force majeure.
    ForceMajeure,
    /// Who complains.
    User,
}

/// A decision: always reasoned, always answered in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// The written answer, with its reasons.
    pub answer: Answer,
    /// Whether the case was judged pertinent to the service.
    pub pertinent: bool,
    /// The standards that were not kept, by code, at most 50.
    #[serde(default)]
    pub breached_standards: Vec<Code>,
    /// What brought it about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// Why it came late; what comes after the due date carries it (L. 241/1990 art. 2 c. 9-quinquies; Livorno, URP
    /// charter, information requests).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reasons: Option<Reason>,
}
