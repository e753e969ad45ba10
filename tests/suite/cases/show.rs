//! One case, and what happened to it.

use cartaviva_tests::on_both;
use serde_json::json;

#[test]
fn a_case_tells_nobody_who_presented_it_but_only_whether_and_how_they_can_be_written_to() {
    on_both(|app| {
        let case = app.received();
        for role in ["operator", "officer", "manager", "auditor", "integrator", "admin"] {
            let seen = app.who(role, "c_e625").get(&case.path).expect(200);
            assert_eq!(
                seen.at("/reporter"),
                &json!({ "anonymous": false, "language": "it", "has_contact": true }),
            );
            for part in [case.path.clone(), case.sub("events"), case.sub("deadlines")] {
                let text = app.who(role, "c_e625").get(&part).expect(200).text;
                assert!(!text.contains("Rossi") && !text.contains("anna.rossi"), "{part}");
            }
        }
    });
}

#[test]
fn an_officer_of_another_office_does_not_learn_that_the_case_exists() {
    on_both(|app| {
        let case = app.forwarded();
        let other = app.officer("c_e625", "urp");
        for path in [
            case.path.clone(),
            case.sub("deadlines"),
            case.sub("events"),
            case.sub("ristoro-eligibility"),
        ] {
            other.get(&path).problem(404, "case_not_found");
        }
        app.officer("c_e625", "competent-office")
            .get(&case.path)
            .expect(200);
    });
}

#[test]
fn the_staff_of_another_administration_does_not_learn_that_the_case_exists() {
    on_both(|app| {
        let case = app.received();
        app.operator("c_e506").get(&case.path).problem(404, "not_found");
        let disguised = case.path.replace("c_e625", "c_e506");
        app.operator("c_e506")
            .get(&disguised)
            .problem(404, "case_not_found");
    });
}

#[test]
fn a_case_is_not_for_who_has_no_token_or_another_role() {
    on_both(|app| {
        let case = app.received();
        app.citizen().get(&case.path).problem(401, "token_missing");
        for role in ["citizen", "editor"] {
            app.who(role, "c_e625")
                .get(&case.path)
                .problem(403, "role_not_allowed");
        }
    });
}

#[test]
fn what_is_no_case_is_not_found() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        for id in [
            "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11",
            "7",
            "%00",
            "00000000-0000-0000-0000-00000000000g",
        ] {
            let answer = desk
                .get(&format!("/administrations/c_e625/cases/{id}"))
                .expect(404);
            assert_eq!(answer.header("content-type"), "application/problem+json", "{id}");
        }
    });
}

#[test]
fn an_unchanged_case_is_not_sent_twice() {
    on_both(|app| {
        let (case, desk) = (app.received(), app.operator("c_e625"));
        let first = desk.get(&case.path).expect(200);
        let known = desk.with("If-None-Match", first.header("etag"));
        assert!(known.get(&case.path).expect(304).text.is_empty());
        app.operator("c_e625")
            .post(
                &case.sub("forwardings"),
                &serde_json::json!({ "office": "competent-office" }),
            )
            .expect(201);
        known.get(&case.path).expect(200);
    });
}

#[test]
fn everything_that_happened_is_told_in_order_with_who_did_it() {
    on_both(|app| {
        let case = app.upheld();
        let events = app.operator("c_e625").get(&case.sub("events")).expect(200);
        let told: Vec<_> = events
            .list("/items")
            .iter()
            .map(|event| {
                (
                    event["sequence"].as_i64().unwrap(),
                    event["kind"].as_str().unwrap(),
                    event["role"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (1, "received", "citizen"),
                (2, "registered", "citizen"),
                (3, "forwarded", "operator"),
                (4, "decided", "officer")
            ]
        );
    });
}
