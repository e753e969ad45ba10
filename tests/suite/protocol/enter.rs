//! Entering documents by hand, beside those of cases.

use std::collections::BTreeSet;
use std::thread;

use cartaviva_tests::on_both;
use serde_json::{Value, json};

use super::{REGISTER, entered, letter, patiently};

#[test]
fn a_document_of_no_case_takes_the_next_number_of_the_same_register() {
    on_both(|app| {
        let case = app.received();
        assert_eq!(case.receipt["protocol"]["number"], "0000001");
        let mut internal = letter("Ufficio tributi", "Trasmissione atti");
        internal["direction"] = json!("internal");
        let desk = app.operator("c_e625");
        let entry = desk.post(REGISTER, &internal).expect(201);
        assert_eq!(
            (entry.str("/number"), entry.str("/direction")),
            ("0000002", "internal")
        );
        assert_eq!(entry.str("/registered_at"), "2026-11-20T11:30:00+01:00");
        assert!(entry.json.get("case").is_none());
        let (_, path) = entry.header("location").split_once("/v1").unwrap();
        assert_eq!(desk.get(path).expect(200).json, entry.json);
        assert_eq!(app.received().receipt["protocol"]["number"], "0000003");
    });
}

#[test]
fn a_received_document_keeps_the_number_and_date_of_who_sent_it() {
    on_both(|app| {
        let mut body = letter("Prefettura di Livorno", "Richiesta di dati");
        body["foreign_protocol"] = json!({ "number": "98765", "date": "2026-11-18" });
        let desk = app.operator("c_e625");
        let entry = desk.post(REGISTER, &body).expect(201);
        assert_eq!(entry.at("/foreign_protocol"), &body["foreign_protocol"]);
        body["direction"] = json!("outgoing");
        desk.post(REGISTER, &body)
            .field(422, "validation_failed", "/foreign_protocol");
    });
}

#[test]
fn a_document_is_known_by_its_digest_or_by_that_of_its_text() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        let mut body = letter("Anna Rossi", "Lettera");
        body["text"] = json!("abc");
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(desk.post(REGISTER, &body).expect(201).str("/digest"), of_abc);
        body["digest"] = json!(of_abc);
        desk.post(REGISTER, &body)
            .field(422, "validation_failed", "/digest");
        body.as_object_mut().unwrap().remove("text");
        assert_eq!(desk.post(REGISTER, &body).expect(201).str("/digest"), of_abc);
        body["digest"] = json!(of_abc.to_uppercase());
        desk.post(REGISTER, &body)
            .field(422, "validation_failed", "/digest");
        body.as_object_mut().unwrap().remove("digest");
        desk.post(REGISTER, &body)
            .field(422, "validation_failed", "/digest");
    });
}

#[test]
fn a_document_of_a_case_stands_among_its_entries() {
    on_both(|app| {
        let case = app.received();
        let mut body = letter("Anna Rossi", "Integrazione");
        body["case"] = json!(case.id);
        let desk = app.operator("c_e625");
        let entry = desk.post(REGISTER, &body).expect(201);
        assert!(entry.str("/_links/case").ends_with(&case.path));
        let shown = desk.get(&case.path).expect(200);
        assert_eq!(shown.list("/protocol").len(), 2);
        body["case"] = json!("019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11");
        desk.post(REGISTER, &body)
            .field(422, "validation_failed", "/case");
    });
}

#[test]
fn who_is_confined_to_an_office_registers_documents_of_its_cases_alone() {
    on_both(|app| {
        let (theirs, others) = (app.forwarded(), app.received());
        let officer = app.officer("c_e625", "competent-office");
        let mut body = letter("Anna Rossi", "Integrazione");
        officer
            .post(REGISTER, &body)
            .field(422, "validation_failed", "/case");
        body["case"] = json!(others.id);
        officer
            .post(REGISTER, &body)
            .field(422, "validation_failed", "/case");
        body["case"] = json!(theirs.id);
        officer.post(REGISTER, &body).expect(201);
    });
}

#[test]
fn only_staff_registers_documents() {
    on_both(|app| {
        let body = letter("Anna Rossi", "Lettera");
        app.citizen().post(REGISTER, &body).problem(401, "token_missing");
        for role in ["auditor", "integrator", "editor"] {
            app.who(role, "c_e625")
                .post(REGISTER, &body)
                .problem(403, "role_not_allowed");
        }
        app.operator("c_e506")
            .post(REGISTER, &body)
            .problem(404, "not_found");
    });
}

#[test]
fn sixty_four_at_once_of_cases_and_of_none_leave_no_gap() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        let numbers: BTreeSet<String> = thread::scope(|scope| {
            let asked: Vec<_> = (0..64)
                .map(|index| {
                    let desk = &desk;
                    scope.spawn(move || {
                        if index % 2 == 0 {
                            let cases = "/administrations/c_e625/cases";
                            let receipt = patiently(|| app.citizen().post(cases, &app.report()));
                            receipt.expect(201).str("/protocol/number").to_owned()
                        } else {
                            let letter = letter("Anna Rossi", "Lettera");
                            let entry = patiently(|| desk.post(REGISTER, &letter));
                            entry.expect(201).str("/number").to_owned()
                        }
                    })
                })
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let expected: BTreeSet<String> = (1..=64).map(|number| format!("{number:07}")).collect();
        assert_eq!(numbers, expected);
    });
}

#[test]
fn each_entry_carries_the_hash_of_the_one_before() {
    on_both(|app| {
        let (first, second) = (entered(app), entered(app));
        assert_eq!(first.at("/previous_hash"), &Value::from("0".repeat(64)));
        assert_eq!(second.at("/previous_hash"), first.at("/hash"));
        assert_ne!(second.at("/hash"), first.at("/hash"));
    });
}
