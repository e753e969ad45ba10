//! Which standard a path names.

use cartaviva_domain::charters::Edition;
use cartaviva_domain::standards::Standard;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Code};
use crate::problem::{ApiError, ProblemCode};

/// Which standard.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct StandardPath {
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
}

/// The standard of an edition with a code.
///
/// # Errors
/// 404 when the edition has none.
pub(crate) fn find<'a>(edition: &'a Edition, code: &Code) -> Result<&'a Standard, ApiError> {
    let found = edition
        .standards
        .iter()
        .find(|standard| standard.code.as_str() == code.as_str());
    found.ok_or_else(|| ApiError::new(ProblemCode::StandardNotFound))
}
