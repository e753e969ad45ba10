//! What happened to a case. Events are only ever added.

use super::{Cause, Channel, Moment, Outcome, Reason};
use crate::codes::{Code, EventId};
use crate::deadline::{Due, Extension};
use serde::{Deserialize, Serialize};

/// Who did something: the subject of a token and the role it acted in, or the citizen without an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The subject of the token; none for who acted without one.
    pub subject: Option<String>,
    /// The role (`citizen`, `operator`, `manager`).
    pub role: String,
}

impl Actor {
    /// Who acts without an account.
    #[must_use]
    pub fn citizen() -> Self {
        Self {
            subject: None,
            role: "citizen".to_owned(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Happening {
    /// The submission arrived.
    Received {
        /// How it arrived.
        channel: Channel,
    },
    /// It was entered into the system and registered.
    Registered {
        /// The office that received it.
        office: Code,
    },
    /// It went to an office.
    Forwarded {
        /// The office that now has it.
        office: Code,
        /// Why, when it had been with another office before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// Its terms were suspended.
    Suspended {
        /// Why.
        reason: Reason,
    },
    /// Its terms run again.
    Resumed,
    /// Its term was extended by an act.
    Extended {
        /// By how much.
        extension: Extension,
        /// Why.
        reason: Reason,
    },
    /// It was decided and answered.
    Decided {
        /// What was decided.
        outcome: Outcome,
        /// Whether it was judged pertinent to the service.
        pertinent: bool,
        /// The standards that were not kept.
        breached_standards: Vec<Code>,
        /// What brought it about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
    },
    /// It was withdrawn by who presented it.
    Withdrawn {
        /// Why, if they said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// It was taken up again.
    Reopened {
        /// Why.
        reason: Reason,
    },
    /// Who presented it asked for the redress.
    RistoroClaimed,
    /// A changed calendar moved one of its deadlines.
    DeadlineRecomputed {
        /// The term.
        term: Code,
        /// When it was due.
        before: Due,
        /// When it is due now.
        after: Due,
        /// Why the calendar changed.
        reason: Reason,
    },
    /// The redress was refused to who asked for it.
    RistoroRefused {
        /// Why.
        reason: Reason,
    },
    /// A redress was granted.
    RistoroGranted {
        /// The item.
        item: Code,
        /// How many.
        quantity: u32,
    },
    /// The redress was handed out.
    RistoroDelivered {
        /// The item.
        item: Code,
        /// How many.
        quantity: u32,
    },
    /// The redress was returned before it was handed out.
    RistoroReturned {
        /// The item.
        item: Code,
        /// How many.
        quantity: u32,
        /// Why.
        reason: Reason,
    },
}

impl Happening {
    /// What happened, as a stable code.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Registered { .. } => "registered",
            Self::Forwarded { .. } => "forwarded",
            Self::Suspended { .. } => "suspended",
            Self::Resumed => "resumed",
            Self::Extended { .. } => "extended",
            Self::Decided { .. } => "decided",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Reopened { .. } => "reopened",
            Self::RistoroClaimed => "ristoro_claimed",
            Self::DeadlineRecomputed { .. } => "deadline_recomputed",
            Self::RistoroRefused { .. } => "ristoro_refused",
            Self::RistoroGranted { .. } => "ristoro_granted",
            Self::RistoroDelivered { .. } => "ristoro_delivered",
            Self::RistoroReturned { .. } => "ristoro_returned",
        }
    }
}

/// One event of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Its place among the events of the case, from 1.
    pub sequence: i32,
    /// What happened.
    pub happening: Happening,
    /// When it happened and when it was recorded.
    pub moment: Moment,
    /// Who did it.
    pub actor: Actor,
}
