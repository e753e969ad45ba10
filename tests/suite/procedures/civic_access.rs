//! Generalised civic access (D.Lgs. 33/2013 art. 5 c. 2): thirty days, and at most ten while third parties may object.

use cartaviva_tests::{Filed, on_both};
use serde_json::json;

use super::{LIVORNO, civic_request, deadline};

#[test]
fn anybody_may_ask_without_a_reason_and_is_answered_in_thirty_days() {
    on_both(|app| {
        let receipt = app.citizen().post(LIVORNO, &civic_request()).expect(201);
        let statutory = deadline(&receipt, "statutory");
        assert_eq!(
            (&statutory["state"], &statutory["due_on"]),
            (&json!("running"), &json!("2026-12-21")),
            "Sunday 20 December moves to Monday"
        );
        let mut body = civic_request();
        body["fields"] = json!({ "data": "x", "reason": "Interesse" });
        app.citizen()
            .post(LIVORNO, &body)
            .field(422, "validation_failed", "/fields/reason");
    });
}

#[test]
fn the_pause_for_third_parties_counts_for_ten_days_at_most_and_once() {
    on_both(|app| {
        let case = Filed::of(
            "c_e625",
            &app.citizen().post(LIVORNO, &civic_request()).expect(201),
        );
        let urp = app.officer("c_e625", "urp");
        app.set_clock("2026-11-24T10:00:00+01:00");
        let reason = json!({ "reason": "Comunicazione ai controinteressati." });
        let stopped = urp.post(&case.sub("suspensions"), &reason).expect(201);
        assert_eq!(deadline(&stopped, "statutory")["state"], "suspended");
        app.set_clock("2026-12-14T10:00:00+01:00");
        urp.post(&case.sub("resumptions"), &json!({})).expect(201);
        let seen = urp.get(&case.path).expect(200);
        assert_eq!(
            deadline(&seen, "statutory")["due_on"],
            "2026-12-30",
            "30 days and 10 of the 20 that the pause lasted, from 20 November"
        );
        urp.post(&case.sub("suspensions"), &reason)
            .problem(422, "rule_refused");
    });
}

#[test]
fn an_objection_before_the_ten_days_are_over_ends_the_pause() {
    on_both(|app| {
        let case = Filed::of(
            "c_e625",
            &app.citizen().post(LIVORNO, &civic_request()).expect(201),
        );
        let urp = app.officer("c_e625", "urp");
        app.set_clock("2026-11-24T10:00:00+01:00");
        urp.post(
            &case.sub("suspensions"),
            &json!({ "reason": "Controinteressati." }),
        )
        .expect(201);
        app.set_clock("2026-11-28T10:00:00+01:00");
        urp.post(&case.sub("resumptions"), &json!({})).expect(201);
        let seen = urp.get(&case.path).expect(200);
        assert_eq!(
            deadline(&seen, "statutory")["due_on"],
            "2026-12-24",
            "34 days from 20 November"
        );
        let deadlines = urp.get(&case.sub("deadlines")).expect(200);
        assert!(deadlines.text.contains("D.Lgs. 33/2013 art. 5 c. 5"));
    });
}
