//! Where an emergency is.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use crate::bounded::{AdministrationCode, Id};
use crate::problem::{ApiError, ProblemCode};

/// Where an emergency is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct PeriodPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// Its id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11")]
    #[validate(nested)]
    pub emergency: Id,
}

impl PeriodPath {
    /// The id that the path names.
    pub(super) fn id(&self) -> Result<Uuid, ApiError> {
        let id = self.emergency.as_str().parse();
        id.map_err(|_| ApiError::new(ProblemCode::NotFound))
    }
}
