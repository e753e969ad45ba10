//! Procedures: what each kind of case asks, which terms it runs, what silence means; and submissions that follow them.

mod civic_access;
mod document_access;
mod identity;
mod show;
mod without_a_term;

use cartaviva_tests::Answer;
use serde_json::{Value, json};

const LIVORNO: &str = "/administrations/c_e625/cases";
const CUTROFIANO: &str = "/administrations/c_d237/cases";
const QUARTO: &str = "/administrations/c_h114/cases";

/// One deadline of a case, by its term.
#[track_caller]
fn deadline<'a>(answer: &'a Answer, term: &str) -> &'a Value {
    answer.item("/deadlines", "term", term)
}

/// A request for documents, as somebody writes it on the web.
pub(crate) fn request() -> Value {
    json!({
        "procedure": "document-access",
        "channel": "web",
        "subject": "Permesso di costruire del fondo confinante",
        "description": "Chiedo di prendere visione del permesso di costruire e dei disegni allegati.",
        "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" },
        "fields": {
            "document": "Permesso di costruire 12/2026, con i disegni",
            "reason": "Sono proprietaria del fondo confinante.",
            "copies": "yes"
        },
    })
}

/// A request for generalised civic access.
pub(crate) fn civic_request() -> Value {
    json!({
        "procedure": "generalised-civic-access",
        "channel": "web",
        "subject": "Spese per le consulenze",
        "description": "Chiedo i dati delle consulenze affidate nel 2025.",
        "reporter": { "given_name": "Dario", "family_name": "Neri", "email": "dario.neri@example.it" },
        "fields": { "data": "Consulenze affidate nel 2025, con importi e durata" },
    })
}
