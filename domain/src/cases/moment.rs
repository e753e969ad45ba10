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

    /// What happens now, happens after what came before, also where the clock was put back since, or where another machine
    /// with a clock that is ahead recorded it: then it happens at the moment of that. When something is said to have happened
    /// stays as it is said.
    #[must_use]
    pub fn in_order_after(self, previous: OffsetDateTime) -> Self {
        if self.occurred_at == self.recorded_at && self.recorded_at < previous {
            return Self::now(previous);
        }
        self
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

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const BEFORE: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);
    const EARLIER: OffsetDateTime = datetime!(2026-11-20 09:30 UTC);

    #[test]
    fn what_happens_now_happens_after_what_came_before_though_the_clock_was_put_back() {
        let moment = Moment::now(EARLIER).in_order_after(BEFORE);
        assert_eq!(moment, Moment::now(BEFORE));
        assert!(moment.not_before(BEFORE).is_ok());
        assert_eq!(Moment::now(BEFORE).in_order_after(EARLIER), Moment::now(BEFORE));
    }

    #[test]
    fn what_is_said_to_have_happened_stays_as_it_is_said() {
        let moment = Moment::said(Some(EARLIER), BEFORE).unwrap();
        assert_eq!(moment.in_order_after(BEFORE), moment);
        assert_eq!(moment.not_before(BEFORE), Err(Refusal::OccurredBeforePrevious));
    }
}
