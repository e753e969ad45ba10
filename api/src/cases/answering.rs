//! Giving a written answer: who may, what must be known, who is told.

use cartaviva_domain::cases::{Answer, Case, Decision, Signal};
use cartaviva_domain::codes;
use cartaviva_domain::procedures::Decider;
use cartaviva_persistence::{Conn, cases, charters};
use std::collections::HashSet;

use super::act::Act;
use super::correspondence::send;
use super::file::CaseFile;
use crate::auth::Role;
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// Refuses who may not answer by the procedure of a case.
///
/// # Errors
/// 403 where the manager alone decides.
pub(super) fn answers_for(act: &Act, file: &CaseFile) -> Result<(), ApiError> {
    if file.procedure.decided_by == Decider::Manager && act.role() != Role::Manager {
        let detail = Bilingual::new(
            "In questo procedimento decide soltanto il dirigente.",
            "In this procedure the manager alone decides.",
        );
        return Err(ApiError::saying(ProblemCode::RoleNotAllowed, detail));
    }
    Ok(())
}

/// Registers the written answer, outgoing, and gives it to whoever presented a case that was merged into this one, too.
pub(super) fn give_answer(
    act: &Act,
    db: &mut Conn,
    file: &CaseFile,
    answer: &Answer,
) -> Result<(), ApiError> {
    send(db, file, answer.as_str(), act.now())?;
    let Some(outcome) = file.case.decision.as_ref().map(|decision| decision.outcome) else {
        return Ok(());
    };
    for merged in &file.case.proceedings.merged {
        let Some(found) = cases::find(db, &file.case.administration, *merged)? else {
            continue;
        };
        let mut other = CaseFile::of(db, found)?;
        let case = file.case.id;
        act.record_beside(db, &mut other, Signal::AnsweredTogether { case, outcome })?;
        send(db, &other, answer.as_str(), act.now())?;
    }
    Ok(())
}

/// A decision names standards that some edition of a charter of the administration holds.
pub(super) fn known_standards(db: &mut Conn, case: &Case, decision: &Decision) -> Result<(), ApiError> {
    if decision.breached_standards.is_empty() {
        return Ok(());
    }
    let charters = charters::list(db, &case.administration)?;
    let known: HashSet<&codes::Code> = charters
        .iter()
        .flat_map(|charter| &charter.value.editions)
        .flat_map(|edition| &edition.standards)
        .map(|standard| &standard.code)
        .collect();
    match decision
        .breached_standards
        .iter()
        .position(|code| !known.contains(code))
    {
        None => Ok(()),
        Some(index) => Err(ApiError::field(
            &format!("/breached_standards/{index}"),
            "unknown",
            Bilingual::new(
                "Nessuna carta dell'ente ha questo standard.",
                "No charter of the administration has this standard.",
            ),
        )),
    }
}
