//! What interrupts a procedure, and where one may turn after it: incomplete requests, third parties, reviews.

use super::Label;
use crate::codes::Code;
use crate::deadline::Term;
use crate::text::Source;
use serde::{Deserialize, Serialize};

/// What becomes of an incomplete request: the body says so in time, and a term that starts when the case is
/// `completed` begins anew (D.P.R. 184/2006 art. 6 c. 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// Within what time from receipt the body asks for what is missing.
    pub asked_within: Term,
    /// Where it is written.
    pub source: Source,
}

/// The third parties whom a disclosure may harm (*controinteressati*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterInterested {
    /// Within what time from the notice they may object.
    pub objection_within: Term,
    /// Whether the term does not run from the notice until they object, or their time runs out.
    pub suspends: bool,
    /// How long after they received the decision the documents are handed over where they objected; absent where they
    /// need not wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosed_after: Option<Term>,
    /// Where it is written.
    pub source: Source,
}

/// Where one may turn against a decision or against silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Its code within the procedure.
    pub code: Code,
    /// To whom, in Italian and English.
    pub to: Label,
    /// Within what time one turns to them; absent where nothing limits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_within: Option<Term>,
    /// Within what time they answer; absent where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_within: Option<Term>,
    /// Where it is written.
    pub source: Source,
}
