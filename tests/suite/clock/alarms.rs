//! Alarms go off at their moment, once, and only while they hold. A report of Livorno that is forwarded on Friday 20
//! November 2026 is due on Monday 21 December.

use cartaviva_tests::{App, Filed, on_both};
use serde_json::json;

/// The kinds of what happened to a case, without what people did.
fn by_itself(app: &App, case: &Filed) -> Vec<String> {
    let events = app.operator("c_e625").get(&case.sub("events")).expect(200);
    let items = events.at("/items").as_array().unwrap().clone();
    items
        .iter()
        .filter(|event| event["role"] == "system")
        .map(|event| event["kind"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_office_is_reminded_ten_and_three_working_days_before_and_on_the_last_day_in_office_hours() {
    on_both(|app| {
        let case = app.forwarded();
        assert_eq!(app.ring_at("2026-12-04T08:59:59+01:00").seen, 0);
        assert_eq!(app.ring_at("2026-12-04T09:00:00+01:00").fired, 1);
        assert_eq!(app.ring_at("2026-12-04T09:00:00+01:00").seen, 0, "once");
        assert_eq!(app.ring_at("2026-12-16T09:00:00+01:00").fired, 1);
        assert_eq!(app.ring_at("2026-12-21T09:00:00+01:00").fired, 1);
        assert_eq!(app.ring_at("2026-12-21T23:59:59+01:00").seen, 0);
        assert_eq!(app.ring_at("2026-12-22T00:00:00+01:00").fired, 1);
        assert_eq!(
            by_itself(app, &case),
            [
                "deadline_approaching",
                "deadline_approaching",
                "deadline_approaching",
                "deadline_missed"
            ]
        );
        assert_eq!(
            app.ring_at("2027-12-01T09:00:00+01:00").seen,
            0,
            "nothing is left"
        );
    });
}

#[test]
fn a_case_that_is_answered_reminds_nobody() {
    on_both(|app| {
        let case = app.upheld();
        let rung = app.ring_at("2026-12-22T09:00:00+01:00");
        assert_eq!(rung.seen, 0, "the window for asking is not Livorno's");
        assert_eq!(by_itself(app, &case), [""; 0]);
    });
}

#[test]
fn what_the_clock_says_leaves_staff_free_to_record_what_they_did_before() {
    on_both(|app| {
        let case = app.forwarded();
        app.ring_at("2026-12-04T09:00:00+01:00");
        app.set_clock("2026-12-04T10:00:00+01:00");
        let mut decision = app.upholding();
        decision["occurred_at"] = json!("2026-12-03T10:00:00+01:00");
        app.officer("c_e625", "competent-office")
            .post(&case.sub("decision"), &decision)
            .expect(201);
    });
}

#[test]
fn what_happens_by_itself_is_told_in_the_feed() {
    on_both(|app| {
        let case = app.forwarded();
        app.ring_at("2026-12-22T00:00:00+01:00");
        let feed = app
            .who("integrator", "c_e625")
            .get("/administrations/c_e625/events")
            .expect(200);
        let items = feed.at("/items").as_array().unwrap();
        let told = items
            .iter()
            .find(|entry| {
                entry["type"]
                    .as_str()
                    .is_some_and(|kind| kind.ends_with("case.deadline_missed"))
            })
            .unwrap();
        assert_eq!(told["data"]["case"], json!(case.id));
        assert_eq!(told["data"]["term"], json!("response"));
    });
}
