//! Where a case is.

use cartaviva_domain::codes::{self, CaseId};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Id, Link};
use crate::links::Links;
use crate::problem::{ApiError, ProblemCode};

/// Where a case is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct CasePath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The case's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11")]
    #[validate(nested)]
    pub case: Id,
}

impl CasePath {
    /// The administration and the case that the path names.
    pub(crate) fn parse(&self) -> Result<(codes::AdministrationCode, CaseId), ApiError> {
        let unknown = || ApiError::new(ProblemCode::CaseNotFound);
        let administration =
            codes::AdministrationCode::parse(self.administration.as_str()).map_err(|_| unknown())?;
        let case = self.case.as_str().parse().map_err(|_| unknown())?;
        Ok((administration, CaseId(case)))
    }

    /// The absolute address of the redress of the case.
    pub(crate) fn of_ristoro(&self, links: &Links) -> Link {
        let (administration, case) = (self.administration.as_str(), self.case.as_str());
        links.to(&format!("/administrations/{administration}/cases/{case}/ristoro"))
    }
}
