//! Attempts that failed: who fails too often is slowed down, whatever they try next.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::middleware::too_many;
use crate::problem::ApiError;

/// How many may be remembered before those whose time is over are forgotten.
const MANY: usize = 10_000;

/// A minute.
const MINUTE: Duration = Duration::from_secs(60);

/// Counts the failures of each client.
///
/// Each failure takes a share of a minute; who has used up a whole minute waits until a share is there again, also with what
/// would not fail.
#[derive(Debug)]
pub(super) struct Failures {
    share: Duration,
    used_until: Mutex<HashMap<IpAddr, Instant>>,
}

impl Failures {
    /// So many failures a minute.
    pub(super) fn per_minute(limit: NonZeroU32) -> Self {
        Self {
            share: MINUTE / limit.get(),
            used_until: Mutex::default(),
        }
    }

    /// Lets a client try.
    ///
    /// # Errors
    /// 429 when it failed too often.
    pub(super) fn admit(&self, client: IpAddr, now: Instant) -> Result<(), ApiError> {
        let used = self.used().get(&client).copied().unwrap_or(now);
        let ahead = used.saturating_duration_since(now) + self.share;
        match ahead.checked_sub(MINUTE) {
            Some(wait) if !wait.is_zero() => Err(too_many(wait)),
            _ => Ok(()),
        }
    }

    /// Counts a failure.
    pub(super) fn count(&self, client: IpAddr, now: Instant) {
        let mut used = self.used();
        if used.len() >= MANY {
            used.retain(|_, until| *until > now);
        }
        let until = used.entry(client).or_insert(now);
        *until = (*until).max(now) + self.share;
    }

    fn used(&self) -> MutexGuard<'_, HashMap<IpAddr, Instant>> {
        self.used_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_fails_too_often_waits_and_others_do_not() {
        let failures = Failures::per_minute(NonZeroU32::new(3).unwrap());
        let [one, other] = ["192.0.2.1", "192.0.2.2"].map(|address| address.parse().unwrap());
        let now = Instant::now();
        for _ in 0..3 {
            assert!(failures.admit(one, now).is_ok());
            failures.count(one, now);
        }
        let refused = failures.admit(one, now).unwrap_err();
        assert_eq!(refused.headers(), [("Retry-After", "21".to_owned())]);
        assert!(failures.admit(other, now).is_ok());
        assert!(failures.admit(one, now + Duration::from_secs(20)).is_ok());
        failures.count(one, now + Duration::from_secs(20));
        assert!(failures.admit(one, now + Duration::from_secs(21)).is_err());
        assert!(failures.admit(one, now + MINUTE + MINUTE).is_ok());
    }
}
