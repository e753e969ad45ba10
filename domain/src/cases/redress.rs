//! What happens to the redress of a case: asked for, refused, granted, handed out, returned.

use super::{Case, Happening, Moment, Reason, Refusal, Rules};
use crate::ristoro::{self, ClaimWindow, Granted, RefusedClaim};

/// Who presented the case asks for the redress, within the window. A request that was refused may be made anew.
pub(super) fn claim(
    case: &mut Case,
    window: Option<ClaimWindow>,
    moment: Moment,
) -> Result<Happening, Refusal> {
    if case.claimed_at.is_some() && case.refused_claim.is_none() {
        return Err(ristoro::Refusal::AlreadyClaimed.into());
    }
    let at = moment.occurred_at();
    if let Some(window) = window.filter(|window| !window.due.is_in_time(at)) {
        let too_late = ristoro::Refusal::ClaimedTooLate {
            last_day: window.due.due_on,
            source: window.source,
        };
        return Err(too_late.into());
    }
    case.claimed_at = Some(at);
    case.refused_claim = None;
    Ok(Happening::RistoroClaimed)
}

/// The request is refused: nothing is granted until it is made anew.
pub(super) fn refuse(case: &mut Case, reason: Reason, moment: Moment) -> Result<Happening, Refusal> {
    if case.claimed_at.is_none() {
        return Err(ristoro::Refusal::NothingClaimed.into());
    }
    if case.refused_claim.is_some() {
        return Err(ristoro::Refusal::AlreadyRefused.into());
    }
    no_grant_counts(case)?;
    case.refused_claim = Some(RefusedClaim {
        refused_at: moment.occurred_at(),
        reason: reason.clone(),
    });
    Ok(Happening::RistoroRefused { reason })
}

/// One grant for each case; one that was returned does not count.
pub(super) fn grant(case: &mut Case, granted: Granted) -> Result<Happening, Refusal> {
    no_grant_counts(case)?;
    if case.refused_claim.is_some() {
        return Err(ristoro::Refusal::AlreadyRefused.into());
    }
    let happening = Happening::RistoroGranted {
        item: granted.item.clone(),
        quantity: granted.quantity,
    };
    case.grant = Some(granted);
    Ok(happening)
}

pub(super) fn deliver(
    case: &mut Case,
    voucher: &str,
    moment: Moment,
    rules: &Rules<'_>,
) -> Result<Happening, Refusal> {
    let at = moment.occurred_at();
    let today = rules.calendars.last().calendar.date_of(at);
    let granted = the_grant(case)?;
    granted.deliver(voucher, at, today)?;
    Ok(Happening::RistoroDelivered {
        item: granted.item.clone(),
        quantity: granted.quantity,
    })
}

pub(super) fn take_back(case: &mut Case, reason: Reason, moment: Moment) -> Result<Happening, Refusal> {
    let granted = the_grant(case)?;
    granted.take_back(reason.clone(), moment.occurred_at())?;
    Ok(Happening::RistoroReturned {
        item: granted.item.clone(),
        quantity: granted.quantity,
        reason,
    })
}

fn the_grant(case: &mut Case) -> Result<&mut Granted, ristoro::Refusal> {
    case.grant.as_mut().ok_or(ristoro::Refusal::NothingGranted)
}

fn no_grant_counts(case: &Case) -> Result<(), ristoro::Refusal> {
    match &case.grant {
        Some(granted) if granted.counts() => Err(ristoro::Refusal::AlreadyGranted),
        _ => Ok(()),
    }
}
