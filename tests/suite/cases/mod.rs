//! Cases: presented, forwarded, decided, and everything between.

mod deadlines;
mod decide;
mod extend;
mod forward;
mod list;
mod reopen;
mod show;
mod submit;
mod suspend;
mod withdraw;

use cartaviva_tests::{Answer, App, Filed};
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
