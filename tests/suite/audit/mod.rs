//! The audit log: who did what. That every change of every test left one entry is asked at the end of each test.

mod entries;
mod export;
mod sealed;

use cartaviva_api::audit::seal;
use cartaviva_tests::{Answer, App, Person};
use serde_json::Value;

const LOG: &str = "/administrations/c_e625/audit-entries";

fn auditor(app: &App) -> Person<'_> {
    app.who("auditor", "c_e625")
}

/// The log of Livorno, first to last.
#[track_caller]
fn log(app: &App) -> Answer {
    auditor(app).get(&format!("{LOG}?limit=100")).expect(200)
}

/// The entry that a request left in the log of Livorno.
#[track_caller]
fn left_by(app: &App, answer: &Answer) -> Value {
    log(app)
        .item("/items", "request", answer.header("request-id"))
        .clone()
}

/// Seals everything that waits for it.
fn sealed(app: &App) {
    while seal(app.state()).unwrap() > 0 {}
}
