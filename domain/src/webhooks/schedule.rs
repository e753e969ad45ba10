//! When to try again: exponential back-off with full jitter.
//!
//! Full jitter: any moment within a window that grows with every failure, so that those who failed together do not come back
//! together.

use time::{Duration, OffsetDateTime};

/// The least time between two attempts.
const LEAST: Duration = Duration::SECOND;
/// The window of the first new attempt at an event, and by how much each later one is wider.
const FIRST: Duration = Duration::seconds(10);
const WIDER: i32 = 4;
/// The widest window.
const WIDEST: Duration = Duration::hours(6);
/// For how long an event is tried.
const PATIENCE: Duration = Duration::days(3);
/// The window for which an address is left alone after its first failure; it doubles with every failure after that.
const SHORTEST_PAUSE: Duration = Duration::seconds(2);
/// The widest such window: an address that is up again is found within it.
const LONGEST_PAUSE: Duration = Duration::minutes(5);

/// When to try an event again that failed `attempts` times, the first time at `first`; none when it is given up, three days
/// after the first attempt. The last attempt is made then. `dice` is any number, each as likely as the other.
#[must_use]
pub fn retry_at(
    attempts: u32,
    first: OffsetDateTime,
    now: OffsetDateTime,
    dice: u64,
) -> Option<OffsetDateTime> {
    let last = first.saturating_add(PATIENCE);
    let window = widened(FIRST, WIDER, attempts.saturating_sub(1), WIDEST);
    (now < last).then(|| now.saturating_add(within(window, dice)).min(last))
}

/// Until when an address is left alone that failed `failures` times in a row.
#[must_use]
pub fn pause_until(failures: u32, now: OffsetDateTime, dice: u64) -> OffsetDateTime {
    let window = widened(SHORTEST_PAUSE, 2, failures.saturating_sub(1), LONGEST_PAUSE);
    now.saturating_add(within(window, dice))
}

/// A window made wider a number of times, up to the widest.
fn widened(first: Duration, by: i32, times: u32, widest: Duration) -> Duration {
    let mut window = first;
    for _ in 0..times {
        if window >= widest {
            break;
        }
        window = window.saturating_mul(by);
    }
    window.min(widest)
}

/// Some time within a window, at least the least.
fn within(window: Duration, dice: u64) -> Duration {
    let span = u64::try_from((window - LEAST).whole_milliseconds()).unwrap_or(0);
    let milliseconds = dice % span.saturating_add(1);
    LEAST.saturating_add(Duration::milliseconds(i64::try_from(milliseconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-20 10:30 UTC);

    /// The latest moment of a window.
    fn latest(moment: impl Fn(u64) -> OffsetDateTime) -> Duration {
        (0..40_000_u64)
            .map(|dice| moment(dice * 997) - NOW)
            .max()
            .unwrap()
    }

    #[test]
    fn the_windows_of_an_event_grow_fourfold_up_to_six_hours() {
        let widest = |attempts| latest(|dice| retry_at(attempts, NOW, NOW, dice).unwrap());
        assert!(widest(1) <= Duration::seconds(10) && widest(1) > Duration::seconds(9));
        assert!(widest(2) <= Duration::seconds(40) && widest(2) > Duration::seconds(38));
        assert!(widest(3) <= Duration::seconds(160) && widest(3) > Duration::seconds(150));
        for many in [9, 100, u32::MAX] {
            assert!(widest(many) <= Duration::hours(6) && widest(many) > Duration::hours(5));
        }
    }

    #[test]
    fn no_attempt_follows_another_within_a_second_and_each_dice_gives_another_moment() {
        assert_eq!(retry_at(1, NOW, NOW, 0), Some(NOW + Duration::SECOND));
        assert_ne!(retry_at(1, NOW, NOW, 1), retry_at(1, NOW, NOW, 2));
        assert_eq!(pause_until(1, NOW, 0), NOW + Duration::SECOND);
    }

    #[test]
    fn an_event_is_tried_for_three_days_and_a_last_time_when_they_are_over() {
        let first = NOW - Duration::days(3) + Duration::minutes(1);
        let far = u64::MAX / 2;
        assert_eq!(retry_at(20, first, NOW, far), Some(first + Duration::days(3)));
        assert_eq!(retry_at(20, NOW - Duration::days(3), NOW, 0), None);
    }

    #[test]
    fn an_address_is_left_alone_for_longer_and_longer_but_never_more_than_five_minutes() {
        let widest = |failures| latest(|dice| pause_until(failures, NOW, dice));
        assert!(widest(1) <= Duration::seconds(2));
        assert!(widest(4) <= Duration::seconds(16) && widest(4) > Duration::seconds(15));
        for many in [9, u32::MAX] {
            assert!(widest(many) <= Duration::minutes(5) && widest(many) > Duration::seconds(290));
        }
    }
}
