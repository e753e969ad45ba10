//! Which exception a path names.

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Code, Id};

/// Which exception.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct ExceptionPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The charter's code.
    #[param(example = "urp")]
    #[validate(nested)]
    pub charter: Code,
    /// The standard's code.
    #[param(example = "disservice-intake")]
    #[validate(nested)]
    pub standard: Code,
    /// The exception's id.
    #[validate(nested)]
    pub exception: Id,
}
