//! How much of its minute each of many has used.

use std::cmp::Reverse;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use cartaviva_persistence::rates::Marks;
use dashmap::DashMap;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// A minute.
const MINUTE: Duration = Duration::from_secs(60);

/// After how many counts those whose time is over are forgotten.
const SWEEP: u32 = 10_000;

/// Who has used less than this of the minute is not worth telling others of.
const WORTH_TELLING: Duration = Duration::from_secs(3);

/// How many marks others are told of at a time: those that have used most.
const TOLD: usize = 200;

/// Who or what is counted: a digest, so that nobody is named where it is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mark([u8; 16]);

impl Mark {
    /// The mark of what is counted by these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut mark = [0; 16];
        for (to, from) in mark.iter_mut().zip(Sha256::digest(bytes)) {
            *to = from;
        }
        Self(mark)
    }

    fn written(self) -> String {
        HEXLOWER.encode(&self.0)
    }

    fn read(text: &str) -> Option<Self> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }
}

/// What one has used.
#[derive(Clone, Copy, Debug)]
struct Used {
    /// Until when the shares that it took reach, one after the other.
    until: Instant,
    /// How many were counted here since it is known.
    counted: u64,
}

impl Used {
    fn none(now: Instant) -> Self {
        Self {
            until: now,
            counted: 0,
        }
    }

    /// Takes so much of the minute, from now on or from where the last share ends.
    fn take(&mut self, much: Duration, now: Instant) {
        self.until = self.until.max(now) + much;
    }
}

/// Counts what each of many does in a minute. Each time takes a share of the minute; who has used up a whole minute waits until
/// a share is there again. What others tell of is charged on top and may go beyond the minute: it is owed.
#[derive(Debug)]
pub(crate) struct Tally {
    limit: NonZeroU32,
    share: Duration,
    used: DashMap<Mark, Used>,
    counts: AtomicU32,
}

impl Tally {
    /// So many a minute, which may come all at once.
    pub(crate) fn per_minute(limit: NonZeroU32) -> Self {
        Self {
            limit,
            share: (MINUTE / limit.get()).max(Duration::from_nanos(1)),
            used: DashMap::new(),
            counts: AtomicU32::new(0),
        }
    }

    /// How many a minute.
    pub(crate) fn limit(&self) -> NonZeroU32 {
        self.limit
    }

    /// Counts one more; answers how many are left.
    ///
    /// # Errors
    /// How long to wait, when it is one too many; it is not counted then.
    pub(crate) fn take(&self, mark: Mark, now: Instant) -> Result<u32, Duration> {
        self.sweep(now);
        let mut used = self.used.entry(mark).or_insert_with(|| Used::none(now));
        let left = left(used.until, self.share, now)?;
        used.take(self.share, now);
        used.counted += 1;
        Ok(u32::try_from(left.as_nanos() / self.share.as_nanos()).unwrap_or(u32::MAX))
    }

    /// Whether one more would be admitted.
    ///
    /// # Errors
    /// How long to wait, when it would be one too many.
    pub(crate) fn look(&self, mark: Mark, now: Instant) -> Result<(), Duration> {
        let until = self.used.get(&mark).map_or(now, |used| used.until);
        left(until, self.share, now).map(drop)
    }

    /// Counts one more, admitted or not.
    pub(crate) fn count(&self, mark: Mark, now: Instant) {
        self.sweep(now);
        let mut used = self.used.entry(mark).or_insert_with(|| Used::none(now));
        used.take(self.share, now);
        used.counted += 1;
    }

    /// What others should know: how many were counted here of those who have used much.
    pub(super) fn told(&self, now: Instant) -> Marks {
        let much =
            |used: &Used| used.counted > 0 && used.until.saturating_duration_since(now) >= WORTH_TELLING;
        let found = self.used.iter().filter(|entry| much(entry.value()));
        let mut worth: Vec<(Mark, Used)> = found.map(|entry| (*entry.key(), *entry.value())).collect();
        worth.sort_by_key(|(_, used)| Reverse(used.until));
        let most = worth.into_iter().take(TOLD);
        most.map(|(mark, used)| (mark.written(), used.counted)).collect()
    }

    /// Charges what another server counted, at most a whole minute at a time.
    pub(super) fn charge(&self, mark: &str, times: u64, now: Instant) {
        if let Some(mark) = Mark::read(mark) {
            let times = u32::try_from(times).unwrap_or(u32::MAX);
            let much = self.share.saturating_mul(times).min(MINUTE);
            self.used
                .entry(mark)
                .or_insert_with(|| Used::none(now))
                .take(much, now);
        }
    }

    fn sweep(&self, now: Instant) {
        if self.counts.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.used.retain(|_, used| used.until > now);
            self.used.shrink_to_fit();
        }
    }
}

/// What is left of the minute after one more share.
fn left(until: Instant, share: Duration, now: Instant) -> Result<Duration, Duration> {
    let ahead = until.saturating_duration_since(now) + share;
    MINUTE.checked_sub(ahead).ok_or(ahead.saturating_sub(MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(limit: u32) -> Tally {
        Tally::per_minute(NonZeroU32::new(limit).unwrap())
    }

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn one_too_many_is_refused_and_each_is_counted_alone() {
        let (tally, now) = (tally(2), Instant::now());
        let [one, other] = ["one", "other"].map(|name| Mark::of(name.as_bytes()));
        assert_eq!(tally.take(one, now), Ok(1));
        assert_eq!(tally.take(one, now), Ok(0));
        assert_eq!(tally.take(one, now), Err(seconds(30)));
        assert_eq!(tally.take(other, now), Ok(1));
        assert_eq!(tally.take(one, now + seconds(30)), Ok(0));
    }

    #[test]
    fn who_fails_too_often_waits_and_others_do_not() {
        let (failures, now) = (tally(3), Instant::now());
        let [one, other] = ["one", "other"].map(|name| Mark::of(name.as_bytes()));
        for _ in 0..3 {
            assert_eq!(failures.look(one, now), Ok(()));
            failures.count(one, now);
        }
        assert_eq!(failures.look(one, now), Err(seconds(20)));
        assert_eq!(failures.look(other, now), Ok(()));
        assert_eq!(failures.look(one, now + seconds(20)), Ok(()));
        failures.count(one, now + seconds(20));
        assert!(failures.look(one, now + seconds(21)).is_err());
        assert!(failures.look(one, now + MINUTE + MINUTE).is_ok());
    }

    #[test]
    fn what_others_admitted_beyond_the_minute_is_owed() {
        let (tally, now) = (tally(60), Instant::now());
        let one = Mark::of(b"one");
        for _ in 0..60 {
            assert!(tally.take(one, now).is_ok());
        }
        let told = tally.told(now);
        assert_eq!(told.values().copied().collect::<Vec<_>>(), [60]);
        for (mark, times) in &told {
            tally.charge(mark, *times, now);
        }
        assert!(tally.take(one, now + seconds(60)).is_err());
        assert!(tally.take(one, now + seconds(61)).is_ok());
    }

    #[test]
    fn who_has_used_little_is_not_told_of() {
        let (tally, now) = (tally(600), Instant::now());
        for _ in 0..29 {
            assert!(tally.take(Mark::of(b"one"), now).is_ok());
        }
        assert!(tally.told(now).is_empty());
        assert!(tally.take(Mark::of(b"one"), now).is_ok());
        assert_eq!(tally.told(now).len(), 1);
    }
}
