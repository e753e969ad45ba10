//! Which charter a path names, and which of its editions a query asks for.

use cartaviva_persistence::Conn;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::file::CharterFile;
use crate::bounded::{AdministrationCode, Code};
use crate::problem::ApiError;

/// Which charter.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct CharterPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The charter's code.
    #[param(example = "urp")]
    #[validate(nested)]
    pub charter: Code,
}

impl CharterPath {
    /// The charter that the path names.
    ///
    /// # Errors
    /// 404 that says whether the administration or the charter is not there.
    pub(crate) fn open(&self, db: &mut Conn) -> Result<CharterFile, ApiError> {
        CharterFile::open(db, &self.administration, &self.charter)
    }
}

/// Which edition of a charter.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct EditionPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The charter's code.
    #[param(example = "urp")]
    #[validate(nested)]
    pub charter: Code,
    /// The edition's code.
    #[param(example = "2025")]
    #[validate(nested)]
    pub edition: Code,
}

/// Which edition.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EditionQuery {
    /// The code of the edition; the one in force today when absent.
    #[param(example = "2025")]
    #[validate(nested)]
    pub edition: Option<Code>,
}
