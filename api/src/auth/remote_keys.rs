//! The public keys of an issuer that publishes them at an address.
//!
//! They are fetched at the start, again when they are old, and when a token names one that is not known. Between two
//! attempts there is a pause that grows while they fail, so that neither an issuer that is down nor a flood of made-up
//! key ids makes us ask without end. While the issuer is down the keys that are known go on being trusted.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use time::OffsetDateTime;
use tracing::{info, warn};
use ureq::Agent;

use super::issuer::Key;
use super::jwks;

/// After how long the keys are fetched again.
const LIFETIME: Duration = Duration::from_secs(300);

/// The pause after keys were fetched, before a key id that is not known lets them be fetched again.
const SHORTEST_PAUSE: Duration = Duration::from_secs(10);

/// The longest pause after attempts that failed.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// How long an attempt may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The largest set of keys, in bytes.
const LARGEST: u64 = 262_144;

/// The keys at an address.
#[derive(Debug)]
pub(crate) struct RemoteKeys {
    issuer: String,
    url: String,
    agent: Agent,
    known: RwLock<Arc<[Key]>>,
    attempts: Mutex<Attempts>,
}

/// When they may be fetched again.
#[derive(Clone, Copy, Debug)]
struct Attempts {
    not_before: OffsetDateTime,
    old_from: OffsetDateTime,
    failed: u32,
}

/// Why an attempt failed.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the address does not answer")]
    Fetch(#[from] ureq::Error),
    #[error("the answer holds no key that can be used")]
    Unusable,
}

impl RemoteKeys {
    /// The keys of an issuer at an address; none are known before the first fetch.
    pub(super) fn at(issuer: &str, url: &str) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(2)
            .build()
            .new_agent();
        Self {
            issuer: issuer.to_owned(),
            url: url.to_owned(),
            agent,
            known: RwLock::new(Arc::new([])),
            attempts: Mutex::new(Attempts {
                not_before: OffsetDateTime::UNIX_EPOCH,
                old_from: OffsetDateTime::UNIX_EPOCH,
                failed: 0,
            }),
        }
    }

    /// The keys that are known.
    pub(super) fn known(&self) -> Arc<[Key]> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether to fetch them before a token that names this key is judged: they are old or do not hold it, and the pause
    /// since the last attempt is over. Who hears yes has taken the turn, and others hear no until it is over.
    pub(super) fn take_turn(&self, key: Option<&str>, now: OffsetDateTime) -> bool {
        let named = key.is_none_or(|key| self.known().iter().any(|known| known.id == key));
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = !named || now >= attempts.old_from;
        if !wanted || now < attempts.not_before {
            return false;
        }
        attempts.not_before = now + PATIENCE;
        true
    }

    /// Fetches the keys; those that are known stay when it fails. Blocks for at most a few seconds.
    pub(crate) fn fetch(&self, now: OffsetDateTime) {
        let fetched = self.ask();
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        match fetched {
            Ok(keys) => {
                info!(
                    issuer = self.issuer,
                    keys = keys.len(),
                    "the issuer's keys were fetched"
                );
                *self.known.write().unwrap_or_else(PoisonError::into_inner) = keys.into();
                *attempts = Attempts {
                    not_before: now + SHORTEST_PAUSE,
                    old_from: now + LIFETIME,
                    failed: 0,
                };
            }
            Err(fault) => {
                let cause: &dyn std::error::Error = &fault;
                warn!(
                    issuer = self.issuer,
                    cause, "the issuer's keys cannot be fetched: those known are kept"
                );
                attempts.not_before = now + pause_after(attempts.failed);
                attempts.failed = attempts.failed.saturating_add(1);
            }
        }
    }

    fn ask(&self) -> Result<Vec<Key>, Fault> {
        let mut answer = self
            .agent
            .get(&self.url)
            .header("Accept", "application/jwk-set+json, application/json")
            .call()?;
        let text = answer.body_mut().with_config().limit(LARGEST).read_to_vec()?;
        jwks::fetched(&text).ok_or(Fault::Unusable)
    }
}

/// The pause after an attempt failed for the n-th time in a row: it doubles, up to the longest.
fn pause_after(failed_before: u32) -> Duration {
    SHORTEST_PAUSE
        .saturating_mul(2_u32.saturating_pow(failed_before))
        .min(LONGEST_PAUSE)
}

#[cfg(test)]
#[path = "remote_keys_tests.rs"]
mod tests;
