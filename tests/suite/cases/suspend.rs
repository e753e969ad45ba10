//! Suspending the terms of a case, and letting them run again.

use cartaviva_tests::{App, Filed, Person, on_both};
use serde_json::{Value, json};

use super::{complaint, deadline};

/// An application to Lecce, whose term of conclusion may be suspended once (L. 241/1990 art. 2 c. 7).
fn application(app: &App) -> Filed {
    let mut body = complaint();
    body["procedure"] = json!("business-activities");
    app.filed("c_e506", &body)
}

fn officer(app: &App) -> Person<'_> {
    app.officer("c_e506", "commerce")
}

fn reason() -> Value {
    json!({ "reason": "Mancano certificati che l'ufficio non possiede." })
}

#[test]
fn a_suspended_term_has_no_due_date_until_it_runs_again_and_then_it_is_later_by_the_days_suspended() {
    on_both(|app| {
        let case = application(app);
        app.set_clock("2026-12-01T09:00:00+01:00");
        let suspended = officer(app).post(&case.sub("suspensions"), &reason()).expect(201);
        assert_eq!(suspended.str("/status"), "suspended");
        let conclusion = deadline(&suspended, "conclusion");
        assert_eq!(
            (&conclusion["state"], &conclusion["due_on"]),
            (&json!("suspended"), &Value::Null)
        );
        app.set_clock("2026-12-11T09:00:00+01:00");
        let resumed = officer(app)
            .post(&case.sub("resumptions"), &json!({}))
            .expect(201);
        let conclusion = deadline(&resumed, "conclusion");
        assert_eq!(
            (&conclusion["state"], &conclusion["due_on"]),
            (&json!("running"), &json!("2026-12-30"))
        );
        let explained = officer(app).get(&case.sub("deadlines")).expect(200);
        explained.item("/items/0/steps", "rule", "suspension_added");
    });
}

#[test]
fn a_suspension_adds_thirty_days_at_most() {
    on_both(|app| {
        let case = application(app);
        officer(app).post(&case.sub("suspensions"), &reason()).expect(201);
        app.set_clock("2027-02-20T09:00:00+01:00");
        let resumed = officer(app)
            .post(&case.sub("resumptions"), &json!({}))
            .expect(201);
        assert_eq!(deadline(&resumed, "conclusion")["due_on"], "2027-01-19");
        assert_eq!(deadline(&resumed, "conclusion")["state"], "missed");
        let explained = officer(app).get(&case.sub("deadlines")).expect(200);
        explained.item("/items/0/steps", "rule", "suspension_capped");
    });
}

#[test]
fn the_law_allows_one_suspension() {
    on_both(|app| {
        let case = application(app);
        officer(app).post(&case.sub("suspensions"), &reason()).expect(201);
        officer(app)
            .post(&case.sub("suspensions"), &reason())
            .refused(409, "not_from_this_status");
        app.set_clock("2026-11-24T09:00:00+01:00");
        officer(app)
            .post(&case.sub("resumptions"), &json!({}))
            .expect(201);
        officer(app)
            .post(&case.sub("suspensions"), &reason())
            .refused(422, "too_many_suspensions");
    });
}

#[test]
fn the_answer_to_a_report_is_not_suspended() {
    on_both(|app| {
        let case = app.forwarded();
        let officer = app.officer("c_e625", "competent-office");
        officer
            .post(&case.sub("suspensions"), &reason())
            .refused(422, "term_not_suspendable");
    });
}

#[test]
fn only_what_is_suspended_is_resumed() {
    on_both(|app| {
        let case = application(app);
        officer(app)
            .post(&case.sub("resumptions"), &json!({}))
            .refused(409, "not_from_this_status");
    });
}

#[test]
fn a_suspended_case_is_not_decided() {
    on_both(|app| {
        let case = application(app);
        officer(app).post(&case.sub("suspensions"), &reason()).expect(201);
        let decision = json!({ "outcome": "upheld", "answer": "Si rilascia.", "pertinent": true });
        let manager = app.manager("c_e506", "commerce");
        manager
            .post(&case.sub("decision"), &decision)
            .refused(409, "not_from_this_status");
    });
}

#[test]
fn a_suspension_has_a_reason_and_is_the_offices() {
    on_both(|app| {
        let path = application(app).sub("suspensions");
        officer(app)
            .post(&path, &json!({}))
            .field(400, "invalid_body", "/reason");
        app.operator("c_e506")
            .post(&path, &reason())
            .problem(403, "role_not_allowed");
        app.officer("c_e506", "crafts")
            .post(&path, &reason())
            .problem(404, "case_not_found");
    });
}
