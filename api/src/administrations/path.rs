//! Which administration a path names.

use cartaviva_domain::codes;
use cartaviva_domain::offices::Administration;
use cartaviva_persistence::{Conn, administrations};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::AdministrationCode;
use crate::problem::{ApiError, ProblemCode};

/// Which administration.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct AdministrationPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
}

impl AdministrationPath {
    /// The administration that the path names.
    ///
    /// # Errors
    /// 404 when there is none.
    pub(crate) fn find(&self, db: &mut Conn) -> Result<Administration, ApiError> {
        find(db, &self.administration)
    }
}

/// The administration with a code.
///
/// # Errors
/// 404 when there is none.
pub(crate) fn find(db: &mut Conn, code: &AdministrationCode) -> Result<Administration, ApiError> {
    let unknown = || ApiError::new(ProblemCode::AdministrationNotFound);
    let code = codes::AdministrationCode::parse(code.as_str()).map_err(|_| unknown())?;
    let found = administrations::find(db, &code)?;
    found.map(|found| found.value).ok_or_else(unknown)
}
