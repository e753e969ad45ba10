//! Access to documents (L. 241/1990 art. 22): the form, the two terms, the incomplete request.

use cartaviva_tests::{App, Filed, on_both};
use serde_json::{Value, json};

use super::{LIVORNO, deadline, request};

#[test]
fn every_field_that_is_missing_unknown_or_wrong_is_named_at_once() {
    on_both(|app| {
        let mut body = request();
        body["fields"] = json!({ "copies": "perhaps", "colour": "red" });
        let refused = app.citizen().post(LIVORNO, &body);
        refused.problem(422, "validation_failed");
        let mut found: Vec<(&str, &str)> = refused
            .list("/errors")
            .iter()
            .map(|error| {
                (
                    error["pointer"].as_str().unwrap(),
                    error["code"].as_str().unwrap(),
                )
            })
            .collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                ("/fields/colour", "unknown"),
                ("/fields/copies", "not_an_option"),
                ("/fields/document", "missing"),
                ("/fields/reason", "missing"),
            ]
        );
        body["fields"] = json!({ "Document": "x", "document": "x", "reason": "" });
        let misshapen = app.citizen().post(LIVORNO, &body);
        misshapen.field(422, "validation_failed", "/fields/Document");
        misshapen.field(422, "validation_failed", "/fields/reason");
    });
}

#[test]
fn the_charters_term_waits_for_the_forwarding_and_the_laws_runs_from_the_request() {
    on_both(|app| {
        let receipt = app.citizen().post(LIVORNO, &request()).expect(201);
        let statutory = deadline(&receipt, "statutory");
        assert_eq!(
            (&statutory["state"], &statutory["due_on"]),
            (&json!("running"), &json!("2026-12-21")),
            "30 days from Friday 20 November end on Sunday 20 December: the next day"
        );
        assert_eq!(deadline(&receipt, "response")["state"], "not_started");
        app.set_clock("2026-11-23T09:30:00+01:00");
        let case = Filed::of("c_e625", &receipt);
        let forwarded = app
            .operator("c_e625")
            .post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
            .expect(201);
        assert_eq!(deadline(&forwarded, "response")["due_on"], "2026-12-23");
        assert_eq!(deadline(&forwarded, "statutory")["due_on"], "2026-12-21");
    });
}

#[test]
fn what_may_say_who_somebody_is_is_read_with_who_presented_the_case() {
    on_both(|app| {
        let mut body = request();
        body["fields"]["powers"] = json!("Procura di Bruno Verdi del 3 novembre 2026");
        let case = app.filed("c_e625", &body);
        let powers = body["fields"].as_object_mut().unwrap().remove("powers").unwrap();
        let seen = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(seen.at("/details/fields"), &body["fields"]);
        assert_eq!(
            seen.at("/details/identification"),
            &json!({ "method": "declared" })
        );
        let desk = app.operator("c_e625").reading_for("verification");
        let reporter = desk.get(&case.sub("reporter")).expect(200);
        assert_eq!(
            reporter.at("/identity/reporter/fields"),
            &json!({ "powers": powers })
        );
        let followed = app
            .citizen()
            .with("Tracking-Code", &case.tracking_code)
            .get("/tracking")
            .expect(200);
        assert_eq!(followed.at("/details/fields"), &body["fields"]);
    });
}

#[test]
fn a_request_that_arrives_incomplete_on_paper_is_registered_and_what_it_lacks_is_named() {
    on_both(|app| {
        let mut paper = request();
        paper["channel"] = json!("post");
        paper["fields"].as_object_mut().unwrap().remove("reason");
        let desk = app.operator("c_e625");
        desk.post(LIVORNO, &paper)
            .field(422, "validation_failed", "/fields/reason");
        paper["incomplete"] = json!(true);
        let receipt = desk.post(LIVORNO, &paper).expect(201);
        let case = Filed::of("c_e625", &receipt);
        let seen = desk.get(&case.path).expect(200);
        assert_eq!(seen.at("/details/missing"), &json!(["identity", "reason"]));
        assert_eq!(receipt.str("/protocol/number"), "0000001");
    });
}

/// A request on paper without its reason, for which the desk asked.
fn asked_for_its_reason(app: &App) -> Filed {
    let mut paper = request();
    paper["channel"] = json!("post");
    paper["incomplete"] = json!(true);
    paper["fields"].as_object_mut().unwrap().remove("reason");
    let desk = app.operator("c_e625");
    let case = Filed::of("c_e625", &desk.post(LIVORNO, &paper).expect(201));
    desk.post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
        .expect(201);
    app.officer("c_e625", "competent-office")
        .post(
            &case.sub("completion-requests"),
            &json!({ "missing": "Il motivo." }),
        )
        .expect(201);
    case
}

#[test]
fn a_completion_fills_in_the_fields_that_were_left_empty_and_is_registered() {
    on_both(|app| {
        let case = asked_for_its_reason(app);
        let completion =
            json!({ "fields": { "reason": "Sono proprietaria.", "powers": "Procura del 3 novembre" } });
        let desk = app.operator("c_e625");
        let done = desk.post(&case.sub("completions"), &completion).expect(201);
        assert_eq!(done.at("/details/missing"), &json!(["identity"]));
        assert_eq!(done.str("/details/fields/reason"), "Sono proprietaria.");
        assert_eq!(done.str("/details/fields/copies"), "yes");
        assert!(done.json.pointer("/details/fields/powers").is_none());
        assert_eq!(done.list("/protocol").len(), 3);
        let read = app
            .operator("c_e625")
            .reading_for("verification")
            .get(&case.sub("reporter"))
            .expect(200);
        assert_eq!(
            read.str("/identity/reporter/fields/powers"),
            "Procura del 3 novembre"
        );
        assert_eq!(
            desk.get(&case.path).expect(200).at("/details"),
            done.at("/details")
        );
    });
}

#[test]
fn a_completion_is_held_to_the_rules_of_a_submission_and_changes_nothing_that_was_presented() {
    on_both(|app| {
        let case = asked_for_its_reason(app);
        let desk = app.operator("c_e625");
        let complete = |fields: Value| desk.post(&case.sub("completions"), &json!({ "fields": fields }));
        let before = desk.get(&case.path).expect(200);
        for (fields, pointer) in [
            (json!({ "colour": "red" }), "/fields/colour"),
            (json!({ "document": "Un altro" }), "/fields/document"),
            (json!({ "reason": "" }), "/fields/reason"),
            (json!({ "copies": "no" }), "/fields/copies"),
        ] {
            complete(fields).field(422, "validation_failed", pointer);
        }
        assert_eq!(desk.get(&case.path).expect(200).json, before.json);
        complete(json!({ "powers": "Procura" })).expect(201);
        assert_eq!(
            desk.get(&case.path).expect(200).at("/details/missing"),
            &json!(["identity", "reason"])
        );
    });
}

#[test]
fn only_staff_may_say_that_a_request_is_incomplete() {
    on_both(|app| {
        let mut body = request();
        body["incomplete"] = json!(true);
        app.citizen().post(LIVORNO, &body).problem(401, "token_missing");
    });
}

#[test]
fn a_form_has_no_more_fields_than_the_contract_says() {
    on_both(|app| {
        let mut body = request();
        let fields: serde_json::Map<String, Value> =
            (0..51).map(|number| (format!("f{number}"), json!("x"))).collect();
        body["fields"] = Value::Object(fields);
        app.citizen()
            .post(LIVORNO, &body)
            .field(422, "validation_failed", "/fields");
    });
}
