//! Deciding a case and answering it.

use std::thread;

use cartaviva_tests::{App, Person, on_both};
use serde_json::{Value, json};

use super::{complaint, deadline, seen};

fn officer(app: &App) -> Person<'_> {
    app.officer("c_e625", "competent-office")
}

fn rejecting() -> Value {
    json!({ "outcome": "rejected", "answer": "Lo sportello era aperto.", "pertinent": true })
}

#[test]
fn a_decision_in_time_meets_the_term_and_its_answer_is_registered_outgoing() {
    on_both(|app| {
        let case = app.forwarded();
        app.set_clock("2026-12-21T23:59:59+01:00");
        let decided = officer(app)
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        assert_eq!(decided.str("/status"), "decided");
        assert_eq!(deadline(&decided, "response")["state"], "met");
        let entries = decided.list("/protocol");
        assert_eq!(entries.len(), 2);
        assert_eq!(
            (&entries[1]["direction"], &entries[1]["number"]),
            (&json!("outgoing"), &json!("0000002"))
        );
        assert_eq!(decided.str("/decision/outcome"), "upheld");
        assert_eq!(
            decided.at("/decision/breached_standards"),
            &json!(["desk-opening-days"])
        );
    });
}

#[test]
fn a_decision_after_the_last_day_misses_the_term_and_is_closed_once_it_says_why() {
    on_both(|app| {
        let case = app.forwarded();
        app.set_clock("2026-12-22T00:00:00+01:00");
        assert_eq!(deadline(&seen(app, &case), "response")["state"], "missed");
        let decided = officer(app)
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        assert_eq!(deadline(&decided, "response")["state"], "missed");
        officer(app)
            .post(&case.sub("closure"), &json!({}))
            .refused(422, "late_reasons_required");
        let mut correction = app.upholding_late();
        correction["reason"] = json!("Mancavano i motivi del ritardo.");
        let corrected = officer(app)
            .post(&case.sub("corrections"), &correction)
            .expect(201);
        assert_eq!(
            corrected.str("/decision/late_reasons"),
            "Il sopralluogo è stato rinviato."
        );
        officer(app).post(&case.sub("closure"), &json!({})).expect(201);
    });
}

#[test]
fn a_late_answer_of_the_past_is_recorded_as_late() {
    on_both(|app| {
        let mut body = app.report();
        body["occurred_at"] = json!("2026-09-01T09:00:00+02:00");
        body["registered_at"] = json!("2026-09-01T09:05:00+02:00");
        let desk = app.operator("c_e625");
        let receipt = desk.post("/administrations/c_e625/cases", &body).expect(201);
        let path = format!("/administrations/c_e625/cases/{}", receipt.str("/id"));
        let forwarding = json!({ "office": "competent-office", "occurred_at": "2026-09-02T09:00:00+02:00" });
        let moved = desk.post(&format!("{path}/forwardings"), &forwarding).expect(201);
        assert_eq!(deadline(&moved, "response")["due_on"], "2026-10-02");
        let mut decision = app.upholding_late();
        decision["occurred_at"] = json!("2026-10-20T12:00:00+02:00");
        let decided = officer(app)
            .post(&format!("{path}/decision"), &decision)
            .expect(201);
        assert_eq!(deadline(&decided, "response")["state"], "missed");
        assert_eq!(decided.str("/decision/decided_at"), "2026-10-20T12:00:00+02:00");
    });
}

#[test]
fn a_case_is_decided_once() {
    on_both(|app| {
        let case = app.upheld();
        officer(app)
            .post(&case.sub("decision"), &rejecting())
            .refused(409, "not_from_this_status");
        assert_eq!(seen(app, &case).str("/decision/outcome"), "upheld");
        assert_eq!(seen(app, &case).list("/protocol").len(), 2);
    });
}

#[test]
fn of_eight_who_decide_at_once_one_does() {
    on_both(|app| {
        let case = app.forwarded();
        let statuses: Vec<u16> = thread::scope(|scope| {
            let decide = || officer(app).post(&case.sub("decision"), &app.upholding()).status;
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(decide)).collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        assert_eq!(
            statuses.iter().filter(|status| **status == 201).count(),
            1,
            "{statuses:?}"
        );
        assert_eq!(
            statuses.iter().filter(|status| **status == 409).count(),
            7,
            "{statuses:?}"
        );
        assert_eq!(seen(app, &case).list("/protocol").len(), 2);
    });
}

#[test]
fn in_lecce_the_manager_alone_decides() {
    on_both(|app| {
        let case = app.filed("c_e506", &complaint());
        let mut decision = rejecting();
        decision["outcome"] = json!("partially_upheld");
        let path = case.sub("decision");
        app.officer("c_e506", "ict-and-business")
            .post(&path, &decision)
            .problem(403, "role_not_allowed");
        app.manager("c_e506", "ict-and-business")
            .post(&path, &decision)
            .expect(201);
    });
}

#[test]
fn only_the_office_that_has_the_case_decides_it() {
    on_both(|app| {
        let case = app.forwarded();
        let path = case.sub("decision");
        app.officer("c_e625", "urp")
            .post(&path, &rejecting())
            .problem(404, "case_not_found");
        app.manager("c_e506", "competent-office")
            .post(&path, &rejecting())
            .problem(404, "not_found");
        app.operator("c_e625")
            .post(&path, &rejecting())
            .problem(403, "role_not_allowed");
        app.citizen()
            .post(&path, &rejecting())
            .problem(401, "token_missing");
        assert_eq!(seen(app, &case).str("/status"), "forwarded");
    });
}

#[test]
fn the_office_that_decides_what_it_received_has_thirty_days_from_receipt() {
    on_both(|app| {
        let case = app.received();
        let decided = app
            .officer("c_e625", "urp")
            .post(&case.sub("decision"), &rejecting())
            .expect(201);
        let response = deadline(&decided, "response");
        assert_eq!(
            (&response["state"], &response["starts_from"]),
            (&json!("met"), &json!("received"))
        );
        assert_eq!(response["due_on"], "2026-12-21");
    });
}

#[test]
fn what_is_not_upheld_names_no_standard_that_was_not_kept() {
    on_both(|app| {
        let mut decision = rejecting();
        decision["breached_standards"] = json!(["desk-opening-days"]);
        officer(app)
            .post(&app.forwarded().sub("decision"), &decision)
            .refused(422, "breach_without_upholding");
    });
}

#[test]
fn a_decision_names_only_standards_that_the_charters_hold() {
    on_both(|app| {
        let mut decision = app.upholding();
        decision["breached_standards"] = json!(["desk-opening-days", "complaint-response"]);
        let refused = officer(app).post(&app.forwarded().sub("decision"), &decision);
        refused.field(422, "validation_failed", "/breached_standards/1");
    });
}

#[test]
fn a_decision_is_reasoned() {
    on_both(|app| {
        let path = app.forwarded().sub("decision");
        let mut decision = rejecting();
        decision["answer"] = json!(" \n ");
        officer(app)
            .post(&path, &decision)
            .field(422, "validation_failed", "/answer");
        decision.as_object_mut().unwrap().remove("answer");
        officer(app)
            .post(&path, &decision)
            .field(400, "invalid_body", "/answer");
    });
}

#[test]
fn a_decision_was_taken_neither_in_the_future_nor_before_the_forwarding() {
    on_both(|app| {
        let path = app.forwarded().sub("decision");
        let said = |at: &str| {
            let mut decision = rejecting();
            decision["occurred_at"] = json!(at);
            officer(app).post(&path, &decision)
        };
        said("2026-11-20T11:30:00.000001+01:00").refused(422, "occurred_in_future");
        said("2026-11-20T11:29:59.999999+01:00").refused(422, "occurred_before_previous");
        said("2026-11-20T11:30:00+01:00").expect(201);
    });
}
