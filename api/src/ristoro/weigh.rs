//! What the policy of an administration says of a case.

use cartaviva_domain::cases::{Case, Command, Refusal};
use cartaviva_domain::codes::Code;
use cartaviva_domain::procedures::Decider;
use cartaviva_domain::ristoro::{
    ClaimWindow, Eligibility, Facts, Granted, Policy, claim_window, eligibility, foreseen,
};
use cartaviva_persistence::{Conn, charters, ristoro};
use std::collections::HashSet;
use time::OffsetDateTime;

use crate::auth::Role;
use crate::cases::{CaseFile, refused};
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The policy weighed for a case.
pub(super) struct Weighed {
    pub(super) policy: Policy,
    pub(super) window: Option<ClaimWindow>,
    pub(super) eligibility: Eligibility,
}

/// Weighs the policy for a case at a moment; nothing where the administration foresees no redress.
pub(super) fn weigh(
    db: &mut Conn,
    file: &CaseFile,
    now: OffsetDateTime,
) -> Result<Option<Weighed>, ApiError> {
    let case = &file.case;
    let Some(policy) = ristoro::policy(db, &case.administration)? else {
        return Ok(None);
    };
    let items = ristoro::items(db, &case.administration)?;
    let window = window(&policy, file)?;
    let facts = Facts {
        now,
        decision: case.decision.as_ref(),
        foreseen: &foreseen_for(db, &policy, file)?,
        claimed_at: case.claimed_at,
        window: window.as_ref(),
        refused: case.refused_claim.is_some(),
        granted: case.grant.as_ref().is_some_and(Granted::counts),
    };
    Ok(Some(Weighed {
        eligibility: eligibility(&policy, facts, &items),
        policy,
        window,
    }))
}

/// The command by which whoever presented a case asks for the redress.
///
/// # Errors
/// 404 where the administration foresees none.
pub(crate) fn claiming(db: &mut Conn, file: &CaseFile) -> Result<Command, ApiError> {
    let policy = foreseen_by(db, &file.case)?;
    let window = window(&policy, file)?;
    Ok(Command::ClaimRistoro { window })
}

/// The policy of the administration that a case was presented to.
///
/// # Errors
/// 404 where it foresees no redress.
pub(super) fn foreseen_by(db: &mut Conn, case: &Case) -> Result<Policy, ApiError> {
    ristoro::policy(db, &case.administration)?.ok_or_else(none_foreseen)
}

/// The administration foresees no redress.
pub(super) fn none_foreseen() -> ApiError {
    let detail = Bilingual::new(
        "Le carte dell'ente non prevedono alcun ristoro.",
        "The administration's charters foresee no redress.",
    );
    ApiError::saying(ProblemCode::NotFound, detail)
}

/// Refuses who may not decide on the redress by this policy.
///
/// # Errors
/// 403 where the manager alone decides.
pub(super) fn decides(policy: &Policy, role: Role) -> Result<(), ApiError> {
    if policy.decided_by == Decider::Manager && role != Role::Manager {
        let detail = Bilingual::new(
            format!("Sul ristoro decide soltanto il dirigente ({}).", policy.source),
            format!("The manager alone decides on the redress ({}).", policy.source),
        );
        return Err(ApiError::saying(ProblemCode::RoleNotAllowed, detail));
    }
    Ok(())
}

fn window(policy: &Policy, file: &CaseFile) -> Result<Option<ClaimWindow>, ApiError> {
    let Some(decided_at) = file.case.decided_at.filter(|_| file.case.decision.is_some()) else {
        return Ok(None);
    };
    claim_window(policy, decided_at, &file.calendars).map_err(|refusal| refused(Refusal::Term(refusal)))
}

/// The standards for which redress is foreseen, where the policy looks at that.
fn foreseen_for(db: &mut Conn, policy: &Policy, file: &CaseFile) -> Result<HashSet<Code>, ApiError> {
    if !policy.conditions.per_standard {
        return Ok(HashSet::new());
    }
    let charters = charters::list(db, &file.case.administration)?;
    let arrived_on = file.calendar().date_of(file.case.received_at);
    Ok(foreseen(
        charters.iter().map(|charter| &charter.value),
        arrived_on,
    ))
}
