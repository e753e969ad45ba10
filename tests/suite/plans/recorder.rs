//! Writes down the statements that the service gives to a database, without their values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

/// The statements, by the address of the databases that are watched.
static SEEN: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

fn held() -> MutexGuard<'static, BTreeMap<String, BTreeSet<String>>> {
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

/// Keeps a statement as it is before its values.
fn keep(url: &str, said: &str) {
    let statement = said.split_once(" -- binds:").map_or(said, |(before, _)| before);
    if let Some(statements) = held().get_mut(url) {
        statements.insert(statement.to_owned());
    }
}

/// Writes down what goes to a database over connections that are opened from now on.
pub fn watch(url: &str) {
    held().entry(url.to_owned()).or_default();
    set_default_instrumentation(|| Some(Box::new(Recorder::default()))).unwrap();
}

/// The statements that were given to a database and read or change what it keeps.
pub fn seen(url: &str) -> Vec<String> {
    let finds = |statement: &&String| {
        ["SELECT", "UPDATE", "DELETE"]
            .iter()
            .any(|verb| statement.starts_with(verb))
    };
    let seen = held();
    let statements = seen.get(url).into_iter().flatten();
    statements.filter(finds).cloned().collect()
}
