//! What a key is, whose it is, and what it stands for.

use cartaviva_tests::{Operation, on_both};
use serde_json::json;

use super::{CASES, KEY, keyed, same};

#[test]
fn with_another_request_the_same_key_is_refused() {
    on_both(|app| {
        let citizen = app.citizen();
        keyed(&citizen).post(CASES, &app.report()).expect(201);
        let mut other = app.report();
        other["subject"] = json!("Un'altra cosa");
        keyed(&citizen)
            .post(CASES, &other)
            .problem(422, "idempotency_key_reused");
        let case = app.received();
        let forwarding = json!({ "office": "competent-office" });
        let operator = app.operator("c_e625");
        keyed(&operator)
            .post(&case.sub("forwardings"), &forwarding)
            .expect(201);
        let elsewhere = app.received();
        keyed(&operator)
            .post(&elsewhere.sub("forwardings"), &forwarding)
            .problem(422, "idempotency_key_reused");
    });
}

#[test]
fn the_same_key_of_another_caller_is_another_key() {
    on_both(|app| {
        let case = app.received();
        let note = json!({ "text": "Sentito l'ufficio.", "visibility": "internal" });
        let first = keyed(&app.operator("c_e625"))
            .post(&case.sub("notes"), &note)
            .expect(201);
        let colleague = app
            .operator("c_e625")
            .claiming("sub", json!("colleague of c_e625"));
        let second = keyed(&colleague).post(&case.sub("notes"), &note).expect(201);
        assert_ne!(first.header("etag"), second.header("etag"));
        // Nor does the other caller need less than they need anyway.
        keyed(&app.citizen())
            .post(&case.sub("notes"), &note)
            .problem(401, "token_missing");
        let other = app.officer("c_e625", "competent-office");
        keyed(&other)
            .post(&case.sub("notes"), &note)
            .problem(404, "case_not_found");
    });
}

#[test]
fn what_was_refused_may_be_corrected_and_sent_again_with_its_key() {
    on_both(|app| {
        let case = app.forwarded();
        let officer = keyed(&app.officer("c_e625", "competent-office"));
        let mut decision = app.upholding();
        decision["breached_standards"] = json!(["no-such-standard"]);
        assert_eq!(officer.post(&case.sub("decision"), &decision).status, 422);
        let first = officer.post(&case.sub("decision"), &app.upholding()).expect(201);
        same(&first, &officer.post(&case.sub("decision"), &app.upholding()));
    });
}

#[test]
fn a_key_is_8_to_255_visible_characters_with_or_without_quotation_marks() {
    on_both(|app| {
        for wrong in ["", "short", "with a blank", &"k".repeat(256), "\"unclosed-key"] {
            app.citizen()
                .with("Idempotency-Key", wrong)
                .post(CASES, &app.report())
                .problem(400, "invalid_header");
        }
        let first = keyed(&app.citizen()).post(CASES, &app.report()).expect(201);
        let quoted = app.citizen().with("Idempotency-Key", &format!("\"{KEY}\""));
        same(&first, &quoted.post(CASES, &app.report()));
        // It means nothing where nothing is posted.
        let reader = app.operator("c_e625").with("Idempotency-Key", "short");
        reader.get(CASES).expect(200);
    });
}

#[test]
fn every_post_of_the_contract_takes_a_key() {
    let document = cartaviva_api::contract::document().unwrap();
    for operation in Operation::all(&document) {
        let parameters = operation.described["parameters"].as_array();
        let takes = parameters
            .into_iter()
            .flatten()
            .any(|parameter| parameter["$ref"] == "#/components/parameters/IdempotencyKey");
        assert_eq!(takes, operation.method == "POST", "{}", operation.id);
    }
}
