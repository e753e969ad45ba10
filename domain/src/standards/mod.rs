//! Quality standards: a dimension, a factor, an indicator and a target, and how each is measured.

mod exception;
mod favour;
mod measured;
mod rollup;
mod simulation;
mod target;
mod value;

pub use exception::{Exception, ExceptionReason, ExceptionRefusal, MOST_EXCEPTIONS, exception_for};
pub use favour::{Favour, favour, more_favourable};
pub use measured::{CaseMeasure, MeasuredBy, SurveyMeasure};
pub use rollup::{RolledUp, roll_up};
pub use simulation::{PastCase, Proposal, Simulation};
pub use target::{Comparator, Target, TargetFault, Unit};
pub use value::{Judgement, Value, ValueFault, judge};

use crate::codes::Code;
use crate::text::{Prose, Text, Title};
use serde::{Deserialize, Serialize};

/// Whether a standard holds for all that a charter covers or for one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// General standard (*standard generale*).
    General,
    /// Specific standard (*standard specifico*): the user can check it on their own case.
    Specific,
}

/// The dimensions that have a code of their own (CIVIT 88/2010, and the security triad of Quarto's ICT charter);
/// the list is open, any other words may name a dimension.
pub const RESERVED_DIMENSIONS: [&str; 8] = [
    "accessibility",
    "timeliness",
    "transparency",
    "effectiveness",
    "continuity",
    "confidentiality",
    "integrity",
    "availability",
];

/// One promised level of quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// Its code, unique among the standards of an administration.
    pub code: Code,
    /// General or specific.
    pub scope: Scope,
    /// The dimension of quality: one of [`RESERVED_DIMENSIONS`] or the charter's own words.
    pub dimension: Text<1, 120>,
    /// The factor within the dimension (*sottodimensione*).
    pub sub_dimension: Text<1, 200>,
    /// What is measured.
    pub indicator: Title,
    /// How it is measured.
    pub formula: Prose,
    /// The programmed value (*valore programmato*).
    #[serde(flatten)]
    pub target: Target,
    /// Where the value reached comes from.
    pub measured_by: MeasuredBy,
    /// What the charter prints of redress beside this standard; absent where it prints nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redress_foreseen: Option<bool>,
    /// The office that answers for it, where the charter says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Code>,
    /// The service it is about, where the charter says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Code>,
}
