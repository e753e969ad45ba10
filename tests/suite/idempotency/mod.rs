//! Requests that may be repeated: the same key, the same answer, one effect.

mod kept;
mod keys;
mod repeats;
mod together;

use cartaviva_tests::{Answer, App, Person};
use serde_json::Value;

/// A key, as a client makes one.
const KEY: &str = "5f0f6a1c-6f8c-4c55-9d1a-2f6c6a1f4b11";

const CASES: &str = "/administrations/c_e625/cases";

/// Somebody whose request may be repeated.
fn keyed<'a>(who: &Person<'a>) -> Person<'a> {
    who.clone().with("Idempotency-Key", KEY)
}

/// Says that a second answer is the first one again.
#[track_caller]
fn same(first: &Answer, second: &Answer) {
    assert_eq!(second.status, first.status, "{}", second.text);
    assert_eq!(second.text, first.text);
    for name in ["location", "etag", "content-type", "cache-control"] {
        assert_eq!(second.header(name), first.header(name), "{name}");
    }
}

/// Posts the same twice and says that the answer is the same.
#[track_caller]
fn twice(who: &Person<'_>, path: &str, body: &Value) -> Answer {
    let first = keyed(who).post(path, body);
    assert!(first.status < 300, "{}", first.text);
    same(&first, &keyed(who).post(path, body));
    first
}

/// How many entries the feed of Livorno has.
fn told(app: &App) -> usize {
    let feed = app
        .who("auditor", "c_e625")
        .get("/administrations/c_e625/events?limit=100")
        .expect(200);
    feed.list("/items").len()
}
