//! Where a document that waits for its number is.

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Digits};
use crate::problem::{ApiError, ProblemCode};

/// Where a document that waits for its number, or waited, is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct WaitingPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// Its place among those of the administration.
    #[param(inline, example = "1")]
    #[validate(nested)]
    pub document: Digits<16>,
}

impl WaitingPath {
    /// The place that the path names.
    pub(super) fn document(&self) -> Result<i64, ApiError> {
        self.document
            .number()
            .ok_or_else(|| ApiError::new(ProblemCode::NotFound))
    }
}
