//! What a rule of the case refuses, as a problem.

use cartaviva_domain::cases::Refusal;

use crate::language::{Bilingual, Language};
use crate::problem::{ApiError, ProblemCode, RefusedRule};

/// The problem that a refusal becomes: 409 when the case stands where this cannot be done, 422 for every other rule.
pub(crate) fn refused(refusal: Refusal) -> ApiError {
    let rule = refused_rule(&refusal);
    let detail = rule.detail.clone();
    match refusal {
        Refusal::NotFrom { .. } => ApiError::saying(ProblemCode::Conflict, detail).with_rules(vec![rule]),
        _ => ApiError::refused(detail, vec![rule]),
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
