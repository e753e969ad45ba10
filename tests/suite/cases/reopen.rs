//! Taking up a case again.

use cartaviva_tests::on_both;
use serde_json::{Value, json};

use super::{deadline, seen};

fn reason() -> Value {
    json!({ "reason": "Sono emersi fatti nuovi." })
}

#[test]
fn a_decided_case_is_reopened_for_a_reason_and_decided_anew() {
    on_both(|app| {
        let (case, desk) = (app.upheld(), app.operator("c_e625"));
        desk.post(&case.sub("reopening"), &json!({}))
            .field(400, "invalid_body", "/reason");
        let reopened = desk.post(&case.sub("reopening"), &reason()).expect(201);
        assert_eq!(reopened.str("/status"), "reopened");
        let decision =
            json!({ "outcome": "rejected", "answer": "I fatti nuovi lo escludono.", "pertinent": true });
        let officer = app.officer("c_e625", "competent-office");
        let decided = officer.post(&case.sub("decision"), &decision).expect(201);
        assert_eq!(
            (decided.str("/status"), decided.str("/decision/outcome")),
            ("decided", "rejected")
        );
        assert_eq!(decided.list("/protocol").len(), 3);
    });
}

#[test]
fn the_term_that_was_kept_stays_kept_when_a_case_is_reopened() {
    on_both(|app| {
        let case = app.upheld();
        app.set_clock("2027-02-01T09:00:00+01:00");
        let reopened = app
            .operator("c_e625")
            .post(&case.sub("reopening"), &reason())
            .expect(201);
        assert_eq!(deadline(&reopened, "response")["state"], "met");
    });
}

#[test]
fn a_withdrawn_case_may_be_reopened() {
    on_both(|app| {
        let (case, desk) = (app.forwarded(), app.operator("c_e625"));
        desk.post(&case.sub("withdrawal"), &json!({})).expect(201);
        desk.post(&case.sub("reopening"), &reason()).expect(201);
        assert_eq!(seen(app, &case).str("/status"), "reopened");
    });
}

#[test]
fn an_open_case_is_not_reopened() {
    on_both(|app| {
        for case in [app.received(), app.forwarded()] {
            let refused = app.operator("c_e625").post(&case.sub("reopening"), &reason());
            refused.refused(409, "not_from_this_status");
        }
    });
}

#[test]
fn the_desk_and_the_manager_reopen_and_an_officer_does_not() {
    on_both(|app| {
        let case = app.upheld();
        let path = case.sub("reopening");
        app.officer("c_e625", "competent-office")
            .post(&path, &reason())
            .problem(403, "role_not_allowed");
        app.manager("c_e625", "competent-office")
            .post(&path, &reason())
            .expect(201);
    });
}
