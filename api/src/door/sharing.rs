//! Servers of one database tell each other of those who come often.
//!
//! Each counts for itself, in memory: no request waits for it. Twice a second it writes down whom it counted often and charges
//! what the others wrote. What is counted in between is charged later, beyond the minute if need be: so who is served by several
//! servers gets at most a minute's worth from each before they hear of each other, owes it, and in the long run gets no more
//! than one server would give.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use cartaviva_persistence::StoreError;
use cartaviva_persistence::rates::{self, Counts};
use uuid::Uuid;

use super::Door;
use crate::state::AppState;

/// How long a server rests between two exchanges.
pub const EVERY: Duration = Duration::from_millis(500);

/// What one server knows of what the others told.
#[derive(Debug)]
pub struct Exchange {
    server: Uuid,
    heard: HashMap<Uuid, Counts>,
    told: bool,
}

impl Exchange {
    /// Of a server by an id of its own.
    #[must_use]
    pub fn of(server: Uuid) -> Self {
        Self {
            server,
            heard: HashMap::new(),
            told: false,
        }
    }

    /// Tells the others whom this server counted often, and charges what they counted since they were last heard.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be used; nothing is forgotten then.
    pub fn carry_out(&mut self, state: &AppState) -> Result<(), StoreError> {
        let (door, now) = (state.door(), state.clock().now());
        let counts = door.told(Instant::now());
        let much = counts.values().any(|marks| !marks.is_empty());
        if much || self.told {
            state
                .db()
                .write(|conn| rates::tell(conn, self.server, &counts, now))?;
            self.told = much;
        }
        let others = state
            .db()
            .read(|conn| rates::told_by_others(conn, self.server, now))?;
        for (server, counts) in &others {
            charge(door, self.heard.get(server), counts);
        }
        self.heard = others.into_iter().collect();
        Ok(())
    }
}

/// Charges what a server counted since it was heard before. Where it counts fewer than before it had forgotten and began anew.
fn charge(door: &Door, before: Option<&Counts>, counts: &Counts) {
    let none = BTreeMap::new();
    for (what, marks) in counts {
        let before = before.and_then(|counts| counts.get(what)).unwrap_or(&none);
        for (mark, counted) in marks {
            let known = before.get(mark).copied().filter(|known| known <= counted);
            door.charge(what, mark, counted - known.unwrap_or(0));
        }
    }
}
