//! Carrying out a disposal: a few cases at a time, each few in a transaction of their own, so that nobody waits for it and
//! that it goes on where it stopped.

use cartaviva_domain::cases::Actor;
use cartaviva_domain::codes::{AdministrationCode, EventId};
use cartaviva_domain::retention::Disposal;
use cartaviva_persistence::Conn;
use cartaviva_persistence::retention::{self, Candidate, Removal};
use time::OffsetDateTime;

use super::plan::Plan;
use crate::problem::ApiError;
use crate::state::AppState;

/// How many cases one transaction takes.
const BATCH: usize = 50;

/// How many transactions one request makes; what is left is continued by the next.
const BATCHES: usize = 20;

/// Takes cases until none is left or the request has done its share.
pub(super) async fn carry_out(
    state: &AppState,
    administration: &AdministrationCode,
    disposal: &Disposal,
    actor: &Actor,
) -> Result<(), ApiError> {
    let mut after = None;
    for _ in 0..BATCHES {
        let now = state.clock().now();
        let batch = Batch {
            administration: administration.clone(),
            disposal: disposal.clone(),
            actor: actor.clone(),
            now,
            events: (0..BATCH).map(|_| EventId(state.randomness().id(now))).collect(),
            after,
        };
        after = state.write(move |db| batch.take(db)).await?;
        if after.is_none() {
            break;
        }
    }
    Ok(())
}

/// The cases of one transaction.
struct Batch {
    administration: AdministrationCode,
    disposal: Disposal,
    actor: Actor,
    now: OffsetDateTime,
    events: Vec<EventId>,
    after: Option<Candidate>,
}

impl Batch {
    /// Takes them; answers the last one, or nothing when none is left: the disposal is then finished.
    fn take(self, db: &mut Conn) -> Result<Option<Candidate>, ApiError> {
        let Disposal { procedure, until, .. } = &self.disposal;
        let plan = Plan::of(db, &self.administration, procedure, *until, self.now)?;
        let limit = i64::try_from(self.events.len()).unwrap_or(i64::MAX);
        let found = retention::candidates(db, plan.candidates(), self.after, limit)?;
        for (case, event) in found.iter().zip(&self.events) {
            let removal = Removal {
                administration: &self.administration,
                disposal: &self.disposal,
                actor: &self.actor,
                now: self.now,
                event: *event,
            };
            retention::remove(db, *case, removal)?;
        }
        if found.len() < self.events.len() {
            retention::finish(db, &self.administration, self.disposal.id, self.now)?;
            return Ok(None);
        }
        Ok(found.last().copied())
    }
}
