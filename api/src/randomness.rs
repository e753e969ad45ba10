//! The one place where randomness comes from, and the ids that are made of it.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use time::OffsetDateTime;
use uuid::{Builder, Uuid};

/// Where random bytes come from.
#[derive(Clone, Debug)]
pub enum Randomness {
    /// A generator for secrets that the operating system seeds, one a thread.
    System,
    /// A generator that repeats itself, for tests.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Randomness {
    /// The randomness that always begins the same way.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Random bytes, fit for secrets.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => rand::rng().fill_bytes(&mut bytes),
            Self::Seeded(rng) => rng
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A new id (UUIDv7): it sorts by the moment it was made.
    #[must_use]
    pub fn id(&self, now: OffsetDateTime) -> Uuid {
        let milliseconds = now.unix_timestamp() * 1_000 + i64::from(now.millisecond());
        Builder::from_unix_timestamp_millis(u64::try_from(milliseconds).unwrap_or(0), &self.bytes())
            .into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn ids_sort_by_the_moment_they_were_made() {
        let randomness = Randomness::System;
        let earlier = randomness.id(datetime!(2026-11-20 10:30:00 UTC));
        let later = randomness.id(datetime!(2026-11-20 10:30:00.001 UTC));
        assert!(earlier < later);
        assert_eq!(earlier.get_version_num(), 7);
    }

    #[test]
    fn the_system_never_repeats_and_a_seed_always_does() {
        assert_ne!(Randomness::System.bytes::<16>(), Randomness::System.bytes::<16>());
        assert_eq!(
            Randomness::seeded(7).bytes::<16>(),
            Randomness::seeded(7).bytes::<16>()
        );
    }
}
