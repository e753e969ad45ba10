//! The protocol register: what is entered, annulled, searched, exported and proved.

mod annul;
mod daily;
mod emergency;
mod enter;
mod external;
mod search;
mod together;
mod verify;

use std::thread;
use std::time::Duration;

use cartaviva_tests::{Answer, App, Person};
use serde_json::{Value, json};

/// The register of Livorno.
const REGISTER: &str = "/administrations/c_e625/protocol-entries";

/// A document that arrived, belonging to no case.
fn letter(correspondent: &str, subject: &str) -> Value {
    json!({
        "direction": "incoming",
        "correspondent": correspondent,
        "subject": subject,
        "text": format!("{correspondent} scrive: {subject}"),
    })
}

/// A letter from the prefecture, entered by the desk.
#[track_caller]
fn entered(app: &App) -> Answer {
    let letter = letter("Prefettura di Livorno", "Richiesta di dati");
    app.operator("c_e625").post(REGISTER, &letter).expect(201)
}

/// Somebody who may annul, in the whole administration.
fn manager(app: &App) -> Person<'_> {
    app.who("manager", "c_e625")
}

/// An act that annuls.
fn act() -> Value {
    json!({ "reference": "Disposizione 12/2026", "reason": "Documento registrato due volte" })
}

/// Asks again while the service says that it cannot answer now, as a client of many at once does.
fn patiently(ask: impl Fn() -> Answer) -> Answer {
    loop {
        let answer = ask();
        if answer.status != 503 {
            return answer;
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// The numbers of a page, in its order.
fn numbers(page: &Answer) -> Vec<&str> {
    page.list("/items")
        .iter()
        .map(|entry| entry["number"].as_str().unwrap())
        .collect()
}
