//! Where an entry is.

use cartaviva_domain::protocol::ProtocolNumber;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Digits};
use crate::problem::{ApiError, ProblemCode};

/// Where an entry of the protocol register is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct EntryPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The year of the register.
    #[param(inline, example = "2026")]
    #[validate(nested)]
    pub year: Digits<4>,
    /// The number within the year; leading zeros do not matter.
    #[param(inline, example = "123")]
    #[validate(nested)]
    pub number: Digits<16>,
}

impl EntryPath {
    /// The number that the path names.
    pub(super) fn number(&self) -> Result<ProtocolNumber, ApiError> {
        let year = self.year.number().and_then(|year| i32::try_from(year).ok());
        match (year, self.number.number()) {
            (Some(year), Some(number)) => Ok(ProtocolNumber { year, number }),
            _ => Err(ApiError::new(ProblemCode::NotFound)),
        }
    }
}
