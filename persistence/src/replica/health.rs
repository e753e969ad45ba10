//! Whether a replica is read from: not until it was found well, and not for a while after it failed.

use std::time::{Duration, Instant};

/// How long it is left alone when it fails.
const REST: Duration = Duration::from_secs(1);

/// How long it is left alone at most, however often it fails.
const LONGEST_REST: Duration = Duration::from_secs(16);

/// Who fails again within this time is left alone for twice as long as before.
const RELAPSE: Duration = Duration::from_secs(30);

/// How a replica is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nobody has looked yet.
    #[default]
    Unknown,
    /// It has answered since then.
    Well(Instant),
    /// It has failed and is left alone until then.
    Ill(Instant),
}

/// The health of a replica. The time is an argument.
#[derive(Debug, Default)]
pub(super) struct Health {
    state: State,
    /// When it was last found well, and how long it had rested before.
    recovered: Option<(Instant, Duration)>,
    rest: Duration,
}

impl Health {
    /// Since when it has been well; nothing while it is not read from.
    pub(super) fn well_since(&self) -> Option<Instant> {
        match self.state {
            State::Well(since) => Some(since),
            State::Unknown | State::Ill(_) => None,
        }
    }

    /// Whether somebody is to look how it is.
    pub(super) fn wants_a_look(&self, now: Instant) -> bool {
        match self.state {
            State::Unknown | State::Well(_) => true,
            State::Ill(until) => until <= now,
        }
    }

    /// It was found well: whether that is new.
    pub(super) fn answered(&mut self, now: Instant) -> bool {
        if self.well_since().is_some() {
            return false;
        }
        self.recovered = Some((now, self.rest));
        self.state = State::Well(now);
        true
    }

    /// It failed: whether that is new.
    pub(super) fn failed(&mut self, now: Instant) -> bool {
        if matches!(self.state, State::Ill(_)) {
            return false;
        }
        let before = self
            .recovered
            .filter(|(since, _)| now.duration_since(*since) < RELAPSE);
        self.rest = before.map_or(REST, |(_, rest)| (rest * 2).clamp(REST, LONGEST_REST));
        self.state = State::Ill(now + self.rest);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_replica_is_not_read_before_it_was_found_well() {
        let (mut health, now) = (Health::default(), Instant::now());
        assert_eq!(health.well_since(), None);
        assert!(health.wants_a_look(now));
        assert!(health.answered(now));
        assert_eq!(health.well_since(), Some(now));
        assert!(!health.answered(now + SECOND), "it was well before");
        assert_eq!(health.well_since(), Some(now));
    }

    #[test]
    fn one_that_fails_is_left_alone_until_it_is_found_well_after_a_rest() {
        let (mut health, now) = (Health::default(), Instant::now());
        health.answered(now);
        let failed = now + 60 * SECOND;
        assert!(health.failed(failed));
        assert!(!health.failed(failed), "it is known already");
        assert_eq!(health.well_since(), None);
        assert!(!health.wants_a_look(failed + REST / 2));
        assert!(health.wants_a_look(failed + REST));
        assert_eq!(health.well_since(), None);
        assert!(health.answered(failed + 2 * REST));
        assert_eq!(
            health.well_since(),
            Some(failed + 2 * REST),
            "what was opened before is not used any more"
        );
    }

    #[test]
    fn one_that_fails_again_and_again_is_left_alone_for_longer_and_longer() {
        let (mut health, mut now) = (Health::default(), Instant::now());
        health.answered(now);
        now += 60 * SECOND;
        let mut rests = Vec::new();
        for _ in 0..6 {
            health.failed(now);
            let rest = (0..).find(|seconds| health.wants_a_look(now + *seconds * SECOND));
            rests.extend(rest);
            now += 20 * SECOND;
            health.answered(now);
            now += SECOND;
        }
        assert_eq!(rests, [1, 2, 4, 8, 16, 16]);
        now += RELAPSE;
        health.failed(now);
        assert!(health.wants_a_look(now + REST), "it had been well for long");
    }
}
