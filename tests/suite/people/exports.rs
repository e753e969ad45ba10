//! Everything that is held of a person, on their request.

use cartaviva_tests::{Answer, App, Filed, Form, on_both};
use serde_json::{Value, json};

use super::readings::recorded;
use super::{DISPOSALS, LATER, five_years, order, read};

const EXPORTS: &str = "/administrations/c_e625/data-subject-exports";
const ANNA: &str = "RSSNNA80A41E625Z";
const MARIO: &str = "RSSMRA80A01H501U";

/// An export by what is given, on the person's request.
fn by(member: &str, value: &str) -> Value {
    json!({ member: value, "reason": "data_subject_request" })
}

/// A case under this address and tax code.
fn filed(app: &App, email: &str, tax_code: Option<&str>) -> Filed {
    let mut body = app.report();
    body["reporter"]["email"] = json!(email);
    if let Some(tax_code) = tax_code {
        body["reporter"]["tax_code"] = json!(tax_code);
    }
    app.filed("c_e625", &body)
}

#[track_caller]
fn export(app: &App, body: &Value) -> Answer {
    app.who("admin", "c_e625").post(EXPORTS, body).expect(200)
}

#[track_caller]
fn ids(answer: &Answer) -> Vec<String> {
    let items = answer.list("/items").iter();
    items
        .map(|item| item["case"]["id"].as_str().unwrap().to_owned())
        .collect()
}

/// Cases as they are told of: in the order of their ids.
fn in_order<const N: usize>(mut ids: [String; N]) -> [String; N] {
    ids.sort_unstable();
    ids
}

#[test]
fn a_person_is_found_by_address_or_tax_code_exactly_and_nobody_else_with_them() {
    on_both(|app| {
        let first = filed(app, "Anna@Example.it", Some(ANNA));
        let second = filed(app, "anna@example.it", None);
        let shared = filed(app, "anna@example.it", Some(MARIO));
        filed(app, "anna@example.org", None);
        let mut certified = app.report();
        certified["reporter"]["certified_email"] = json!("anna@PEC.example.it");
        let certified = app.filed("c_e625", &certified);
        let all = in_order([first.id.clone(), second.id.clone(), shared.id]);
        assert_eq!(ids(&export(app, &by("email", "anna@EXAMPLE.IT"))), all);
        assert_eq!(
            ids(&export(app, &by("email", "ANNA@pec.example.it"))),
            [certified.id]
        );
        assert_eq!(
            ids(&export(app, &by("tax_code", &ANNA.to_lowercase()))),
            [first.id.as_str()]
        );
        let mut both = by("tax_code", ANNA);
        both["email"] = json!("anna@example.it");
        let theirs = in_order([first.id, second.id]);
        assert_eq!(
            ids(&export(app, &both)),
            theirs,
            "the case of Mario is not theirs"
        );
        for nobody in ["anna@example.i", "nna@example.it", "%@example.it"] {
            assert!(ids(&export(app, &by("email", nobody))).is_empty(), "{nobody}");
        }
        let elsewhere = app.who("admin", "c_e506");
        let none = elsewhere.post(&EXPORTS.replace("c_e625", "c_e506"), &by("tax_code", ANNA));
        assert!(
            ids(&none.expect(200)).is_empty(),
            "each administration has its own"
        );
    });
}

#[test]
fn a_person_is_found_by_what_holds_after_a_correction_and_no_longer_by_what_was_wrong() {
    on_both(|app| {
        let case = filed(app, "somebody.else@example.it", None);
        let correction =
            json!({ "reporter": { "email": "anna@example.it" }, "reason": "Indirizzo sbagliato." });
        app.operator("c_e625")
            .post(&case.sub("reporter/corrections"), &correction)
            .expect(201);
        assert_eq!(ids(&export(app, &by("email", "anna@example.it"))), [case.id]);
        assert!(ids(&export(app, &by("email", "somebody.else@example.it"))).is_empty());
    });
}

#[test]
fn an_export_holds_all_that_is_held_and_no_account_of_who_worked_on_it() {
    on_both(|app| {
        let case = app.upheld();
        let (desk, officer) = (app.operator("c_e625"), app.officer("c_e625", "competent-office"));
        let note = json!({ "text": "Ha telefonato due volte.", "visibility": "internal" });
        officer.post(&case.sub("notes"), &note).expect(201);
        let correction = json!({ "reporter": { "family_name": "Russo" }, "reason": "Richiesta." });
        desk.post(&case.sub("reporter/corrections"), &correction)
            .expect(201);
        read(desk.clone(), &case, "contact").expect(200);
        let form = Form::with("document", "a.txt", b"Buongiorno.\n");
        officer.upload(&case.sub("attachments"), &form).expect(201);
        app.set_clock("2026-11-23T09:00:00+01:00");
        let answer = export(app, &by("email", "anna.rossi@example.it"));
        let held = |pointer: &str| answer.at(&format!("/items/0{pointer}")).clone();
        assert_eq!(held("/case/subject"), app.report()["subject"]);
        assert_eq!(held("/case/description"), app.report()["description"]);
        assert_eq!(held("/case/decision/answer"), app.upholding()["answer"]);
        assert_eq!(held("/identity/first/family_name"), "Rossi");
        assert_eq!(held("/identity/reporter/family_name"), "Russo");
        assert_eq!(held("/identity/corrections/0/reason"), "Richiesta.");
        assert_eq!(held("/ristoro/eligibility/eligible"), true);
        assert_eq!(held("/documents/0/correspondent"), "Anna Rossi");
        assert_eq!(held("/documents/0/entry/number"), "0000001");
        assert_eq!(held("/attachments/0/file_name"), "a.txt");
        assert!(
            held("/messages")
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one["audience"] == "citizen")
        );
        let told: Vec<Value> = held("/events").as_array().unwrap().clone();
        assert!(
            told.iter()
                .any(|event| event["text"] == "Ha telefonato due volte.")
        );
        let why: Vec<Value> = held("/data_readings").as_array().unwrap().clone();
        assert_eq!(
            (&why[0]["what"], &why[1]["reason"]),
            (&json!("data_subject_export"), &json!("contact"))
        );
        for account in ["operator of", "officer of", "admin of"] {
            assert!(!answer.text.contains(account), "{account}");
        }
    });
}

#[test]
fn an_export_is_recorded_as_a_reading_of_each_case_with_the_request_that_it_answers() {
    on_both(|app| {
        let (first, second) = (app.received(), app.received());
        let mut body = by("email", "anna.rossi@example.it");
        body["request"] = json!("2026/0000123");
        export(app, &body);
        for case in [first, second] {
            let recorded = recorded(app, &case);
            assert_eq!(recorded.len(), 1);
            assert_eq!(recorded[0]["what"], "data_subject_export:2026/0000123");
            assert_eq!(recorded[0]["reason"], "data_subject_request");
            assert_eq!(recorded[0]["role"], "admin");
        }
    });
}

#[test]
fn many_cases_are_told_of_twenty_at_a_time_and_none_twice() {
    on_both(|app| {
        let mut filed: Vec<String> = (0..22).map(|_| app.received().id).collect();
        filed.sort_unstable();
        let mut body = by("email", "anna.rossi@example.it");
        let first = export(app, &body);
        body["after"] = first.at("/next_after").clone();
        let rest = export(app, &body);
        assert!(rest.json.get("next_after").is_none());
        let told: Vec<String> = ids(&first).into_iter().chain(ids(&rest)).collect();
        assert_eq!(told, filed);
    });
}

#[test]
fn of_a_receipt_whose_case_was_disposed_of_it_is_said() {
    on_both(|app| {
        five_years(app);
        let gone = app.upheld();
        app.set_clock(LATER);
        app.who("admin", "c_e625")
            .post(DISPOSALS, &order(false))
            .expect(201);
        let kept = app.received();
        let mut body = by("email", "anna.rossi@example.it");
        body["receipts"] = json!(["2026/0000001", "2032/0000001", "2026/0009999"]);
        let answer = export(app, &body);
        assert_eq!(ids(&answer), [kept.id]);
        let disposed = answer.list("/disposed");
        assert_eq!(disposed.len(), 1);
        assert_eq!(disposed[0]["id"], json!(gone.id));
    });
}

#[test]
fn somebody_is_named_and_a_reason_is_given_and_the_admin_alone_asks() {
    on_both(|app| {
        let admin = app.who("admin", "c_e625");
        admin
            .post(EXPORTS, &json!({ "reason": "data_subject_request" }))
            .field(422, "validation_failed", "/tax_code");
        admin
            .post(EXPORTS, &json!({ "tax_code": ANNA }))
            .problem(400, "invalid_body");
        let mut curious = by("tax_code", ANNA);
        curious["reason"] = json!("curiosity");
        admin
            .post(EXPORTS, &curious)
            .field(400, "invalid_body", "/reason");
        admin
            .post(EXPORTS, &by("tax_code", "RSSMRA80A01H501X"))
            .field(422, "validation_failed", "/tax_code");
        for role in [
            "operator",
            "officer",
            "manager",
            "auditor",
            "integrator",
            "citizen",
        ] {
            app.who(role, "c_e625")
                .post(EXPORTS, &by("tax_code", ANNA))
                .problem(403, "role_not_allowed");
        }
        app.who("admin", "c_e506")
            .post(EXPORTS, &by("tax_code", ANNA))
            .problem(404, "not_found");
    });
}
