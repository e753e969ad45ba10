//! Roles, as tokens name them.

use serde::{Deserialize, Serialize};

/// What a caller is to an administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[clap(rename_all = "snake_case")]
pub enum Role {
    /// A person with business before the administration.
    Citizen,
    /// The public relations desk (URP): receives, registers, forwards.
    Operator,
    /// Handles the cases of an office.
    Officer,
    /// Answers for an office (dirigente): decides and grants.
    Manager,
    /// Keeps charters, standards and surveys.
    Editor,
    /// Reads everything, changes nothing.
    Auditor,
    /// May do everything in its own administration.
    Admin,
    /// Another system acting for the administration.
    Integrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Citizen,
        Self::Operator,
        Self::Officer,
        Self::Manager,
        Self::Editor,
        Self::Auditor,
        Self::Admin,
        Self::Integrator,
    ];

    /// The role's name in tokens.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Operator => "operator",
            Self::Officer => "officer",
            Self::Manager => "manager",
            Self::Editor => "editor",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
            Self::Integrator => "integrator",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
