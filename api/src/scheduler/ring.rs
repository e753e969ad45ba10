//! A round of the clock: the alarms whose moment has come.

use std::time::Duration;

use cartaviva_persistence::StoreError;
use cartaviva_persistence::alarms::{self, Due, Subject};
use time::OffsetDateTime;
use tracing::{info, warn};

use super::{case, charter};
use crate::problem::ApiError;
use crate::state::AppState;

/// How many alarms a round looks at.
const BATCH: i64 = 50;

/// After how long an alarm is looked at again that could not be dealt with.
const AGAIN: Duration = Duration::from_secs(600);

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rung {
    /// Alarms that were looked at.
    pub seen: usize,
    /// Alarms that went off.
    pub fired: usize,
    /// Alarms that no longer held, or that a later one overtook.
    pub skipped: usize,
    /// Alarms whose moment has moved.
    pub waiting: usize,
    /// Alarms that somebody else had in hand.
    pub elsewhere: usize,
    /// Alarms that could not be dealt with: they are looked at again.
    pub failed: usize,
}

impl Rung {
    /// Whether more alarms may wait.
    #[must_use]
    pub fn may_be_more(&self) -> bool {
        i64::try_from(self.seen).unwrap_or(i64::MAX) >= BATCH
    }
}

/// What became of one alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Fired,
    Skipped,
    Waiting,
    Elsewhere,
}

/// Deals with the alarms whose moment has come, some at most, first the earliest; each in a transaction of its own. One
/// that cannot be dealt with keeps no other waiting.
///
/// # Errors
/// [`StoreError`] when the database cannot be read.
pub fn ring(state: &AppState) -> Result<Rung, StoreError> {
    let now = state.clock().now();
    let due = state.db().read(|conn| alarms::due(conn, now, BATCH))?;
    let mut rung = Rung {
        seen: due.len(),
        ..Rung::default()
    };
    for alarm in &due {
        match deal_with(state, alarm, now) {
            Ok(Outcome::Fired) => rung.fired += 1,
            Ok(Outcome::Skipped) => rung.skipped += 1,
            Ok(Outcome::Waiting) => rung.waiting += 1,
            Ok(Outcome::Elsewhere) => rung.elsewhere += 1,
            Err(error) => {
                rung.failed += 1;
                warn!(administration = %alarm.administration, alarm = alarm.key(), ?error, "an alarm cannot go off");
                state
                    .db()
                    .write(|conn| alarms::postpone(conn, alarm, now + AGAIN))?;
            }
        }
    }
    if rung.fired + rung.skipped > 0 {
        info!(fired = rung.fired, skipped = rung.skipped, "alarms");
    }
    Ok(rung)
}

/// Deals with one alarm, all in one transaction.
fn deal_with(state: &AppState, alarm: &Due, now: OffsetDateTime) -> Result<Outcome, ApiError> {
    state.db().write(|conn| {
        if !alarms::take(conn, alarm)? {
            return Ok(Outcome::Elsewhere);
        }
        match &alarm.subject {
            Subject::Case(id) => case::look_at(conn, state, alarm, *id, now),
            Subject::Charter(code) => charter::look_at(conn, state, alarm, code, now),
        }
    })
}
