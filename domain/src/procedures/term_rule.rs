//! The terms that the cases of a procedure run.

use crate::codes::Code;
use crate::deadline::{StartEvent, SuspensionLimit, Term};
use crate::text::{Source, Title};
use serde::{Deserialize, Serialize};

/// What ends a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndEvent {
    /// The case is entered into the system.
    Registered,
    /// The case is decided and answered.
    Decided,
}

/// A term that cases of a procedure run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRule {
    /// Its code within the procedure (`intake`, `response`, `conclusion`).
    pub code: Code,
    /// What it promises, in Italian.
    pub name: Title,
    /// What starts it.
    pub starts: StartEvent,
    /// What starts it instead where the case is about the very office that receives it, so that nothing is forwarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_in_own_office: Option<StartEvent>,
    /// What ends it.
    pub ends: EndEvent,
    /// How long it is.
    pub term: Term,
    /// How often and how long it may be suspended; absent where nothing lets it be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<SuspensionLimit>,
    /// Whether a reasoned act may extend it.
    #[serde(default)]
    pub extendable: bool,
    /// Where it is written.
    pub source: Source,
}
