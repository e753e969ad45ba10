//! What is offered: the service card (*scheda del servizio*).

use crate::cases::Channel;
use crate::codes::Code;
use crate::text::{Prose, Title};
use serde::{Deserialize, Serialize};

/// The identity a service asks of who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// None: anybody, unnamed.
    None,
    /// Name and contacts as declared.
    Declared,
    /// A copy of an identity document.
    IdentityDocument,
    /// In person, with an identity document.
    InPerson,
    /// SPID, CIE or CNS.
    DigitalIdentity,
}

/// A service card: what is offered, to whom, how, with what, in what time, at what cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its code within the administration.
    pub code: Code,
    /// Its name in Italian.
    pub name: Title,
    /// The office that offers it.
    pub office: Code,
    /// The charter that describes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// What it is.
    pub description: Prose,
    /// Who may use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Prose>,
    /// How to ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Prose>,
    /// What must be brought or declared, at most 20 entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Prose>,
    /// In what time it is given, as the charter says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Prose>,
    /// What it costs, as the charter says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Prose>,
    /// Through which channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The identities it accepts, weakest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identities: Vec<Identity>,
    /// Where its own page is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Title>,
}
