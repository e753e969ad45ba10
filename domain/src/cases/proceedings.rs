//! What the file of a case holds beside where it stands: why its terms stopped, what was asked and came in, what was corrected,
//! how the answer was delivered, which other cases it goes with.

use super::{Answer, Case, Channel, Decision, Reason, Status, Stop};
use crate::codes::{CaseId, Code};
use crate::deadline::Suspension;
use crate::text::{Prose, Text};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A reference of a delivery: the number of a registered letter, of a receipt. 1 to 200 characters.
pub type DeliveryReference = Text<1, 200>;

/// What the file of a case holds beside where it stands. A case that was stored before any of it was known holds none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proceedings {
    /// What stopped its terms, while they are stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<Stop>,
    /// What is missing, from when it was asked for until it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Reason>,
    /// When the last missing piece came in, where the terms start again then (D.P.R. 184/2006 art. 6 c. 5).
    #[serde(
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub restarted_at: Option<OffsetDateTime>,
    /// The notice before refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// What who presented the case sent after it, first to last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<Received>,
    /// The decisions that were corrected, first to last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<Superseded>,
    /// How the answer was delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// The case that it was merged into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CaseId>,
    /// The cases that were merged into it, and are answered with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<CaseId>,
    /// The cases that it is related to; each of them is related to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<CaseId>,
}

/// A notice before refusal (*preavviso di rigetto*, L. 241/1990 art. 10-bis).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The grounds that stand against the application.
    pub grounds: Answer,
    /// When who presented the case received it.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
    /// When observations came in.
    #[serde(
        default,
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub observed_at: Option<OffsetDateTime>,
    /// For how long the terms do not run.
    pub suspension: Suspension,
}

/// What a later document of who presented the case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceivedKind {
    /// What was missing.
    Completion,
    /// Observations on a notice before refusal.
    Observations,
}

/// What who presented the case sent after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// What it is.
    pub kind: ReceivedKind,
    /// What it says.
    pub text: Prose,
    /// When it came.
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
}

/// A decision that was corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Superseded {
    /// The decision as it was.
    pub decision: Decision,
    /// When it was corrected.
    #[serde(with = "time::serde::rfc3339")]
    pub corrected_at: OffsetDateTime,
    /// Why.
    pub reason: Reason,
}

/// How an answer was delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// By which channel.
    pub channel: Channel,
    /// The number of the letter or of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<DeliveryReference>,
}

/// What a case must know of another to be merged into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeTarget {
    /// Its id.
    pub id: CaseId,
    /// Its procedure.
    pub procedure: Code,
    /// When it arrived.
    pub received_at: OffsetDateTime,
    /// Where it stands.
    pub status: Status,
}

impl MergeTarget {
    /// What a case must know of this one.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self {
            id: case.id,
            procedure: case.procedure.clone(),
            received_at: case.received_at,
            status: case.status,
        }
    }
}

impl Case {
    /// The earliest of the moments at which something is due on it; none while nothing runs and once it has ended.
    #[must_use]
    pub fn next_due_at(&self) -> Option<OffsetDateTime> {
        let running = self
            .deadlines
            .iter()
            .filter(|deadline| deadline.ended_at.is_none() && !deadline.cancelled);
        let due = running.filter_map(|deadline| deadline.due.as_ref());
        due.map(|due| due.due_at).min().filter(|_| self.status.is_open())
    }
}
