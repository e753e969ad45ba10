//! A little after a calendar was changed, what runs is counted once more: a case that was being registered in the very moment of
//! the change was counted by the calendar before.

use std::collections::HashMap;

use cartaviva_domain::cases::{Actor, Reason};
use cartaviva_domain::codes::EventId;
use cartaviva_persistence::calendars::{self, ToRecount};
use cartaviva_persistence::recomputation::{self, Change, Recorder};
use cartaviva_persistence::{Conn, StoreError};
use time::{Duration, OffsetDateTime};
use tracing::warn;

use crate::problem::ApiError;
use crate::state::AppState;

/// No request takes longer than this from reading a calendar to its commit.
const LONGEST_REQUEST: Duration = Duration::MINUTE;

/// How many versions a round looks at.
const BATCH: i64 = 100;

/// Counts once more what runs by the calendars that were changed a little ago, each in a transaction of its own, and answers how
/// many versions that were. One that cannot be counted is tried again in the next round.
///
/// # Errors
/// [`StoreError`] when the database cannot be read.
pub fn recount(state: &AppState) -> Result<usize, StoreError> {
    let now = state.clock().now();
    let waiting = state
        .db()
        .read(|conn| calendars::to_recount(conn, now - LONGEST_REQUEST, BATCH))?;
    let mut counted = 0;
    for version in &waiting {
        match state.db().write(|conn| count(conn, state, version, now)) {
            Ok(()) => counted += 1,
            Err(error) => {
                warn!(administration = %version.administration, ?error, "what runs by a new calendar cannot be counted once more");
            }
        }
    }
    Ok(counted)
}

/// Counts once more what runs by a new version. That of a whole administration has copies in the offices that follow it: those
/// are counted.
fn count(db: &mut Conn, state: &AppState, version: &ToRecount, now: OffsetDateTime) -> Result<(), ApiError> {
    let administration = &version.administration;
    if let Some(office) = &version.office {
        let calendars = calendars::history(db, administration, Some(office))?;
        let reason = version.reason.as_deref().unwrap_or("import");
        let change = Change {
            calendars: HashMap::from([(office.clone(), calendars)]),
            valid_from: version.valid_from,
            reason: Reason::parse(reason).map_err(ApiError::internal)?,
        };
        let recorder = Recorder {
            actor: Actor::system(),
            now,
            new_id: &|| EventId(state.randomness().id(now)),
        };
        recomputation::carry_out(db, administration, &change, &recorder).map_err(ApiError::internal)?;
    }
    calendars::recounted(db, version, now)?;
    Ok(())
}
