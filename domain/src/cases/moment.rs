//! When something happened and when it was recorded.

use super::Refusal;
use time::OffsetDateTime;

/// When something happened and when the system came to know of it.
///
/// Staff who digitise paper or bring in history say when things happened; nobody can say that they will happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    occurred_at: OffsetDateTime,
    recorded_at: OffsetDateTime,
}

impl Moment {
    /// Something that happens now.
    #[must_use]
    pub fn now(now: OffsetDateTime) -> Self {
        Self {
            occurred_at: now,
            recorded_at: now,
        }
    }

    /// Something that happened when it is said to have happened, or now.
    ///
    /// # Errors
    /// [`Refusal::OccurredInFuture`] when that lies after `now`.
    pub fn said(occurred_at: Option<OffsetDateTime>, now: OffsetDateTime) -> Result<Self, Refusal> {
        let occurred_at = occurred_at.unwrap_or(now);
        if occurred_at > now {
            return Err(Refusal::OccurredInFuture);
        }
        Ok(Self {
            occurred_at,
            recorded_at: now,
        })
    }

    /// Refuses a moment before another.
    ///
    /// # Errors
    /// [`Refusal::OccurredBeforePrevious`] when it lies before `previous`.
    pub fn not_before(self, previous: OffsetDateTime) -> Result<Self, Refusal> {
        if self.occurred_at < previous {
            Err(Refusal::OccurredBeforePrevious)
        } else {
            Ok(self)
        }
    }

    /// When it happened.
    #[must_use]
    pub fn occurred_at(self) -> OffsetDateTime {
        self.occurred_at
    }

    /// When it was recorded.
    #[must_use]
    pub fn recorded_at(self) -> OffsetDateTime {
        self.recorded_at
    }
}
