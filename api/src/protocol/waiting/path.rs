//! Where a document that waits for its number is.

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Int};

/// Where a document that waits for its number, or waited, is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct WaitingPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// Its place among those of the administration.
    #[param(example = 1)]
    #[validate(nested)]
    pub document: Int<1, 9_007_199_254_740_991>,
}
