//! Which procedure a path names.

use std::sync::Arc;

use cartaviva_domain::codes;
use cartaviva_domain::offices::Administration;
use cartaviva_domain::procedures::Procedure;
use cartaviva_persistence::{Conn, procedures};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::administrations;
use crate::bounded::{AdministrationCode, Code};
use crate::problem::{ApiError, ProblemCode};

/// Which procedure.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct ProcedurePath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The procedure's code.
    #[param(example = "disservice-report")]
    #[validate(nested)]
    pub procedure: Code,
}

impl ProcedurePath {
    /// The procedure that the path names, as it now is, with its administration.
    ///
    /// # Errors
    /// 404 that says which of the two is not there.
    pub(crate) fn find(&self, db: &mut Conn) -> Result<(Administration, Arc<Procedure>), ApiError> {
        let administration = administrations::find(db, &self.administration)?;
        let unknown = || ApiError::new(ProblemCode::ProcedureNotFound);
        let code = codes::Code::parse(self.procedure.as_str()).map_err(|_| unknown())?;
        let procedure = procedures::find(db, &administration.code, &code)?.ok_or_else(unknown)?;
        Ok((administration, procedure.value))
    }
}
