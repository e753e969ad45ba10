//! Kinds of case for which no document promises an answer in a term: nothing runs, and they are answered all the same.

use cartaviva_tests::{Filed, on_both};
use serde_json::{Value, json};

use super::{CUTROFIANO, LIVORNO, QUARTO};

fn decision(outcome: &str) -> Value {
    json!({ "outcome": outcome, "answer": "Grazie della segnalazione.", "pertinent": true })
}

#[test]
fn an_appreciation_runs_no_deadline_and_is_answered_all_the_same() {
    on_both(|app| {
        let praise = json!({
            "procedure": "appreciation", "channel": "web", "subject": "Grazie", "description": "Servizio cortese.",
        });
        let receipt = app.citizen().post(LIVORNO, &praise).expect(201);
        assert!(receipt.list("/deadlines").is_empty());
        let case = Filed::of("c_e625", &receipt);
        app.set_clock("2027-11-20T11:30:00+01:00");
        let officer = app.officer("c_e625", "urp");
        officer
            .post(&case.sub("suspensions"), &json!({ "reason": "Attesa." }))
            .refused(422, "term_not_suspendable");
        let decided = officer
            .post(&case.sub("decision"), &decision("upheld"))
            .expect(201);
        assert_eq!(decided.str("/status"), "decided");
        assert!(decided.list("/deadlines").is_empty());
    });
}

#[test]
fn a_decision_has_an_outcome_that_the_procedure_knows() {
    on_both(|app| {
        let praise = json!({
            "procedure": "appreciation", "channel": "web", "subject": "Grazie", "description": "Servizio cortese.",
        });
        let case = app.filed("c_e625", &praise);
        app.officer("c_e625", "urp")
            .post(&case.sub("decision"), &decision("rejected"))
            .refused(422, "outcome_not_allowed");
    });
}

#[test]
fn in_quarto_the_outcome_of_a_complaint_is_visible_to_who_presented_it() {
    on_both(|app| {
        let complaint = json!({
            "procedure": "complaint", "channel": "web", "subject": "Portale lento", "description": "Il portale è lento.",
            "reporter": { "email": "franca.riva@example.it" },
        });
        let case = app.filed("c_h114", &complaint);
        app.officer("c_h114", "ict")
            .post(&case.sub("decision"), &decision("upheld"))
            .expect(201);
        let followed = app
            .citizen()
            .with("Tracking-Code", &case.tracking_code)
            .get("/tracking")
            .expect(200);
        assert_eq!(followed.str("/decision/outcome"), "upheld");
        let mut unreachable = complaint;
        unreachable.as_object_mut().unwrap().remove("reporter");
        app.citizen()
            .post(QUARTO, &unreachable)
            .refused(422, "anonymous_not_considered");
    });
}

#[test]
fn in_cutrofiano_a_fault_is_reported_with_its_place_and_its_status_is_followed() {
    on_both(|app| {
        let fault = json!({
            "procedure": "fault-report", "channel": "web", "subject": "Lampione spento", "description": "Spento da lunedì.",
            "reporter": { "phone": "0836 000000" }, "fields": { "place": "Via Roma, davanti alla scuola" },
        });
        let receipt = app.citizen().post(CUTROFIANO, &fault).expect(201);
        assert!(receipt.list("/deadlines").is_empty());
        let followed = app
            .citizen()
            .with("Tracking-Code", receipt.str("/tracking_code"))
            .get("/tracking")
            .expect(200);
        assert_eq!(followed.str("/status"), "registered");
        assert_eq!(followed.at("/details/fields"), &fault["fields"]);
    });
}
