//! What a rule of the case refuses, as a problem.

use cartaviva_domain::cases::Refusal;
use cartaviva_domain::procedures::FieldFault;

use crate::language::{Bilingual, Language};
use crate::problem::{ApiError, FieldError, ProblemCode, RefusedRule};

/// The problem that a refusal becomes: 409 when the case stands where this cannot be done, 422 for every other rule.
pub(crate) fn refused(refusal: Refusal) -> ApiError {
    let rule = refused_rule(&refusal);
    let detail = rule.detail.clone();
    match refusal {
        Refusal::Fields(faults) => ApiError::saying(ProblemCode::ValidationFailed, detail)
            .with_fields(faults.iter().map(field).collect())
            .with_rules(vec![rule]),
        Refusal::NotFrom { .. } => ApiError::saying(ProblemCode::Conflict, detail).with_rules(vec![rule]),
        _ => ApiError::refused(detail, vec![rule]),
    }
}

/// A field of a procedure's form that is refused.
fn field(fault: &FieldFault) -> FieldError {
    FieldError {
        pointer: format!("/fields/{}", fault.field),
        code: fault.what.code().into(),
        detail: Bilingual::new(
            fault.what.sentence(Language::Italian),
            fault.what.sentence(Language::English),
        ),
    }
}

/// The rule that refused.
pub(crate) fn refused_rule(refusal: &Refusal) -> RefusedRule {
    let detail = Bilingual::new(
        refusal.sentence(Language::Italian),
        refusal.sentence(Language::English),
    );
    let source = refusal.source().unwrap_or("Cartaviva").to_owned();
    RefusedRule {
        rule: refusal.rule().to_owned(),
        detail,
        source,
    }
}
