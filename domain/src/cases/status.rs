//! Where a case stands, and for whom it waits.

use super::Case;
use serde::{Deserialize, Serialize};

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It arrived and waits for its number, where another system keeps the administration's register.
    Received,
    /// Registered in the protocol, not yet with the competent office.
    Registered,
    /// With the competent office.
    Forwarded,
    /// Somebody took charge of it.
    InProgress,
    /// Its terms are stopped; [`Stop`] says by what.
    Suspended,
    /// Decided and answered.
    Decided,
    /// Answered for good: the answer was delivered, or there is a contact to which it went.
    Closed,
    /// Not to be examined, which was answered in writing.
    Inadmissible,
    /// Withdrawn by who presented it.
    Withdrawn,
    /// Taken up again after it had ended.
    Reopened,
    /// It says what another case says, and is answered with that one.
    Merged,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::Registered,
        Self::Forwarded,
        Self::InProgress,
        Self::Suspended,
        Self::Decided,
        Self::Closed,
        Self::Inadmissible,
        Self::Withdrawn,
        Self::Reopened,
        Self::Merged,
    ];

    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.is_worked_on() || matches!(self, Self::Received | Self::Suspended)
    }

    /// Whether the desk or an office works on it now: neither waiting nor ended.
    #[must_use]
    pub fn is_worked_on(self) -> bool {
        matches!(
            self,
            Self::Registered | Self::Forwarded | Self::InProgress | Self::Reopened
        )
    }
}

/// What stopped the terms of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Information or certificates that the administration does not hold (L. 241/1990 art. 2 c. 7).
    Suspension,
    /// Something is missing that who presented the case was asked for.
    Completion,
    /// A notice before refusal: who presented the case has ten days to observe (L. 241/1990 art. 10-bis).
    Notice,
}

/// For whom a case waits that nobody of the administration can carry on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// The number of the register that another system keeps.
    Register,
    /// Who presented it: a completion or observations.
    Citizen,
    /// Others, who hold what the administration does not.
    Others,
}

impl Case {
    /// For whom it waits; none where it waits for the administration itself, or has ended.
    #[must_use]
    pub fn waiting_for(&self) -> Option<WaitingFor> {
        match (self.status, self.proceedings.stop) {
            (Status::Received, _) => Some(WaitingFor::Register),
            (Status::Suspended, Some(Stop::Completion | Stop::Notice)) => Some(WaitingFor::Citizen),
            (Status::Suspended, _) => Some(WaitingFor::Others),
            _ => None,
        }
    }

    /// Where a case stands whose terms run again, or whose assignee gave it back.
    pub(super) fn resting_status(&self) -> Status {
        if self.assignee.is_some() {
            Status::InProgress
        } else if self.is_with_an_office() {
            Status::Forwarded
        } else {
            Status::Registered
        }
    }

    /// Whether it went to the competent office, or was kept by the one that received it.
    pub(super) fn is_with_an_office(&self) -> bool {
        self.forwarded_at.is_some() || self.own_office
    }
}
