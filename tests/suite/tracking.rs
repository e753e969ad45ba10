//! The citizen's own view of a case, by its tracking code.

use cartaviva_tests::{App, Person, on_both};
use serde_json::json;

/// A citizen who shows a tracking code.
fn holder<'a>(app: &'a App, code: &str) -> Person<'a> {
    app.citizen().with("Tracking-Code", code)
}

#[test]
fn the_code_opens_the_case_with_its_deadlines_its_answer_and_its_events() {
    on_both(|app| {
        let case = app.upheld();
        let seen = holder(app, &case.tracking_code).get("/tracking").expect(200);
        assert_eq!(seen.str("/id"), case.id);
        assert_eq!(seen.str("/status"), "decided");
        assert_eq!(seen.item("/deadlines", "term", "response")["state"], "met");
        assert_eq!(seen.str("/decision/answer"), app.upholding()["answer"]);
        assert_eq!(seen.list("/protocol").len(), 2);
        assert_eq!(seen.list("/events").len(), 4);
        assert_eq!(seen.at("/ristoro/eligibility/eligible"), &json!(true));
        assert_eq!(seen.header("cache-control"), "no-store");
    });
}

#[test]
fn the_view_names_neither_whoever_presented_the_case_nor_whoever_handled_it() {
    on_both(|app| {
        let case = app.upheld();
        let seen = holder(app, &case.tracking_code).get("/tracking").expect(200);
        for word in [
            "Rossi",
            "anna.rossi",
            "officer of c_e625",
            "operator of c_e625",
            &case.tracking_code,
        ] {
            assert!(!seen.text.contains(word), "{word}");
        }
    });
}

#[test]
fn a_code_opens_its_own_case_however_it_was_copied() {
    on_both(|app| {
        let (first, second) = (app.received(), app.received());
        assert_ne!(first.tracking_code, second.tracking_code);
        let (administration, secret) = second.tracking_code.split_once('.').unwrap();
        let copied = format!(" {administration}.{} ", secret.to_uppercase());
        assert_eq!(
            holder(app, &copied).get("/tracking").expect(200).str("/id"),
            second.id
        );
    });
}

#[test]
fn a_code_that_opens_nothing_is_unknown_whatever_is_wrong_with_it() {
    on_both(|app| {
        let case = app.received();
        let elsewhere = case.tracking_code.replace("c_e625", "c_e506");
        let nobody = case.tracking_code.replace("c_e625", "c_a000");
        let shorter = case.tracking_code.get(..20).unwrap().to_owned();
        let other = format!("c_e625.{}", "a".repeat(26));
        for code in [elsewhere, nobody, shorter, other, case.id.clone(), String::new()] {
            holder(app, &code)
                .get("/tracking")
                .problem(404, "tracking_code_unknown");
        }
        app.citizen()
            .get("/tracking")
            .problem(404, "tracking_code_unknown");
    });
}

#[test]
fn the_ristoro_is_asked_for_with_the_code_once_the_case_was_decided_and_once() {
    on_both(|app| {
        let case = app.forwarded();
        let citizen = holder(app, &case.tracking_code);
        citizen
            .post_nothing("/tracking/ristoro-claim")
            .refused(409, "not_from_this_status");
        let officer = app.officer("c_e625", "competent-office");
        officer.post(&case.sub("decision"), &app.upholding()).expect(201);
        app.set_clock("2026-11-23T10:00:00+01:00");
        let asked = citizen.post_nothing("/tracking/ristoro-claim").expect(201);
        assert_eq!(asked.str("/ristoro/claimed_at"), "2026-11-23T10:00:00+01:00");
        citizen
            .post_nothing("/tracking/ristoro-claim")
            .refused(422, "already_claimed");
    });
}

#[test]
fn the_grant_is_shown_to_whoever_holds_the_code() {
    on_both(|app| {
        let case = app.upheld();
        let manager = app.manager("c_e625", "competent-office");
        let body = json!({ "item": "harbour-stories", "quantity": 1 });
        let grant = manager.post(&case.sub("ristoro-grant"), &body).expect(201);
        let seen = holder(app, &case.tracking_code).get("/tracking").expect(200);
        assert_eq!(seen.str("/ristoro/grant/voucher"), grant.str("/voucher"));
    });
}

#[test]
fn where_no_ristoro_is_foreseen_none_is_shown_and_none_is_claimed() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let case = app.filed("cciaa_lu", &body);
        let seen = holder(app, &case.tracking_code).get("/tracking").expect(200);
        assert!(seen.json.get("ristoro").is_none());
        let decision = json!({ "outcome": "upheld", "answer": "Accolto.", "pertinent": true });
        app.officer("cciaa_lu", "ure")
            .post(&case.sub("decision"), &decision)
            .expect(201);
        let refused = holder(app, &case.tracking_code).post_nothing("/tracking/ristoro-claim");
        refused.problem(404, "not_found");
    });
}
