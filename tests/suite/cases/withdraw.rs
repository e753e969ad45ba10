//! Withdrawing a case.

use cartaviva_tests::on_both;
use serde_json::json;

use super::deadline;

#[test]
fn what_is_withdrawn_in_time_owes_nothing_more() {
    on_both(|app| {
        let case = app.forwarded();
        let body = json!({ "reason": "Il problema è stato risolto." });
        let withdrawn = app
            .operator("c_e625")
            .post(&case.sub("withdrawal"), &body)
            .expect(201);
        assert_eq!(withdrawn.str("/status"), "withdrawn");
        assert_eq!(deadline(&withdrawn, "response")["state"], "cancelled");
        assert_eq!(deadline(&withdrawn, "intake")["state"], "met");
        app.set_clock("2027-03-01T09:00:00+01:00");
        let later = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(deadline(&later, "response")["state"], "cancelled");
    });
}

#[test]
fn what_was_late_when_it_was_withdrawn_stays_late() {
    on_both(|app| {
        let case = app.forwarded();
        app.set_clock("2026-12-22T00:00:00+01:00");
        let withdrawn = app
            .operator("c_e625")
            .post(&case.sub("withdrawal"), &json!({}))
            .expect(201);
        assert_eq!(deadline(&withdrawn, "response")["state"], "missed");
    });
}

#[test]
fn a_withdrawn_case_is_neither_forwarded_nor_decided_nor_withdrawn_again() {
    on_both(|app| {
        let (case, desk) = (app.forwarded(), app.operator("c_e625"));
        desk.post(&case.sub("withdrawal"), &json!({})).expect(201);
        desk.post(&case.sub("withdrawal"), &json!({}))
            .refused(409, "not_from_this_status");
        desk.post(
            &case.sub("forwardings"),
            &json!({ "office": "urp", "reason": "Si sposta." }),
        )
        .refused(409, "not_from_this_status");
        let officer = app.officer("c_e625", "competent-office");
        officer
            .post(&case.sub("decision"), &app.upholding())
            .refused(409, "not_from_this_status");
    });
}

#[test]
fn a_decided_case_is_not_withdrawn() {
    on_both(|app| {
        let refused = app
            .operator("c_e625")
            .post(&app.upheld().sub("withdrawal"), &json!({}));
        refused.refused(409, "not_from_this_status");
    });
}

#[test]
fn the_desk_records_a_withdrawal() {
    on_both(|app| {
        let path = app.forwarded().sub("withdrawal");
        app.officer("c_e625", "competent-office")
            .post(&path, &json!({}))
            .problem(403, "role_not_allowed");
        app.citizen()
            .post(&path, &json!({}))
            .problem(401, "token_missing");
    });
}
