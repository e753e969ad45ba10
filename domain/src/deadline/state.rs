//! How a deadline stands.

use super::Due;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// How a deadline stands at a given moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    /// What sets the term off has not happened yet.
    NotStarted,
    /// The term runs and is in time.
    Running,
    /// The term is suspended: it has no due date for now.
    Suspended,
    /// What was due was done in time.
    Met,
    /// It was done late, or is late.
    Missed,
    /// The term ended without being due any more (a withdrawal).
    Cancelled,
}

/// How a deadline stands at `now`.
///
/// `due` is `None` before the term starts and while it is suspended. `ended_at` is when what was due was done; it
/// counts from then on, so the state of a past moment can be asked too. What is done while the term is suspended
/// is in time. What is done before the term starts leaves it not started: nothing was due. Nothing runs after the
/// decision: an ended deadline is met or missed for good.
#[must_use]
pub fn state_at(
    due: Option<&Due>,
    ended_at: Option<OffsetDateTime>,
    suspended: bool,
    cancelled: bool,
    now: OffsetDateTime,
) -> DeadlineState {
    if cancelled {
        return DeadlineState::Cancelled;
    }
    let ended_at = ended_at.filter(|ended_at| *ended_at <= now);
    match (due, ended_at) {
        (_, Some(_)) if suspended => DeadlineState::Met,
        (_, None) if suspended => DeadlineState::Suspended,
        (None, _) => DeadlineState::NotStarted,
        (Some(due), Some(ended_at)) if due.is_in_time(ended_at) => DeadlineState::Met,
        (Some(due), None) if due.is_in_time(now) => DeadlineState::Running,
        (Some(_), _) => DeadlineState::Missed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    /// Due on Monday 21 December 2026, all day.
    fn day() -> Due {
        Due {
            due_on: date!(2026 - 12 - 21),
            due_at: datetime!(2026-12-21 23:59:59 +1),
            whole_day: true,
            original_due_on: date!(2026 - 12 - 21),
            original_due_at: datetime!(2026-12-21 23:59:59 +1),
        }
    }

    /// Due at noon of the same day.
    fn noon() -> Due {
        Due {
            due_at: datetime!(2026-12-21 12:00 +1),
            whole_day: false,
            ..day()
        }
    }

    #[test]
    fn a_term_in_days_is_in_time_until_the_midnight_after_the_last_day() {
        assert!(day().is_in_time(datetime!(2026-12-21 23:59:59.999999999 +1)));
        assert!(!day().is_in_time(datetime!(2026-12-22 00:00 +1)));
    }

    #[test]
    fn a_term_in_hours_is_in_time_until_its_instant_included() {
        assert!(noon().is_in_time(datetime!(2026-12-21 12:00 +1)));
        assert!(!noon().is_in_time(datetime!(2026-12-21 12:00:00.000001 +1)));
    }

    #[test]
    fn a_deadline_runs_until_it_is_due_and_is_missed_afterwards() {
        let state = |now| state_at(Some(&day()), None, false, false, now);
        assert_eq!(state(datetime!(2026-12-21 23:59 +1)), DeadlineState::Running);
        assert_eq!(state(datetime!(2026-12-22 00:00 +1)), DeadlineState::Missed);
        assert_eq!(
            state_at(None, None, false, false, datetime!(2026-12-22 00:00 +1)),
            DeadlineState::NotStarted
        );
    }

    #[test]
    fn what_was_done_in_time_is_met_and_stays_met() {
        let state = |ended_at| {
            state_at(
                Some(&day()),
                Some(ended_at),
                false,
                false,
                datetime!(2027-06-01 00:00 UTC),
            )
        };
        assert_eq!(state(datetime!(2026-12-21 23:59:59.5 +1)), DeadlineState::Met);
        assert_eq!(state(datetime!(2026-12-22 00:00 +1)), DeadlineState::Missed);
    }

    #[test]
    fn what_was_done_later_does_not_count_for_an_earlier_moment() {
        let ended_at = Some(datetime!(2026-12-20 12:00 +1));
        let state = |now| state_at(Some(&day()), ended_at, false, false, now);
        assert_eq!(state(datetime!(2026-12-20 11:59 +1)), DeadlineState::Running);
        assert_eq!(state(datetime!(2026-12-20 12:00 +1)), DeadlineState::Met);
    }

    #[test]
    fn a_suspended_term_is_never_late() {
        let now = datetime!(2027-06-01 00:00 UTC);
        assert_eq!(
            state_at(Some(&day()), None, true, false, now),
            DeadlineState::Suspended
        );
        assert_eq!(state_at(None, None, true, false, now), DeadlineState::Suspended);
        assert_eq!(state_at(None, Some(now), true, false, now), DeadlineState::Met);
        assert_eq!(
            state_at(Some(&day()), Some(now), true, false, now),
            DeadlineState::Met
        );
    }

    #[test]
    fn what_ends_before_its_term_starts_was_never_due() {
        let now = datetime!(2027-06-01 00:00 UTC);
        assert_eq!(
            state_at(None, Some(now), false, false, now),
            DeadlineState::NotStarted
        );
    }

    #[test]
    fn a_cancelled_deadline_is_neither_met_nor_missed() {
        let now = datetime!(2027-06-01 00:00 UTC);
        assert_eq!(
            state_at(Some(&day()), None, false, true, now),
            DeadlineState::Cancelled
        );
        assert_eq!(
            state_at(None, Some(now), true, true, now),
            DeadlineState::Cancelled
        );
    }

    #[test]
    fn states_are_written_in_snake_case() {
        assert_eq!(
            serde_json::to_string(&DeadlineState::NotStarted).unwrap(),
            r#""not_started""#
        );
    }
}
