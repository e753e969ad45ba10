//! Extending the term of a case.

use cartaviva_tests::{App, Person, on_both};
use serde_json::{Value, json};

use super::{complaint, deadline};

fn manager(app: &App) -> Person<'_> {
    app.manager("c_e506", "ict-and-business")
}

fn fifteen_days() -> Value {
    json!({ "amount": 15, "unit": "calendar_days", "reason": "Istruttoria complessa: serve un sopralluogo." })
}

#[test]
fn a_reasoned_act_before_the_due_date_extends_the_term_and_the_first_date_is_kept() {
    on_both(|app| {
        let case = app.filed("c_e506", &complaint());
        app.set_clock("2026-12-21T12:00:00+01:00");
        let extended = manager(app)
            .post(&case.sub("extensions"), &fifteen_days())
            .expect(201);
        let response = deadline(&extended, "response");
        assert_eq!(
            (&response["state"], &response["original_due_on"]),
            (&json!("running"), &json!("2026-12-21"))
        );
        assert_eq!(response["due_on"], "2027-01-04");
        let explained = manager(app).get(&case.sub("deadlines")).expect(200);
        explained.item("/items/0/steps", "rule", "extension_added");
    });
}

#[test]
fn what_is_late_is_not_extended() {
    on_both(|app| {
        let case = app.filed("c_e506", &complaint());
        app.set_clock("2026-12-22T00:00:00+01:00");
        manager(app)
            .post(&case.sub("extensions"), &fifteen_days())
            .refused(422, "extension_after_due");
    });
}

#[test]
fn in_livorno_the_answer_is_not_extended() {
    on_both(|app| {
        let case = app.forwarded();
        let officer = app.officer("c_e625", "competent-office");
        officer
            .post(&case.sub("extensions"), &fifteen_days())
            .refused(422, "term_not_extendable");
    });
}

#[test]
fn an_extension_has_a_reason_an_amount_and_a_unit() {
    on_both(|app| {
        let path = app.filed("c_e506", &complaint()).sub("extensions");
        for member in ["reason", "amount", "unit"] {
            let mut body = fifteen_days();
            body.as_object_mut().unwrap().remove(member);
            manager(app)
                .post(&path, &body)
                .field(400, "invalid_body", &format!("/{member}"));
        }
        for amount in [0, 366] {
            let mut body = fifteen_days();
            body["amount"] = json!(amount);
            manager(app)
                .post(&path, &body)
                .field(422, "validation_failed", "/amount");
        }
    });
}

#[test]
fn a_decided_case_is_not_extended() {
    on_both(|app| {
        let case = app.filed("c_e506", &complaint());
        let decision = json!({ "outcome": "rejected", "answer": "Infondato.", "pertinent": false });
        manager(app).post(&case.sub("decision"), &decision).expect(201);
        manager(app)
            .post(&case.sub("extensions"), &fifteen_days())
            .refused(409, "not_from_this_status");
    });
}
