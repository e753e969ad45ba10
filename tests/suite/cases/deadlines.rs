//! The deadlines of a case, each with the steps that lead to it.

use cartaviva_tests::{Answer, on_both};
use serde_json::{Value, json};

use super::complaint;

/// The rules that lead to a deadline, in order.
fn rules(deadlines: &Answer, index: usize) -> Vec<String> {
    let steps = deadlines.list(&format!("/items/{index}/steps"));
    steps
        .iter()
        .map(|step| step["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn each_step_has_its_day_its_sentence_its_rule_and_its_source() {
    on_both(|app| {
        let case = app.forwarded();
        let deadlines = app.operator("c_e625").get(&case.sub("deadlines")).expect(200);
        assert_eq!(deadlines.str("/items/1/deadline/term"), "response");
        assert_eq!(
            rules(&deadlines, 1),
            [
                "first_day_not_counted",
                "calendar_days_counted",
                "last_day_moved",
                "due_until_midnight"
            ]
        );
        let days: Vec<_> = deadlines
            .list("/items/1/steps")
            .iter()
            .map(|step| &step["on"])
            .collect();
        assert_eq!(days, ["2026-11-20", "2026-12-20", "2026-12-21", "2026-12-21"]);
        for step in deadlines.list("/items/1/steps") {
            assert!(
                ["what", "source"]
                    .iter()
                    .all(|name| !step[name].as_str().unwrap().is_empty()),
                "{step}"
            );
        }
        assert_eq!(deadlines.str("/items/1/deadline/due_on"), "2026-12-21");
    });
}

#[test]
fn the_steps_are_told_in_italian_or_in_english() {
    on_both(|app| {
        let case = app.forwarded();
        let desk = app.operator("c_e625");
        let told = |language: &str| {
            let deadlines = desk
                .clone()
                .with("Accept-Language", language)
                .get(&case.sub("deadlines"))
                .expect(200);
            deadlines.str("/items/1/steps/0/what").to_owned()
        };
        assert!(told("it").contains("primo giorno"), "{}", told("it"));
        assert!(told("en").contains("first day"), "{}", told("en"));
    });
}

#[test]
fn a_term_that_has_not_started_has_no_steps() {
    on_both(|app| {
        let case = app.received();
        let deadlines = app.operator("c_e625").get(&case.sub("deadlines")).expect(200);
        assert_eq!(deadlines.str("/items/1/deadline/state"), "not_started");
        assert!(deadlines.list("/items/1/steps").is_empty());
        assert!(!deadlines.list("/items/0/steps").is_empty());
    });
}

#[test]
fn lecce_answers_thirty_days_after_receipt_and_lucca_fifteen_and_a_saturday_does_not_move() {
    on_both(|app| {
        for (administration, due_on) in [("c_e506", "2026-12-21"), ("cciaa_lu", "2026-12-05")] {
            let case = app.filed(administration, &complaint());
            assert_eq!(case.receipt["deadlines"][0]["starts_from"], "received");
            assert_eq!(case.receipt["deadlines"][0]["due_on"], due_on, "{administration}");
            let desk = app.operator(administration);
            let deadlines = desk.get(&case.sub("deadlines")).expect(200);
            let moved = rules(&deadlines, 0).contains(&"last_day_moved".to_owned());
            assert_eq!(moved, administration == "c_e506", "{administration}");
        }
    });
}

#[test]
fn forty_eight_working_hours_are_the_same_time_two_working_days_later() {
    on_both(|app| {
        let body = json!({
            "procedure": "information-request", "channel": "whatsapp",
            "subject": "Orari dello sportello", "description": "A che ora aprite il martedì?",
        });
        let receipt = app
            .operator("c_e625")
            .post("/administrations/c_e625/cases", &body)
            .expect(201);
        assert_eq!(receipt.str("/deadlines/0/due_at"), "2026-11-24T11:30:00+01:00");
        let path = format!("/administrations/c_e625/cases/{}", receipt.str("/id"));
        app.set_clock("2026-11-24T11:30:01+01:00");
        let late = app.operator("c_e625").get(&path).expect(200);
        assert_eq!(late.str("/deadlines/0/state"), "missed");
    });
}

#[test]
fn the_patron_saint_day_is_no_working_day_but_moves_no_legal_term() {
    on_both(|app| {
        // 22 May 2026 is a Friday, and Livorno's patron-saint day.
        app.set_clock("2026-05-21T10:00:00+02:00");
        let case = app.received();
        assert_eq!(case.receipt["deadlines"][0]["due_on"], "2026-05-27");
        app.set_clock("2026-04-22T10:00:00+02:00");
        let case = app.forwarded();
        let seen = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(
            seen.item("/deadlines", "term", "response")["due_on"],
            "2026-05-22"
        );
    });
}

#[test]
fn a_term_runs_until_the_end_of_its_last_day_in_rome() {
    on_both(|app| {
        let case = app.forwarded();
        let state = |at: &str| -> Value {
            app.set_clock(at);
            let seen = app.operator("c_e625").get(&case.path).expect(200);
            seen.item("/deadlines", "term", "response")["state"].clone()
        };
        assert_eq!(state("2026-12-21T22:59:59Z"), "running");
        assert_eq!(state("2026-12-21T23:00:00Z"), "missed");
    });
}
