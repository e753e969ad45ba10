//! The life of a redress that was granted: a voucher, handed out by it, expired or returned.

use super::{Kind, Policy, Refusal};
use crate::calendar::CalendarHistory;
use crate::cases::Reason;
use crate::codes::{Code, GrantId};
use crate::deadline::{self, Request, governed};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// A redress that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Its id.
    pub id: GrantId,
    /// What is given.
    pub kind: Kind,
    /// Which item.
    pub item: Code,
    /// How many.
    pub quantity: u32,
    /// The code by which it is handed out.
    pub voucher: String,
    /// When it was granted.
    pub granted_at: OffsetDateTime,
    /// The subject of the token that granted it.
    pub granted_by: String,
    /// The last day on which it is handed out; none where it does not expire.
    pub expires_on: Option<Date>,
    /// When it was handed out.
    pub delivered_at: Option<OffsetDateTime>,
    /// When and why it was returned.
    pub returned: Option<Returned>,
}

/// The return of a redress that was not handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// When it was returned.
    pub returned_at: OffsetDateTime,
    /// Why.
    pub reason: Reason,
}

/// How a redress that was granted stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantState {
    /// Granted, to be handed out.
    Granted,
    /// Handed out.
    Delivered,
    /// Its voucher expired before it was handed out.
    Expired,
    /// Returned: what it took is in stock again.
    Returned,
}

impl Granted {
    /// How it stands on a day, in the zone of the administration.
    #[must_use]
    pub fn state(&self, today: Date) -> GrantState {
        if self.returned.is_some() {
            GrantState::Returned
        } else if self.delivered_at.is_some() {
            GrantState::Delivered
        } else if self.expires_on.is_some_and(|last| today > last) {
            GrantState::Expired
        } else {
            GrantState::Granted
        }
    }

    /// Whether it counts as the one grant of its case: one that was returned does not.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.returned.is_none()
    }

    /// Hands it out, on a day in the zone of the administration, to who shows its voucher as it was copied: blanks at the
    /// ends and the case of its letters do not matter.
    ///
    /// # Errors
    /// [`Refusal::AlreadyReturned`], [`Refusal::AlreadyDelivered`], [`Refusal::UnknownVoucher`], and
    /// [`Refusal::VoucherExpired`] after its last day.
    pub fn deliver(&mut self, voucher: &str, at: OffsetDateTime, today: Date) -> Result<(), Refusal> {
        self.undelivered()?;
        if !self.voucher.eq_ignore_ascii_case(voucher.trim()) {
            return Err(Refusal::UnknownVoucher);
        }
        if let Some(last_day) = self.expires_on.filter(|last| today > *last) {
            return Err(Refusal::VoucherExpired { last_day });
        }
        self.delivered_at = Some(at);
        Ok(())
    }

    /// Takes it back before it was handed out, expired or not.
    ///
    /// # Errors
    /// [`Refusal::AlreadyReturned`] or [`Refusal::AlreadyDelivered`].
    pub fn take_back(&mut self, reason: Reason, at: OffsetDateTime) -> Result<(), Refusal> {
        self.undelivered()?;
        self.returned = Some(Returned {
            returned_at: at,
            reason,
        });
        Ok(())
    }

    fn undelivered(&self) -> Result<(), Refusal> {
        if self.returned.is_some() {
            Err(Refusal::AlreadyReturned)
        } else if self.delivered_at.is_some() {
            Err(Refusal::AlreadyDelivered)
        } else {
            Ok(())
        }
    }
}

/// The last day of a voucher: the policy's validity, counted from the grant by the calendar. None where it does not
/// expire.
///
/// # Errors
/// What the term itself refuses.
pub fn voucher_expiry(
    policy: &Policy,
    granted_at: OffsetDateTime,
    calendars: &CalendarHistory,
) -> Result<Option<Date>, deadline::Refusal> {
    policy
        .voucher_valid
        .map(|term| governed(calendars, &Request::new(term, granted_at)).map(|(_, due)| due.due_on))
        .transpose()
}
