//! Which service a path names.

use cartaviva_domain::codes;
use cartaviva_domain::offices::Administration;
use cartaviva_domain::services::Service;
use cartaviva_persistence::{Conn, services};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::administrations;
use crate::bounded::{AdministrationCode, Code};
use crate::problem::{ApiError, ProblemCode};

/// Which service.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct ServicePath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The service's code.
    #[param(example = "information")]
    #[validate(nested)]
    pub service: Code,
}

impl ServicePath {
    /// The service that the path names, with its administration.
    ///
    /// # Errors
    /// 404 that says which of the two is not there.
    pub(crate) fn find(&self, db: &mut Conn) -> Result<(Administration, Service), ApiError> {
        let administration = administrations::find(db, &self.administration)?;
        let unknown = || ApiError::new(ProblemCode::ServiceNotFound);
        let code = codes::Code::parse(self.service.as_str()).map_err(|_| unknown())?;
        let service = services::find(db, &administration.code, &code)?.ok_or_else(unknown)?;
        Ok((administration, service.value))
    }
}
