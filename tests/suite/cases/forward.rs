//! Forwarding a case to the competent office.

use cartaviva_tests::on_both;
use serde_json::{Value, json};

use super::{deadline, seen};

fn to(office: &str) -> Value {
    json!({ "office": office })
}

#[test]
fn the_answer_of_livorno_is_due_thirty_days_after_the_forwarding() {
    on_both(|app| {
        let case = app.received();
        app.set_clock("2026-11-23T09:00:00+01:00");
        let desk = app.operator("c_e625");
        let moved = desk
            .post(&case.sub("forwardings"), &to("competent-office"))
            .expect(201);
        assert_eq!(
            (moved.str("/status"), moved.str("/office")),
            ("forwarded", "competent-office")
        );
        let response = deadline(&moved, "response");
        assert_eq!(
            (&response["state"], &response["starts_on"]),
            (&json!("running"), &json!("2026-11-23"))
        );
        assert_eq!(response["due_on"], "2026-12-23");
        assert_eq!(response["due_at"], "2026-12-23T23:59:59+01:00");
    });
}

#[test]
fn a_last_day_that_is_a_sunday_moves_to_the_next_day_that_is_no_holiday() {
    on_both(|app| {
        let moved = app
            .operator("c_e625")
            .post(&app.received().sub("forwardings"), &to("competent-office"));
        assert_eq!(deadline(&moved.expect(201), "response")["due_on"], "2026-12-21");
    });
}

#[test]
fn moving_a_case_on_needs_a_reason_and_does_not_start_the_term_anew() {
    on_both(|app| {
        let (case, desk) = (app.forwarded(), app.operator("c_e625"));
        app.set_clock("2026-12-01T09:00:00+01:00");
        desk.post(&case.sub("forwardings"), &to("planning-and-performance"))
            .refused(422, "reason_required");
        let mut body = to("planning-and-performance");
        body["reason"] = json!("La materia è di questo ufficio.");
        let moved = desk.post(&case.sub("forwardings"), &body).expect(201);
        assert_eq!(moved.str("/office"), "planning-and-performance");
        assert_eq!(deadline(&moved, "response")["due_on"], "2026-12-21");
        assert_eq!(moved.str("/forwarded_at"), "2026-11-20T11:30:00+01:00");
    });
}

#[test]
fn a_case_is_not_forwarded_to_the_office_that_has_it() {
    on_both(|app| {
        let mut body = to("competent-office");
        body["reason"] = json!("Per errore.");
        let again = app
            .operator("c_e625")
            .post(&app.forwarded().sub("forwardings"), &body);
        again.refused(422, "same_office");
    });
}

#[test]
fn the_office_that_received_a_case_about_itself_keeps_it_and_its_days_run_from_receipt() {
    on_both(|app| {
        let case = app.received();
        app.set_clock("2026-11-25T09:00:00+01:00");
        let kept = app
            .operator("c_e625")
            .post(&case.sub("forwardings"), &to("urp"))
            .expect(201);
        assert_eq!((kept.str("/status"), kept.str("/office")), ("forwarded", "urp"));
        let response = deadline(&kept, "response");
        assert_eq!(
            (&response["starts_from"], &response["starts_on"]),
            (&json!("received"), &json!("2026-11-20"))
        );
        assert_eq!(response["due_on"], "2026-12-21");
    });
}

#[test]
fn an_office_that_does_not_exist_receives_nothing() {
    on_both(|app| {
        let case = app.received();
        let refused = app
            .operator("c_e625")
            .post(&case.sub("forwardings"), &to("no-such-office"));
        refused.field(422, "validation_failed", "/office");
        assert_eq!(seen(app, &case).str("/status"), "registered");
    });
}

#[test]
fn a_decided_case_is_not_forwarded() {
    on_both(|app| {
        let refused = app
            .operator("c_e625")
            .post(&app.upheld().sub("forwardings"), &to("urp"));
        refused.refused(409, "not_from_this_status");
    });
}

#[test]
fn a_forwarding_happened_neither_in_the_future_nor_before_the_case_arrived() {
    on_both(|app| {
        let (case, desk) = (app.received(), app.operator("c_e625"));
        let said = |at: &str| {
            let mut body = to("competent-office");
            body["occurred_at"] = json!(at);
            desk.post(&case.sub("forwardings"), &body)
        };
        said("2026-11-20T11:30:01+01:00").refused(422, "occurred_in_future");
        said("2026-11-20T11:29:59+01:00").refused(422, "occurred_before_previous");
        said("2026-11-20T11:30:00+01:00").expect(201);
    });
}

#[test]
fn the_desk_alone_forwards() {
    on_both(|app| {
        let path = app.received().sub("forwardings");
        for who in [
            app.officer("c_e625", "urp"),
            app.manager("c_e625", "urp"),
            app.who("auditor", "c_e625"),
        ] {
            who.post(&path, &to("competent-office"))
                .problem(403, "role_not_allowed");
        }
        app.citizen()
            .post(&path, &to("competent-office"))
            .problem(401, "token_missing");
        app.operator("c_e506")
            .post(&path, &to("competent-office"))
            .problem(404, "not_found");
    });
}
