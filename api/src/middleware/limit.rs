//! How often one client may ask.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::door::{Client, Tally};
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// Counts what each client asks in a minute.
#[derive(Debug)]
pub struct Limiter(Arc<Tally>);

/// What a client has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many requests a minute.
    pub limit: u32,
    /// How many are left.
    pub remaining: u32,
    /// Seconds until all of them are there again.
    pub reset: u32,
    /// Set when none was left: how long to wait for the next.
    pub exceeded: Option<Duration>,
}

impl Limiter {
    /// A limit of so many requests a minute for each client.
    #[must_use]
    pub fn per_minute(limit: NonZeroU32) -> Self {
        Self(Arc::new(Tally::per_minute(limit)))
    }

    /// What it counts.
    pub(crate) fn tally(&self) -> Arc<Tally> {
        self.0.clone()
    }

    /// Counts one request of a client and says what is left.
    pub fn take(&self, client: Client) -> Quota {
        let (remaining, exceeded) = match self.0.take(client.mark(), Instant::now()) {
            Ok(remaining) => (remaining, None),
            Err(wait) => (0, Some(wait)),
        };
        Quota {
            limit: self.0.limit().get(),
            remaining,
            reset: self.refill(remaining),
            exceeded,
        }
    }

    /// Seconds until a client with so many left has them all.
    fn refill(&self, remaining: u32) -> u32 {
        let limit = self.0.limit().get();
        let (limit, missing) = (u64::from(limit), u64::from(limit.saturating_sub(remaining)));
        u32::try_from((missing * 60).div_ceil(limit)).unwrap_or(60)
    }
}

/// The refusal of a request too many.
pub(crate) fn refusal(wait: Duration) -> ApiError {
    let seconds = wait.as_secs().saturating_add(1);
    let detail = Bilingual::new(
        format!("Avete chiesto troppo spesso: riprovate tra {seconds} s."),
        format!("You asked too often: try again in {seconds} s."),
    );
    ApiError::saying(ProblemCode::TooManyRequests, detail).with_header("Retry-After", seconds.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(limit: u32) -> Limiter {
        Limiter::per_minute(NonZeroU32::new(limit).unwrap())
    }

    fn client(address: &str) -> Client {
        Client::of(Some(address.parse().unwrap()))
    }

    #[test]
    fn the_request_after_the_last_one_allowed_is_refused() {
        let limiter = limiter(2);
        assert_eq!(
            limiter.take(client("192.0.2.1")),
            Quota {
                limit: 2,
                remaining: 1,
                reset: 30,
                exceeded: None
            }
        );
        assert_eq!(
            limiter.take(client("192.0.2.1")),
            Quota {
                limit: 2,
                remaining: 0,
                reset: 60,
                exceeded: None
            }
        );
        let refused = limiter.take(client("192.0.2.1"));
        let wait = refused.exceeded.unwrap();
        assert!(
            wait > Duration::from_secs(25) && wait <= Duration::from_secs(30),
            "{wait:?}"
        );
    }

    #[test]
    fn each_client_has_a_quota_of_its_own() {
        let limiter = limiter(1);
        assert!(limiter.take(client("192.0.2.1")).exceeded.is_none());
        assert!(limiter.take(client("192.0.2.2")).exceeded.is_none());
        assert!(limiter.take(client("192.0.2.2")).exceeded.is_some());
    }

    #[test]
    fn the_refusal_says_when_to_come_back() {
        let refused = refusal(Duration::from_millis(1_200));
        assert_eq!(refused.headers(), [("Retry-After", "2".to_owned())]);
    }
}
