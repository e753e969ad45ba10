//! Non-monetary redress (*ristoro*): who is owed it, what may be given, and which rule says so. No type here can hold
//! an amount of money; the statutory indemnity for delay (D.L. 69/2013 art. 28) is another thing.

mod eligibility;
mod grant;

pub use eligibility::{Choice, Eligibility, Facts, Rule, RuleCode, eligibility};
pub use grant::{Grant, GrantRefusal, grant};

use crate::cases::Cause;
use crate::codes::Code;
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
    /// Who presented the case asks for it.
    pub on_request: bool,
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
    /// Where it is written.
    pub source: Source,
}

#[cfg(test)]
mod tests;
