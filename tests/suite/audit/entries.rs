//! What an entry says, and of whom it says nothing.

use std::collections::BTreeSet;

use cartaviva_tests::{Form, Operation, on_both};
use serde_json::{Value, json};

use super::{LOG, auditor, left_by, log};

#[test]
fn an_entry_says_who_did_what_when_and_with_which_outcome() {
    on_both(|app| {
        let case = app.forwarded();
        let officer = app.officer("c_e625", "competent-office");
        let decided = officer.post(&case.sub("decision"), &app.upholding()).expect(201);
        let mut entry = left_by(app, &decided);
        let members = entry.as_object_mut().unwrap();
        assert!(members.remove("id").is_some());
        assert_eq!(
            entry,
            json!({
                "at": "2026-11-20T10:30:00Z",
                "request": decided.header("request-id"),
                "operation": "decide_case",
                "resource": case.path,
                "status": 201,
                "subject": "officer of c_e625",
                "issuer": cartaviva_api::auth::LOCAL_ISSUER,
                "roles": ["officer"],
                "office": "competent-office",
            })
        );
    });
}

#[test]
fn of_a_citizen_the_log_says_only_that_it_was_one() {
    on_both(|app| {
        let case = app.received();
        let holder = app.citizen().with("Tracking-Code", &case.tracking_code);
        let form = Form::with(
            "document",
            "rossi.pdf",
            b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n",
        );
        let attached = holder.upload("/tracking/attachments", &form).expect(201);
        let entry = left_by(app, &attached);
        let attachment = case.sub(&format!("attachments/{}", attached.str("/id")));
        assert_eq!(
            (&entry["operation"], &entry["resource"]),
            (&json!("add_own_attachment"), &json!(attachment))
        );
        let log = log(app);
        let presented = log.item("/items", "operation", "present_case");
        assert_eq!(
            (&presented["operation"], &presented["resource"]),
            (&json!("present_case"), &json!(case.path))
        );
        for entry in log.list("/items") {
            assert_eq!(entry["roles"], json!(["citizen"]));
            assert_eq!((entry.get("subject"), entry.get("issuer")), (None, None));
        }
        for personal in ["Rossi", "rossi", &case.tracking_code, "sportello"] {
            assert!(!log.text.contains(personal), "{personal}");
        }
    });
}

#[test]
fn a_citizen_with_a_token_is_no_better_known_to_the_log() {
    on_both(|app| {
        let token = app
            .who("citizen", "c_e625")
            .claiming("administration", Value::Null)
            .claiming("sub", json!("RSSMRA80A01H501U"));
        token
            .post("/administrations/c_e625/cases", &app.report())
            .expect(201);
        let log = log(app);
        assert_eq!(log.at("/items/0/roles"), &json!(["citizen"]));
        assert!(!log.text.contains("RSSMRA"));
    });
}

#[test]
fn what_is_refused_read_or_sent_again_leaves_no_entry() {
    on_both(|app| {
        let case = app.received();
        let before = log(app).list("/items").len();
        let desk = app.operator("c_e625");
        desk.get(&case.path).expect(200);
        desk.post(&case.sub("forwardings"), &json!({ "office": "nowhere" }))
            .expect(422);
        app.who("editor", "c_e625")
            .post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
            .expect(403);
        assert_eq!(log(app).list("/items").len(), before);
        let keyed = desk.with("Idempotency-Key", "forward-it-once");
        for _ in 0..3 {
            keyed
                .post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
                .expect(201);
        }
        assert_eq!(log(app).list("/items").len(), before + 1);
    });
}

#[test]
fn reading_what_is_personal_leaves_an_entry() {
    on_both(|app| {
        let case = app.forwarded();
        let form = Form::with(
            "identity_document",
            "ci.pdf",
            b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n",
        );
        let attached = app
            .operator("c_e625")
            .upload(&case.sub("attachments"), &form)
            .expect(201);
        let content = case.sub(&format!("attachments/{}/content", attached.str("/id")));
        let officer = app.officer("c_e625", "competent-office");
        let read = officer
            .with("Reading-Reason", "handling")
            .get(&content)
            .expect(200);
        let entry = left_by(app, &read);
        assert_eq!(
            (&entry["operation"], &entry["resource"]),
            (&json!("read_attachment"), &json!(content))
        );
        assert_eq!(entry["subject"], "officer of c_e625");
        // Who is refused has read nothing.
        let before = log(app).list("/items").len();
        app.who("auditor", "c_e625").get(&content).expect(403);
        assert_eq!(log(app).list("/items").len(), before);
    });
}

#[test]
fn operations_are_called_as_the_contract_calls_them() {
    on_both(|app| {
        app.upheld();
        let document = cartaviva_api::contract::document().unwrap();
        let known: BTreeSet<String> = Operation::all(&document)
            .into_iter()
            .map(|operation| operation.id)
            .collect();
        for entry in log(app).list("/items") {
            assert!(known.contains(entry["operation"].as_str().unwrap()), "{entry}");
        }
    });
}

#[test]
fn each_administration_has_a_log_of_its_own() {
    on_both(|app| {
        app.received();
        let elsewhere = app.who("auditor", "c_e506");
        let own = "/administrations/c_e506/audit-entries";
        assert!(elsewhere.get(own).expect(200).list("/items").is_empty());
        elsewhere.get(LOG).problem(404, "not_found");
        assert_eq!(auditor(app).get(LOG).expect(200).list("/items").len(), 1);
    });
}
