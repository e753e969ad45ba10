//! Non-monetary redress (*ristoro*): who is owed it, what may be given, and which rule says so. No type here can hold
//! an amount of money; the statutory indemnity for delay (D.L. 69/2013 art. 28) is another thing.

mod claim;
mod eligibility;
mod foreseen;
mod grant;
mod granted;
mod refusal;
mod rule;

pub use claim::{ClaimWindow, RefusedClaim, claim_window};
pub use eligibility::{Choice, Eligibility, Facts, eligibility};
pub use foreseen::foreseen;
pub use grant::{Grant, GrantRefusal, grant};
pub use granted::{GrantState, Granted, Returned, voucher_expiry};
pub use refusal::Refusal;
pub use rule::{Rule, RuleCode};

use crate::cases::Cause;
use crate::codes::Code;
use crate::deadline::{Direction, Term};
use crate::procedures::Decider;
use crate::text::{Source, Title};
use serde::{Deserialize, Serialize};

/// What can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A cultural publication: a book, a catalogue or other.
    Publication,
    /// A free day in a park-and-ride car park.
    ParkingDay,
    /// A free ride on urban public transport.
    BusRide,
}

/// What must hold for a redress to be owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// The case was upheld, wholly or in part.
    pub upheld: bool,
    /// The case was judged pertinent to the service.
    pub pertinent: bool,
    /// The decision names a standard that was not kept.
    pub standard_not_met: bool,
    /// The charter foresees redress for at least one of those standards, as it prints beside each.
    #[serde(default)]
    pub per_standard: bool,
    /// Who presented the case asks for it.
    pub on_request: bool,
    /// How long after the decision it may be asked for, counted forward; absent where nothing limits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_within: Option<Term>,
    /// Causes that exclude it.
    pub excluded_causes: Vec<Cause>,
}

/// What may be given, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// What is given.
    pub kind: Kind,
    /// At least so many, from 1.
    pub minimum: u32,
    /// At most so many, to 1,000.
    pub maximum: u32,
}

/// An item of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code within the administration.
    pub code: Code,
    /// What it is.
    pub kind: Kind,
    /// Its title in Italian.
    pub title: Title,
    /// How many there are; absent where it does not run out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<u32>,
    /// Whether it is an example that no document names.
    #[serde(default)]
    pub example: bool,
}

/// The policy of an administration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What must hold.
    pub conditions: Conditions,
    /// Who decides and how much.
    pub decided_by: Decider,
    /// What may be given, at least one.
    pub options: Vec<Range>,
    /// How long after the grant its voucher is good, counted forward in days or months; absent where it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher_valid: Option<Term>,
    /// Where it is written.
    pub source: Source,
}

/// A term of a policy that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermFault {
    /// JSON Pointer to it within the policy.
    pub pointer: &'static str,
    /// What is wrong with it.
    pub what: &'static str,
}

impl Policy {
    /// What is wrong with its terms: both are counted forward, and a voucher is good until the end of a day.
    #[must_use]
    pub fn term_faults(&self) -> Vec<TermFault> {
        let backward = |term: Option<Term>| term.is_some_and(|term| term.direction() == Direction::Backward);
        let mut faults = Vec::new();
        if backward(self.conditions.claim_within) {
            faults.push(TermFault {
                pointer: "/conditions/claim_within",
                what: "the time for asking is counted forward",
            });
        }
        let in_hours = self
            .voucher_valid
            .is_some_and(|term| !term.unit().ends_with_a_day());
        if in_hours || backward(self.voucher_valid) {
            faults.push(TermFault {
                pointer: "/voucher_valid",
                what: "the validity of a voucher is counted forward, in days or months",
            });
        }
        faults
    }
}

#[cfg(test)]
mod granted_tests;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
