//! The answer as an event gave it.

use cartaviva_domain::cases::{Case, Changes, Decision, Event, Happening};

/// The decision that an event gave, as it then was: a correction that came later leaves it. None where another decision
/// took its place after the case was taken up again.
pub(super) fn decision_of<'a>(
    case: &'a Case,
    timeline: &[(Event, Changes)],
    event: &Event,
) -> Option<&'a Decision> {
    let next = timeline
        .iter()
        .map(|(later, _)| later)
        .filter(|later| later.sequence > event.sequence)
        .find(|later| gives_a_decision(&later.happening));
    match next {
        None => case.decision.as_ref(),
        Some(later) if matches!(later.happening, Happening::Corrected { .. }) => case
            .proceedings
            .superseded
            .iter()
            .find(|former| former.corrected_at == later.moment.occurred_at())
            .map(|former| &former.decision),
        Some(_) => None,
    }
}

fn gives_a_decision(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::Decided { .. } | Happening::Corrected { .. } | Happening::DeclaredInadmissible { .. }
    )
}
