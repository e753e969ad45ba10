//! Which office a path names.

use cartaviva_domain::codes;
use cartaviva_domain::offices::{Administration, Office};
use cartaviva_persistence::{Conn, offices};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::administrations;
use crate::bounded::{AdministrationCode, Code};
use crate::problem::{ApiError, ProblemCode};

/// Which office.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct OfficePath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The office's code.
    #[param(example = "urp")]
    #[validate(nested)]
    pub office: Code,
}

impl OfficePath {
    /// The office that the path names, with its administration.
    ///
    /// # Errors
    /// 404 that says which of the two is not there.
    pub(crate) fn find(&self, db: &mut Conn) -> Result<(Administration, Office), ApiError> {
        let administration = administrations::find(db, &self.administration)?;
        let unknown = || ApiError::new(ProblemCode::OfficeNotFound);
        let code = codes::Code::parse(self.office.as_str()).map_err(|_| unknown())?;
        let office = offices::find(db, &administration.code, &code)?.ok_or_else(unknown)?;
        Ok((administration, office.value))
    }
}
