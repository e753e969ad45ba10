//! Whose cases are asked for, and how surely that is known.

use cartaviva_domain::people::{AssuranceLevel, TaxCode};

use crate::auth::{Principal, assurance_name};
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The tax code by which the cases of a caller are found.
///
/// # Errors
/// 403 when their token does not say it.
pub(crate) fn known(who: &Principal) -> Result<TaxCode, ApiError> {
    who.tax_code.clone().ok_or_else(|| {
        let detail = Bilingual::new(
            "Il token non dice il codice fiscale: le proprie pratiche si vedono con SPID o CIE, o con il codice di tracciamento.",
            "The token does not say the tax code: one's own cases are seen with SPID or CIE, or with the tracking code.",
        );
        ApiError::saying(ProblemCode::RoleNotAllowed, detail)
    })
}

/// Whether a caller is known surely enough.
///
/// # Errors
/// 403 when they are not, naming the level that is needed (RFC 9470).
pub(crate) fn assured(who: &Principal, needed: AssuranceLevel) -> Result<(), ApiError> {
    if who.assurance >= Some(needed) {
        return Ok(());
    }
    let (level, name) = (u8::from(needed), assurance_name(needed));
    let detail = Bilingual::new(
        format!("Serve un'identità digitale di livello {level} o superiore."),
        format!("A digital identity of level {level} or higher is needed."),
    );
    let challenge = format!(
        "Bearer realm=\"cartaviva\", error=\"insufficient_user_authentication\", acr_values=\"{name}\""
    );
    Err(ApiError::saying(ProblemCode::AssuranceTooLow, detail).with_header("WWW-Authenticate", challenge))
}
