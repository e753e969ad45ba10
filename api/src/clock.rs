//! The one place where the time is read.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::OffsetDateTime;

/// Where the time comes from. Every moment is in UTC, cut to whole microseconds: what both databases keep.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands where it was set, for tests: microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this moment until it is set.
    #[must_use]
    pub fn at(moment: OffsetDateTime) -> Self {
        Self::Set(Arc::new(AtomicI64::new(microseconds(moment))))
    }

    /// The moment it is.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        match self {
            Self::System => from_microseconds(microseconds(read())),
            Self::Set(at) => from_microseconds(at.load(Ordering::SeqCst)),
        }
    }

    /// Sets the clock. The machine's clock is left alone.
    pub fn set(&self, moment: OffsetDateTime) {
        if let Self::Set(at) = self {
            at.store(microseconds(moment), Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the place where the time is read"
)]
fn read() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

fn microseconds(moment: OffsetDateTime) -> i64 {
    moment.unix_timestamp() * 1_000_000 + i64::from(moment.microsecond())
}

fn from_microseconds(microseconds: i64) -> OffsetDateTime {
    let rest = u32::try_from(microseconds.rem_euclid(1_000_000)).unwrap_or(0);
    OffsetDateTime::from_unix_timestamp(microseconds.div_euclid(1_000_000))
        .and_then(|second| second.replace_microsecond(rest))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_moment_is_cut_to_whole_microseconds() {
        let clock = Clock::at(datetime!(2026-11-20 10:30:00.123_456_789 UTC));
        assert_eq!(clock.now(), datetime!(2026-11-20 10:30:00.123_456 UTC));
        assert_eq!(Clock::System.now().nanosecond() % 1_000, 0);
    }

    #[test]
    fn a_set_clock_stands_until_it_is_set_again_for_all_who_hold_it() {
        let clock = Clock::at(datetime!(2026-11-20 10:30 UTC));
        let held = clock.clone();
        clock.set(datetime!(2026-12-01 08:00 UTC));
        assert_eq!(held.now(), datetime!(2026-12-01 08:00 UTC));
    }
}
