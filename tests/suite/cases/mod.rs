//! Cases: presented, forwarded, decided, and everything between.

mod deadlines;
mod decide;
mod export;
mod extend;
mod forward;
mod list;
mod reopen;
mod search;
mod show;
mod submit;
mod suspend;
mod withdraw;

use cartaviva_tests::{Answer, App, Filed, Person};
use serde_json::{Value, json};

/// One deadline of a case, by its term, as it stands in an answer.
#[track_caller]
fn deadline<'a>(answer: &'a Answer, term: &str) -> &'a Value {
    answer.item("/deadlines", "term", term)
}

/// Livorno's case as the desk sees it.
#[track_caller]
fn seen(app: &App, case: &Filed) -> Answer {
    app.operator("c_e625").get(&case.path).expect(200)
}

/// The cases of Livorno.
const CASES: &str = "/administrations/c_e625/cases";

/// Every case that somebody sees, page by page, in the order of the list.
fn walk(who: &Person<'_>, query: &str) -> Vec<Value> {
    let (mut seen, mut next) = (Vec::new(), format!("{CASES}?{query}"));
    loop {
        let page = who.get(&next).expect(200);
        seen.extend_from_slice(page.list("/items"));
        let Some(link) = page.json.pointer("/_links/next") else {
            assert!(page.json.get("next_cursor").is_none());
            return seen;
        };
        next = link.as_str().unwrap().split_once("/v1").unwrap().1.to_owned();
    }
}

/// The ids of the cases that somebody sees, in the order of the list.
fn ids(who: &Person<'_>, query: &str) -> Vec<String> {
    walk(who, query)
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

/// A complaint to Lecce, as a citizen writes it on the web.
pub(crate) fn complaint() -> Value {
    json!({
        "procedure": "complaint",
        "channel": "web",
        "subject": "Portale non disponibile",
        "description": "Il portale dei servizi non rispondeva da lunedì.",
        "reporter": { "given_name": "Carla", "family_name": "Greco", "email": "carla.greco@example.it" },
    })
}
