//! Which disposal a path names.

use cartaviva_domain::codes::{self, DisposalId};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Id};
use crate::problem::{ApiError, ProblemCode};

/// Where a disposal is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct DisposalPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The disposal's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11")]
    #[validate(nested)]
    pub disposal: Id,
}

impl DisposalPath {
    /// The administration and the disposal that the path names.
    ///
    /// # Errors
    /// 404 when they cannot be.
    pub(super) fn parse(&self) -> Result<(codes::AdministrationCode, DisposalId), ApiError> {
        let unknown = || ApiError::new(ProblemCode::NotFound);
        let administration =
            codes::AdministrationCode::parse(self.administration.as_str()).map_err(|_| unknown())?;
        let disposal = self.disposal.as_str().parse().map_err(|_| unknown())?;
        Ok((administration, DisposalId(disposal)))
    }
}
