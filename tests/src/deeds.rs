//! Every test is also one of the audit log: what it changed through the contract left exactly one entry, and what it sent again
//! no second one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use cartaviva_api::state::AppState;
use cartaviva_persistence::audit::{self, Window};
use cartaviva_persistence::{StoreError, administrations};

use crate::answer::Answer;

/// The ends of paths of which a POST changes nothing.
const READS: [&str; 4] = [
    "/deadline-calculations",
    "/simulations",
    "/case-searches",
    "/protocol-entry-searches",
];

/// What was changed through the contract: the ids of the requests.
#[derive(Debug, Default)]
pub(crate) struct Deeds(Mutex<Vec<Deed>>);

#[derive(Debug)]
struct Deed {
    request: String,
    asked: String,
    /// Whether it may be the repeat of another.
    keyed: bool,
}

impl Deeds {
    /// Notes an answer, if it is to a change that was made.
    pub(crate) fn note(&self, (method, path): (&str, &str), dry: bool, keyed: bool, answer: &Answer) {
        let bare = path.split('?').next().unwrap_or_default();
        let changes =
            matches!(method, "POST" | "PUT" | "PATCH" | "DELETE") && (200..300).contains(&answer.status);
        if changes && !dry && !READS.iter().any(|end| bare.ends_with(end)) {
            self.held().push(Deed {
                request: answer.header("request-id").to_owned(),
                asked: format!("{method} {path}"),
                keyed,
            });
        }
    }

    /// Forgets what was noted: for tests that change the log itself.
    pub(crate) fn forget(&self) {
        self.held().clear();
    }

    /// What is not as it must be.
    pub(crate) fn faults(&self, state: &AppState) -> Result<Vec<String>, StoreError> {
        let deeds = self.held();
        if deeds.is_empty() {
            return Ok(Vec::new());
        }
        let left = left(state)?;
        let wrong = deeds.iter().filter_map(|deed| {
            let entries = left.get(&deed.request).copied().unwrap_or(0);
            let right = entries == 1 || (deed.keyed && entries == 0);
            (!right).then(|| format!("{} left {entries} audit entries", deed.asked))
        });
        Ok(wrong.collect())
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Vec<Deed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many entries each request left.
fn left(state: &AppState) -> Result<HashMap<String, u32>, StoreError> {
    state.db().read(|conn| {
        let mut left = HashMap::new();
        for administration in administrations::list(conn, None, 100)? {
            let entries = audit::list(conn, &administration.value.code, Window::default(), 1_000_000)?;
            for recorded in entries {
                *left.entry(recorded.entry.request.to_string()).or_default() += 1;
            }
        }
        Ok(left)
    })
}
