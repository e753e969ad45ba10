//! Presenting a case.

use std::collections::BTreeSet;
use std::thread;

use cartaviva_tests::{Answer, App, on_both};
use serde_json::{Value, json};

use super::{complaint, deadline};

const LIVORNO: &str = "/administrations/c_e625/cases";
const LECCE: &str = "/administrations/c_e506/cases";

/// A report that somebody makes by telephone and the desk writes down.
fn spoken(app: &App, reporter: Value) -> Value {
    let mut body = app.report();
    body["channel"] = json!("phone");
    body["reporter"] = reporter;
    body
}

#[test]
fn the_receipt_names_number_moment_office_tracking_code_and_deadlines() {
    on_both(|app| {
        let receipt = app.citizen().post(LIVORNO, &app.report()).expect(201);
        assert_eq!(receipt.str("/status"), "registered");
        assert_eq!(receipt.str("/protocol/number"), "0000001");
        assert_eq!(receipt.at("/protocol/year"), 2026);
        assert_eq!(receipt.str("/protocol/direction"), "incoming");
        assert_eq!(receipt.str("/office"), "urp");
        assert!(receipt.str("/tracking_code").starts_with("c_e625."));
        assert_eq!(receipt.list("/deadlines").len(), 2);
        assert_eq!(receipt.header("cache-control"), "no-store");
    });
}

#[test]
fn the_location_of_the_receipt_leads_to_the_case() {
    on_both(|app| {
        let receipt = app.citizen().post(LIVORNO, &app.report()).expect(201);
        let (_, path) = receipt.header("location").split_once("/v1").unwrap();
        let case = app.operator("c_e625").get(path).expect(200);
        assert_eq!(case.at("/id"), receipt.at("/id"));
    });
}

#[test]
fn in_livorno_the_entry_is_due_in_three_working_days_and_the_answer_waits_for_the_forwarding() {
    on_both(|app| {
        let receipt = app.citizen().post(LIVORNO, &app.report()).expect(201);
        let intake = deadline(&receipt, "intake");
        assert_eq!(intake["state"], "met");
        assert_eq!(
            (&intake["starts_on"], &intake["due_on"]),
            (&json!("2026-11-20"), &json!("2026-11-25"))
        );
        let response = deadline(&receipt, "response");
        assert_eq!(
            (&response["state"], &response["starts_from"]),
            (&json!("not_started"), &json!("forwarded"))
        );
        assert_eq!(
            (&response["due_on"], &response["due_at"]),
            (&Value::Null, &Value::Null)
        );
    });
}

#[test]
fn what_was_written_is_kept_as_it_was_written() {
    on_both(|app| {
        let mut body = app.report();
        body["description"] = json!("Perché?\n\tÈ già «chiuso» — 'DROP TABLE cases; -- 🚧 %00 \\u0000 ẞ ﷽");
        body["subject"] = json!("L'ufficio è “chiuso” 🚪");
        let case = app.filed("c_e625", &body);
        let kept = app.operator("c_e625").get(&case.path).expect(200);
        assert_eq!(
            (kept.at("/subject"), kept.at("/description")),
            (&body["subject"], &body["description"])
        );
        let desk = app.operator("c_e625").reading_for("handling");
        let kept = desk.get(&case.sub("reporter")).expect(200);
        for (member, written) in body["reporter"].as_object().unwrap() {
            assert_eq!(&kept.at("/identity/reporter")[member], written, "{member}");
        }
    });
}

#[test]
fn an_anonymous_report_to_lecce_is_refused_by_the_rule_and_leaves_nothing_behind() {
    on_both(|app| {
        let mut body = complaint();
        body["procedure"] = json!("disservice-report");
        body.as_object_mut().unwrap().remove("reporter");
        app.anonymous()
            .post(LECCE, &body)
            .refused(422, "anonymous_not_considered");
        assert!(
            app.operator("c_e506")
                .get(LECCE)
                .expect(200)
                .list("/items")
                .is_empty()
        );
        let next = app.citizen().post(LECCE, &complaint()).expect(201);
        assert_eq!(next.str("/protocol/number"), "0000001");
    });
}

#[test]
fn a_spoken_report_to_livorno_needs_name_home_address_and_telephone() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        let whole = json!({
            "given_name": "Anna", "family_name": "Rossi", "address": "Via Grande 1, Livorno", "phone": "0586820111"
        });
        for (missing, rule) in [
            ("family_name", "name_required"),
            ("address", "address_required"),
            ("phone", "phone_required"),
        ] {
            let mut reporter = whole.clone();
            reporter.as_object_mut().unwrap().remove(missing);
            desk.post(LIVORNO, &spoken(app, reporter)).refused(422, rule);
        }
        desk.post(LIVORNO, &spoken(app, whole)).expect(201);
    });
}

#[test]
fn plain_paper_to_lucca_needs_a_name_and_one_contact() {
    on_both(|app| {
        let path = "/administrations/cciaa_lu/cases";
        let desk = app.operator("cciaa_lu");
        let mut paper = complaint();
        paper["channel"] = json!("post");
        paper["reporter"] = json!({ "given_name": "Carla", "family_name": "Greco" });
        desk.post(path, &paper).refused(422, "contact_required");
        paper["reporter"]["address"] = json!("Via Fillungo 3, Lucca");
        desk.post(path, &paper).expect(201);
    });
}

#[test]
fn a_procedure_accepts_only_its_channels() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("information-request");
        app.citizen()
            .post(LIVORNO, &body)
            .refused(422, "channel_not_accepted");
    });
}

#[test]
fn who_presents_a_case_by_themselves_uses_the_web_or_an_app() {
    on_both(|app| {
        for channel in ["desk", "phone", "email", "certified_email", "post", "api"] {
            let mut body = app.report();
            body["channel"] = json!(channel);
            app.citizen().post(LIVORNO, &body).problem(401, "token_missing");
            app.officer("c_e625", "urp")
                .post(LIVORNO, &body)
                .problem(403, "role_not_allowed");
            app.operator("c_e506")
                .post(LIVORNO, &body)
                .problem(403, "role_not_allowed");
        }
        let mut body = app.report();
        body["channel"] = json!("app");
        app.citizen().post(LIVORNO, &body).expect(201);
    });
}

#[test]
fn only_staff_may_say_when_a_case_arrived() {
    on_both(|app| {
        for member in ["occurred_at", "registered_at"] {
            let mut body = app.report();
            body[member] = json!("2026-11-19T10:00:00+01:00");
            app.citizen().post(LIVORNO, &body).problem(401, "token_missing");
        }
    });
}

#[test]
fn the_desk_brings_in_what_arrived_on_paper_with_the_moment_it_arrived() {
    on_both(|app| {
        let mut body = app.report();
        body["channel"] = json!("post");
        body["occurred_at"] = json!("2026-10-05T09:00:00+02:00");
        body["registered_at"] = json!("2026-10-07T12:00:00+02:00");
        let receipt = app.operator("c_e625").post(LIVORNO, &body).expect(201);
        let intake = deadline(&receipt, "intake");
        assert_eq!(
            (&intake["state"], &intake["due_on"]),
            (&json!("met"), &json!("2026-10-08"))
        );
        let case = app
            .operator("c_e625")
            .get(&format!("{LIVORNO}/{}", receipt.str("/id")))
            .expect(200);
        assert_eq!(case.str("/received_at"), "2026-10-05T09:00:00+02:00");
        let events = app
            .operator("c_e625")
            .get(&format!("{LIVORNO}/{}/events", receipt.str("/id")))
            .expect(200);
        assert_eq!(events.str("/items/0/occurred_at"), "2026-10-05T09:00:00+02:00");
        assert_eq!(events.str("/items/0/recorded_at"), "2026-11-20T11:30:00+01:00");
    });
}

#[test]
fn an_entry_later_than_three_working_days_misses_its_term() {
    on_both(|app| {
        let mut body = app.report();
        body["channel"] = json!("post");
        body["occurred_at"] = json!("2026-11-16T09:00:00+01:00");
        let receipt = app.operator("c_e625").post(LIVORNO, &body).expect(201);
        let intake = deadline(&receipt, "intake");
        assert_eq!(
            (&intake["state"], &intake["due_on"]),
            (&json!("missed"), &json!("2026-11-19"))
        );
    });
}

#[test]
fn nothing_arrives_in_the_future_and_nothing_is_entered_before_it_arrived() {
    on_both(|app| {
        let desk = app.operator("c_e625");
        let mut body = app.report();
        body["occurred_at"] = json!("2026-11-20T11:30:01+01:00");
        desk.post(LIVORNO, &body).refused(422, "occurred_in_future");
        body["occurred_at"] = json!("2026-11-19T09:00:00+01:00");
        body["registered_at"] = json!("2026-11-19T08:59:59+01:00");
        desk.post(LIVORNO, &body).refused(422, "occurred_before_previous");
        body["registered_at"] = json!("2026-11-21T09:00:00+01:00");
        desk.post(LIVORNO, &body).refused(422, "occurred_in_future");
    });
}

#[test]
fn sixteen_at_once_get_sixteen_numbers_without_a_gap() {
    on_both(|app| {
        let numbers: BTreeSet<String> = thread::scope(|scope| {
            let asked: Vec<_> = (0..16)
                .map(|_| scope.spawn(|| app.citizen().post(LIVORNO, &app.report()).expect(201)))
                .collect();
            let receipts = asked.into_iter().map(|asked| asked.join().unwrap());
            receipts
                .map(|receipt| receipt.str("/protocol/number").to_owned())
                .collect()
        });
        let expected: BTreeSet<String> = (1..=16).map(|number| format!("{number:07}")).collect();
        assert_eq!(numbers, expected);
    });
}

#[test]
fn of_many_that_come_together_each_that_is_refused_undoes_itself_alone() {
    on_both(|app| {
        let mut unknown = app.report();
        unknown["service"] = json!("no-such-service");
        let answers: Vec<Answer> = thread::scope(|scope| {
            let asked: Vec<_> = (0..30)
                .map(|place| {
                    let body = if place % 3 == 0 {
                        unknown.clone()
                    } else {
                        app.report()
                    };
                    scope.spawn(move || app.citizen().post(LIVORNO, &body))
                })
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let refused = answers.iter().filter(|answer| answer.status == 422).count();
        let numbers: BTreeSet<&str> = answers
            .iter()
            .filter(|answer| answer.status == 201)
            .map(|receipt| receipt.str("/protocol/number"))
            .collect();
        let expected: BTreeSet<String> = (1..=20).map(|number| format!("{number:07}")).collect();
        assert_eq!(
            (refused, numbers),
            (10, expected.iter().map(String::as_str).collect())
        );
        let feed = app
            .operator("c_e625")
            .get("/administrations/c_e625/events?limit=100")
            .expect(200);
        assert_eq!(
            feed.json["items"].as_array().unwrap().len(),
            40,
            "two events of each that was registered"
        );
    });
}

#[test]
fn what_is_refused_takes_no_number() {
    on_both(|app| {
        let number = || {
            app.citizen()
                .post(LIVORNO, &app.report())
                .expect(201)
                .str("/protocol/number")
                .to_owned()
        };
        assert_eq!(number(), "0000001");
        let mut body = app.report();
        body["service"] = json!("no-such-service");
        app.citizen()
            .post(LIVORNO, &body)
            .field(422, "validation_failed", "/service");
        assert_eq!(number(), "0000002");
    });
}

#[test]
fn numbers_begin_anew_with_midnight_in_rome_and_in_each_administration() {
    on_both(|app| {
        let number = |path: &str, body: &Value| {
            let receipt = app.citizen().post(path, body).expect(201);
            (
                receipt.at("/protocol/year").clone(),
                receipt.str("/protocol/number").to_owned(),
            )
        };
        app.set_clock("2026-12-31T23:59:59+01:00");
        assert_eq!(
            number(LIVORNO, &app.report()),
            (json!(2026), "0000001".to_owned())
        );
        assert_eq!(
            number(LIVORNO, &app.report()),
            (json!(2026), "0000002".to_owned())
        );
        assert_eq!(number(LECCE, &complaint()), (json!(2026), "0000001".to_owned()));
        app.set_clock("2027-01-01T00:00:00+01:00");
        assert_eq!(
            number(LIVORNO, &app.report()),
            (json!(2027), "0000001".to_owned())
        );
    });
}

#[test]
fn an_unknown_procedure_or_administration_is_named() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("no-such-procedure");
        app.citizen()
            .post(LIVORNO, &body)
            .field(422, "validation_failed", "/procedure");
        let elsewhere = "/administrations/c_a000/cases";
        app.citizen()
            .post(elsewhere, &app.report())
            .problem(404, "administration_not_found");
    });
}
