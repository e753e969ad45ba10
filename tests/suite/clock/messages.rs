//! The outbox as staff see it: who was told what, and whether it was sent.

use cartaviva_tests::{Answer, App, Filed, on_both};
use serde_json::{Value, json};

const MESSAGES: &str = "/administrations/c_e625/messages";

fn listed(app: &App, state: &str) -> Answer {
    app.operator("c_e625")
        .get(&format!("{MESSAGES}?state={state}"))
        .expect(200)
}

/// Who is told what, newest first.
fn told(answer: &Answer) -> Vec<(String, String)> {
    let word = |message: &Value, name: &str| message[name].as_str().unwrap().to_owned();
    let items = answer.at("/items").as_array().unwrap();
    items
        .iter()
        .map(|message| (word(message, "audience"), word(message, "kind")))
        .collect()
}

fn pair(audience: &str, kind: &str) -> (String, String) {
    (audience.to_owned(), kind.to_owned())
}

/// A case of somebody who left a telephone number and no email address, with the competent office.
fn reached_by_phone(app: &App) -> Filed {
    let mut body = app.report();
    body["reporter"] = json!({ "given_name": "Anna", "family_name": "Rossi", "phone": "0586123456" });
    let case = app.filed("c_e625", &body);
    app.operator("c_e625")
        .post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
        .expect(201);
    case
}

#[test]
fn who_presents_a_case_gets_a_receipt_and_hears_where_it_goes() {
    on_both(|app| {
        let case = app.forwarded();
        let messages = listed(app, "pending");
        let mut told = told(&messages);
        told.sort();
        assert_eq!(
            told,
            [
                pair("citizen", "forwarded"),
                pair("citizen", "receipt"),
                pair("office", "forwarded")
            ]
        );
        assert!(messages.text.contains(&case.id));
    });
}

#[test]
fn the_citizen_and_the_public_relations_office_get_every_answer() {
    on_both(|app| {
        app.upheld();
        let told = told(&listed(app, "pending"));
        assert!(told.contains(&pair("citizen", "answered")), "{told:?}");
        assert!(told.contains(&pair("urp", "answered")), "{told:?}");
    });
}

#[test]
fn an_answer_to_somebody_without_an_email_address_is_seen_to_go_by_post() {
    on_both(|app| {
        let case = reached_by_phone(app);
        app.officer("c_e625", "competent-office")
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        let messages = listed(app, "no_address");
        assert_eq!(
            told(&messages),
            [pair("citizen", "answered")],
            "a receipt was handed over, and is not owed again"
        );
        assert_eq!(messages.str("/items/0/case"), case.id);
    });
}

#[test]
fn a_missed_term_is_told_to_the_office_and_to_the_public_relations_office_in_the_morning() {
    on_both(|app| {
        app.forwarded();
        app.ring_at("2026-12-22T00:00:00+01:00");
        let messages = listed(app, "pending");
        let items = messages.at("/items").as_array().unwrap();
        let missed: Vec<&Value> = items
            .iter()
            .filter(|message| message["kind"] == "deadline_missed")
            .collect();
        assert_eq!(missed.len(), 2);
        for message in missed {
            assert_eq!(message["next_attempt_at"], json!("2026-12-22T08:00:00Z"));
            assert_eq!(message["created_at"], json!("2026-12-21T23:00:00Z"));
        }
    });
}

#[test]
fn no_address_and_no_name_is_in_the_list() {
    on_both(|app| {
        app.upheld();
        let messages = app.operator("c_e625").get(MESSAGES).expect(200);
        for personal in ["anna.rossi@example.it", "Anna", "Rossi", "urp@"] {
            assert!(!messages.text.contains(personal), "{}", messages.text);
        }
    });
}

#[test]
fn the_list_is_read_page_by_page() {
    on_both(|app| {
        app.upheld();
        let all = app.operator("c_e625").get(MESSAGES).expect(200);
        let all = all.at("/items").as_array().unwrap().clone();
        let mut seen: Vec<Value> = Vec::new();
        let mut path = format!("{MESSAGES}?limit=2");
        loop {
            let page = app.operator("c_e625").get(&path).expect(200);
            seen.extend(page.at("/items").as_array().unwrap().iter().cloned());
            match page.json.pointer("/next_cursor").and_then(Value::as_str) {
                Some(cursor) => path = format!("{MESSAGES}?limit=2&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(seen, all);
    });
}

#[test]
fn staff_of_another_administration_and_officers_see_no_messages() {
    on_both(|app| {
        app.upheld();
        app.operator("c_e506").get(MESSAGES).expect(404);
        app.officer("c_e625", "competent-office")
            .get(MESSAGES)
            .expect(403);
        app.anonymous().get(MESSAGES).expect(401);
        let messages = app.operator("c_e625").get(MESSAGES).expect(200);
        let id = messages.str("/items/0/id").to_owned();
        let elsewhere = format!("/administrations/c_e506/messages/{id}/retry");
        app.operator("c_e506").post_nothing(&elsewhere).expect(404);
    });
}

#[test]
fn a_message_that_has_no_address_can_be_tried_again_and_one_that_never_was_cannot() {
    on_both(|app| {
        let case = reached_by_phone(app);
        app.officer("c_e625", "competent-office")
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        let id = listed(app, "no_address").str("/items/0/id").to_owned();
        let again = app
            .operator("c_e625")
            .post_nothing(&format!("{MESSAGES}/{id}/retry"))
            .expect(202);
        assert_eq!(again.str("/state"), "pending");
        app.operator("c_e625")
            .post_nothing(&format!("{MESSAGES}/00000000-0000-8000-8000-000000000000/retry"))
            .expect(404);
    });
}
