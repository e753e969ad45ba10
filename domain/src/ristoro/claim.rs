//! Asking for the redress: until when, and what a refusal leaves.

use super::Policy;
use crate::calendar::CalendarHistory;
use crate::cases::Reason;
use crate::deadline::{self, Due, Request, governed};
use crate::text::Source;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Until when the redress may be asked for, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimWindow {
    /// When it closes.
    pub due: Due,
    /// Where it is written.
    pub source: Source,
}

/// Until when the redress may be asked for: the policy's window, counted from the decision by the calendar. None where
/// the policy has none.
///
/// # Errors
/// What the term itself refuses.
pub fn claim_window(
    policy: &Policy,
    decided_at: OffsetDateTime,
    calendars: &CalendarHistory,
) -> Result<Option<ClaimWindow>, deadline::Refusal> {
    let Some(term) = policy.conditions.claim_within else {
        return Ok(None);
    };
    let (_, due) = governed(calendars, &Request::new(term, decided_at))?;
    Ok(Some(ClaimWindow {
        due,
        source: policy.source.clone(),
    }))
}

/// A request for the redress that was refused, always with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedClaim {
    /// When it was refused.
    #[serde(with = "time::serde::rfc3339")]
    pub refused_at: OffsetDateTime,
    /// Why.
    pub reason: Reason,
}
