//! Where an entry is.

use cartaviva_domain::protocol::ProtocolNumber;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Int};
use crate::problem::{ApiError, ProblemCode};

/// Where an entry of the protocol register is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct EntryPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The year of the register.
    #[param(example = 2026)]
    #[validate(nested)]
    pub year: Int<2000, 2199>,
    /// The number within the year; leading zeros do not matter.
    #[param(example = 123)]
    #[validate(nested)]
    pub number: Int<1, 9_007_199_254_740_991>,
}

impl EntryPath {
    /// The number that the path names.
    pub(super) fn number(&self) -> Result<ProtocolNumber, ApiError> {
        let year = i32::try_from(self.year.get()).map_err(|_| ApiError::new(ProblemCode::NotFound))?;
        Ok(ProtocolNumber {
            year,
            number: self.number.get(),
        })
    }
}
