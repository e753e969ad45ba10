//! Writes down the statements that the service gives to a database, without their values.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

/// The statements in their order, by the address of the databases that are watched.
static SEEN: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());

fn held() -> MutexGuard<'static, BTreeMap<String, Vec<String>>> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens to one connection.
#[derive(Default)]
struct Recorder(Option<String>);

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => {
                self.0 = held().contains_key(url).then(|| url.to_owned());
            }
            InstrumentationEvent::StartQuery { query, .. } => {
                if let Some(url) = &self.0 {
                    keep(url, &query.to_string());
                }
            }
            _ => {}
        }
    }
}

/// Keeps a statement as it is before its values. How a connection is set up is nobody's: pools open some at any time.
fn keep(url: &str, said: &str) {
    if ["PRAGMA ", "SET "].iter().any(|begin| said.starts_with(begin)) {
        return;
    }
    let statement = said.split_once(" -- binds:").map_or(said, |(before, _)| before);
    if let Some(statements) = held().get_mut(url) {
        statements.push(statement.to_owned());
    }
}

/// Writes down what goes to a database over connections that are opened from now on.
pub(crate) fn watch(url: &str) {
    held().entry(url.to_owned()).or_default();
    let listening = set_default_instrumentation(|| Some(Box::new(Recorder::default())));
    listening.expect("statements are listened to");
}

/// How many statements were given to a database that is watched; nothing of another.
pub(crate) fn count(url: &str) -> Option<usize> {
    held().get(url).map(Vec::len)
}

/// The statements that were given to a database after the first so many.
pub(crate) fn after(url: &str, count: usize) -> Vec<String> {
    let seen = held();
    let statements = seen.get(url).into_iter().flatten();
    statements.skip(count).cloned().collect()
}
