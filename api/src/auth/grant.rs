//! What a token of the local issuer says.

use std::time::Duration;

use cartaviva_domain::people::{AssuranceLevel, TaxCode};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::assurance;
use super::issuer::default_audience;
use super::local_key::LOCAL_ISSUER;
use super::role::Role;

/// What a new token grants.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Whom it is about.
    pub subject: String,
    /// The roles it gives.
    pub roles: Vec<Role>,
    /// The administration they are held in.
    pub administration: Option<String>,
    /// The office they are held in; none for the whole administration.
    pub office: Option<String>,
    /// How surely it is known whom it is about.
    pub assurance: Option<AssuranceLevel>,
    /// The tax code of the person.
    pub tax_code: Option<TaxCode>,
    /// How long it is valid.
    pub valid_for: Duration,
}

/// Why a grant cannot be written as a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantFault {
    /// The end lies beyond the calendar.
    #[error("the token would be valid for too long")]
    TooLong,
}

impl Grant {
    /// The claims of the token, issued `now` under the id `id`.
    ///
    /// # Errors
    /// [`GrantFault::TooLong`] when its end cannot be written.
    pub fn claims(&self, now: OffsetDateTime, id: Uuid) -> Result<Map<String, Value>, GrantFault> {
        let seconds = i64::try_from(self.valid_for.as_secs()).map_err(|_| GrantFault::TooLong)?;
        let issued = now.unix_timestamp();
        let expires = issued.checked_add(seconds).ok_or(GrantFault::TooLong)?;
        let roles: Vec<_> = self.roles.iter().map(|role| role.name()).collect();
        let fixed = [
            ("iss", json!(LOCAL_ISSUER)),
            ("aud", json!(default_audience())),
            ("sub", json!(self.subject)),
            ("iat", json!(issued)),
            ("exp", json!(expires)),
            ("jti", json!(id)),
            ("roles", json!(roles)),
        ];
        let optional = [("administration", &self.administration), ("office", &self.office)];
        let given = optional
            .into_iter()
            .filter_map(|(name, value)| value.as_ref().map(|value| (name, json!(value))));
        let assurance = self.assurance.map(|level| ("acr", json!(assurance::name(level))));
        let tax_code = self.tax_code.as_ref();
        let tax_code = tax_code.map(|code| ("fiscal_number", json!(format!("TINIT-{}", code.as_str()))));
        Ok(fixed
            .into_iter()
            .chain(given)
            .chain(assurance)
            .chain(tax_code)
            .map(|(name, value)| (name.to_owned(), value))
            .collect())
    }
}
