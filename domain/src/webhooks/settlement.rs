//! What follows from an attempt.

use super::{Failure, pause_until, retry_at};
use time::OffsetDateTime;

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver took the event (2xx).
    Delivered,
    /// The receiver wants no more events (410).
    Gone,
    /// It failed.
    Failed(Failure),
}

/// The attempts at an event that were made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// How many.
    pub attempts: u32,
    /// When the first was made.
    pub first_at: OffsetDateTime,
}

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The event has arrived; the address is well.
    Done,
    /// The event is tried again, and the address is left alone for a while.
    Again {
        /// With this attempt.
        tried: Tried,
        /// When the event is tried again.
        next_at: OffsetDateTime,
        /// Until when the address is left alone.
        resume_at: OffsetDateTime,
        /// Why it failed.
        failure: Failure,
    },
    /// The event is given up until somebody asks for it, and the address is left alone for a while.
    Dead {
        /// With this attempt.
        tried: Tried,
        /// Until when the address is left alone.
        resume_at: OffsetDateTime,
        /// Why it failed.
        failure: Failure,
    },
    /// Nothing more is posted to the address; the event waits.
    Paused,
}

/// What follows from an attempt at `now`: `before` are the attempts at the event that were made already, `failures` how often
/// the address failed in a row, `dice` any two numbers.
#[must_use]
pub fn settle(
    outcome: Outcome,
    before: Option<Tried>,
    failures: u32,
    now: OffsetDateTime,
    dice: [u64; 2],
) -> Settlement {
    let failure = match outcome {
        Outcome::Delivered => return Settlement::Done,
        Outcome::Gone => return Settlement::Paused,
        Outcome::Failed(failure) => failure,
    };
    let tried = Tried {
        attempts: before.map_or(0, |before| before.attempts).saturating_add(1),
        first_at: before.map_or(now, |before| before.first_at),
    };
    let [for_event, for_address] = dice;
    let resume_at = pause_until(failures.saturating_add(1), now, for_address);
    match retry_at(tried.attempts, tried.first_at, now, for_event) {
        Some(next_at) => Settlement::Again {
            tried,
            next_at,
            resume_at,
            failure,
        },
        None => Settlement::Dead {
            tried,
            resume_at,
            failure,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reason;
    use super::*;
    use time::Duration;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);
    const DOWN: Failure = Failure {
        reason: Reason::Status,
        status: Some(503),
    };

    fn failed(before: Option<Tried>) -> Settlement {
        settle(Outcome::Failed(DOWN), before, 0, NOW, [0, 0])
    }

    #[test]
    fn what_arrived_is_done_and_who_is_gone_gets_nothing_more() {
        assert_eq!(settle(Outcome::Delivered, None, 3, NOW, [0, 0]), Settlement::Done);
        assert_eq!(settle(Outcome::Gone, None, 0, NOW, [0, 0]), Settlement::Paused);
    }

    #[test]
    fn a_failure_is_counted_from_the_first_attempt_and_tried_again() {
        let first = Tried {
            attempts: 1,
            first_at: NOW,
        };
        let Settlement::Again { tried, failure, .. } = failed(None) else {
            panic!("it is tried again");
        };
        assert_eq!((tried, failure), (first, DOWN));
        let earlier = Tried {
            attempts: 4,
            first_at: NOW - Duration::HOUR,
        };
        let Settlement::Again { tried, next_at, .. } = failed(Some(earlier)) else {
            panic!("it is tried again");
        };
        assert_eq!((tried.attempts, tried.first_at), (5, earlier.first_at));
        assert!(next_at > NOW);
    }

    #[test]
    fn after_three_days_an_event_is_given_up() {
        let old = Tried {
            attempts: 19,
            first_at: NOW - Duration::days(3),
        };
        let Settlement::Dead { tried, .. } = failed(Some(old)) else {
            panic!("it is given up");
        };
        assert_eq!(tried.attempts, 20);
    }
}
