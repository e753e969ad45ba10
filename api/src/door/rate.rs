//! So many a minute for each.

use std::fmt;
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::middleware::too_many;
use crate::problem::ApiError;

/// After how many questions those who have not asked lately are forgotten.
const SWEEP: u32 = 10_000;

/// Counts what each of many does in a minute.
pub(super) struct Rate<K: Hash + Eq + Clone> {
    clock: DefaultClock,
    counted: RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>,
    asked: AtomicU32,
}

impl<K: Hash + Eq + Clone> Rate<K> {
    /// So many a minute, which may come all at once.
    pub(super) fn per_minute(limit: NonZeroU32) -> Self {
        Self {
            clock: DefaultClock::default(),
            counted: RateLimiter::keyed(Quota::per_minute(limit)),
            asked: AtomicU32::new(0),
        }
    }

    /// Counts one.
    ///
    /// # Errors
    /// 429 when it is one too many.
    pub(super) fn admit(&self, key: K) -> Result<(), ApiError> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.counted.retain_recent();
            self.counted.shrink_to_fit();
        }
        self.counted
            .check_key(&key)
            .map_err(|until| too_many(until.wait_time_from(self.clock.now())))
    }
}

impl<K: Hash + Eq + Clone> fmt::Debug for Rate<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rate").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ProblemCode;

    #[test]
    fn one_too_many_is_refused_and_each_is_counted_alone() {
        let rate = Rate::per_minute(NonZeroU32::new(2).unwrap());
        assert!(rate.admit("a").is_ok() && rate.admit("a").is_ok());
        let refused = rate.admit("a").unwrap_err();
        assert_eq!(refused.code(), ProblemCode::TooManyRequests);
        let (name, seconds) = refused.headers().first().unwrap();
        assert_eq!(*name, "Retry-After");
        assert!((25..=31).contains(&seconds.parse::<u32>().unwrap()), "{seconds}");
        assert!(rate.admit("b").is_ok());
    }
}
