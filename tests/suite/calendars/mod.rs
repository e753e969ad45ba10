//! Calendars hold from a day on; a changed one moves the deadlines that still run.

mod change;
mod refusals;
mod show;

use cartaviva_tests::{Answer, App, Filed, Person};
use serde_json::{Value, json};

const LECCE: &str = "/administrations/c_e506/calendar";
const OFFICE: &str = "/administrations/c_e506/offices/ict-and-business/calendar";

/// A calendar of Lecce with a holiday on the day on which the complaints of these tests are due.
fn holiday(valid_from: &str) -> Value {
    json!({
        "settings": { "patron_saint_day": "08-26", "holidays": ["2026-12-21"] },
        "valid_from": valid_from,
        "reason": "Chiusura straordinaria, ordinanza 41 del 19 novembre 2026.",
    })
}

fn editor(app: &App) -> Person<'_> {
    app.who("editor", "c_e506")
}

/// An editor who has seen a calendar as it is.
fn having_seen<'a>(app: &'a App, path: &str) -> Person<'a> {
    let seen = app.anonymous().get(path).expect(200);
    editor(app).with("If-Match", seen.header("etag"))
}

/// Lecce answers a complaint thirty days after receipt: on Monday 21 December 2026.
fn complaint(app: &App) -> Filed {
    app.filed("c_e506", &crate::cases::complaint())
}

fn due_on(app: &App, case: &Filed) -> String {
    let seen = app.operator("c_e506").get(&case.path).expect(200);
    seen.str("/deadlines/0/due_on").to_owned()
}

fn recomputed(app: &App, case: &Filed) -> usize {
    let events = app.operator("c_e506").get(&case.sub("events")).expect(200);
    let kinds = events.list("/items").iter();
    kinds
        .filter(|event| event["kind"] == "deadline_recomputed")
        .count()
}

fn decide(app: &App, case: &Filed) -> Answer {
    let decision =
        json!({ "outcome": "rejected", "answer": "Il portale era disponibile.", "pertinent": true });
    app.manager("c_e506", "ict-and-business")
        .post(&case.sub("decision"), &decision)
}
