//! What else can be asked of a deadline: limits, notices before refusal, completions, how long it took.

use cartaviva_tests::{Answer, App, Database};
use serde_json::{Value, json};

/// A server whose database holds nothing that matters here.
fn app() -> App {
    App::on(Database::sqlite())
}

/// Thirty days from Friday 20 November 2026: until Monday 21 December. With something more.
fn thirty_days(more: &Value) -> Value {
    let mut body = json!({
        "calendar": {}, "term": { "amount": 30, "unit": "calendar_days" }, "starts_at": "2026-11-20T11:30:00+01:00",
    });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    body
}

fn calculate(app: &App, body: &Value) -> Answer {
    app.anonymous().post("/deadline-calculations", body)
}

#[track_caller]
fn due_on(app: &App, more: &Value) -> String {
    calculate(app, &thirty_days(more))
        .expect(200)
        .str("/due_on")
        .to_owned()
}

/// Says that one field is refused, with its code.
#[track_caller]
fn refused(app: &App, more: &Value, pointer: &str, code: &str) {
    let answer = calculate(app, &thirty_days(more));
    answer.field(422, "validation_failed", pointer);
    assert_eq!(answer.item("/errors", "pointer", pointer)["code"], code);
}

#[test]
fn a_suspension_longer_than_its_limit_counts_no_longer_and_a_step_says_so() {
    let app = app();
    let body = thirty_days(&json!({
        "suspensions": [{ "from": "2026-12-01T09:00:00+01:00", "to": "2027-02-01T09:00:00+01:00" }],
        "suspension_limit": { "times": 1, "days": 30 },
    }));
    let capped = calculate(&app, &body).expect(200);
    // 20 December and thirty days.
    assert_eq!(capped.str("/due_on"), "2027-01-19");
    assert_eq!(
        capped.item("/steps", "rule", "suspension_capped")["source"],
        "L. 241/1990 art. 2 c. 7"
    );
}

#[test]
fn more_suspensions_than_allowed_are_refused() {
    let twice = json!({
        "suspensions": [
            { "from": "2026-12-01T09:00:00+01:00", "to": "2026-12-02T09:00:00+01:00" },
            { "from": "2026-12-03T09:00:00+01:00", "to": "2026-12-04T09:00:00+01:00" },
        ],
        "suspension_limit": { "times": 1, "days": 30 },
    });
    refused(&app(), &twice, "/suspensions/1", "too_many_suspensions");
}

#[test]
fn a_notice_before_refusal_suspends_until_ten_days_after_the_observations_or_the_time_for_them() {
    let app = app();
    let notice = |observations_at: Value| json!({ "notice_before_refusal": { "received_at": "2026-12-01T09:00:00+01:00", "observations_at": observations_at } });
    // 20 December and ten days; and then fifteen.
    assert_eq!(due_on(&app, &notice(Value::Null)), "2026-12-30");
    assert_eq!(
        due_on(&app, &notice(json!("2026-12-06T18:00:00+01:00"))),
        "2027-01-04"
    );
    assert_eq!(
        due_on(&app, &notice(json!("2026-12-20T18:00:00+01:00"))),
        "2026-12-30",
        "too late to count"
    );
    let early = notice(json!("2026-11-30T18:00:00+01:00"));
    refused(
        &app,
        &early,
        "/notice_before_refusal/observations_at",
        "observations_before_notice",
    );
}

#[test]
fn a_notice_stands_beside_the_suspension_that_the_law_allows_once_and_not_within_it() {
    let app = app();
    let with_notice = |received_at: &str| {
        json!({
            "suspensions": [{ "from": "2026-11-25T09:00:00+01:00", "to": "2026-11-30T09:00:00+01:00" }],
            "suspension_limit": { "times": 1, "days": 30 },
            "notice_before_refusal": { "received_at": received_at },
        })
    };
    // 20 December, five days and ten.
    assert_eq!(
        due_on(&app, &with_notice("2026-12-01T09:00:00+01:00")),
        "2027-01-04"
    );
    let within = with_notice("2026-11-26T09:00:00+01:00");
    refused(&app, &within, "/notice_before_refusal", "suspensions_overlap");
}

#[test]
fn a_defective_submission_starts_its_term_anew_when_it_is_complete() {
    let app = app();
    let completed = thirty_days(&json!({ "completed_at": "2026-11-30T16:00:00+01:00" }));
    let due = calculate(&app, &completed).expect(200);
    assert_eq!(
        (due.str("/due_on"), due.str("/steps/0/on")),
        ("2026-12-30", "2026-11-30")
    );
    let before = json!({ "completed_at": "2026-11-19T16:00:00+01:00" });
    refused(&app, &before, "/completed_at", "end_before_start");
}

#[test]
fn the_event_that_starts_a_term_is_told_in_the_first_step() {
    let app = app();
    let told = |event: &str| {
        let body = thirty_days(&json!({ "start_event": event }));
        calculate(&app, &body).expect(200).str("/steps/0/what").to_owned()
    };
    assert_ne!(told("forwarded"), told("received"));
    let unknown = calculate(&app, &thirty_days(&json!({ "start_event": "imagined" })));
    unknown.field(400, "invalid_body", "/start_event");
}

#[test]
fn an_extension_is_granted_before_the_term_is_over_as_those_before_it_left_it() {
    let app = app();
    let extended = |first: &str, second: &str| {
        json!({ "extensions": [
            { "amount": 10, "unit": "calendar_days", "granted_at": first },
            { "amount": 10, "unit": "calendar_days", "granted_at": second },
        ] })
    };
    let in_time = extended("2026-12-21T18:00:00+01:00", "2026-12-30T18:00:00+01:00");
    assert_eq!(due_on(&app, &in_time), "2027-01-09");
    let late = extended("2026-12-22T00:00:00+01:00", "2026-12-30T18:00:00+01:00");
    refused(&app, &late, "/extensions/0/granted_at", "extension_after_due");
    let later = extended("2026-12-21T18:00:00+01:00", "2026-12-31T00:00:00+01:00");
    refused(&app, &later, "/extensions/1/granted_at", "extension_after_due");
}

#[test]
fn how_long_it_took_is_measured_as_its_term_is_without_the_suspensions() {
    let app = app();
    let days = thirty_days(&json!({
        "suspensions": [{ "from": "2026-12-01T09:00:00+01:00", "to": "2026-12-11T09:00:00+01:00" }],
        "ended_at": "2026-12-30T23:59:00+01:00",
    }));
    let took = calculate(&app, &days).expect(200);
    assert_eq!(
        took.at("/elapsed"),
        &json!({ "unit": "calendar_days", "amount": { "whole": 30, "numerator": 0, "denominator": 1 }, "kept": true })
    );
    let hours = json!({
        "calendar": { "opening_hours": { "friday": [["09:00", "13:00"]], "monday": [["09:00", "13:00"]] } },
        "term": { "amount": 2, "unit": "opening_hours" }, "starts_at": "2026-11-20T12:00:00+01:00",
        "ended_at": "2026-11-23T10:20:00+01:00",
    });
    let took = calculate(&app, &hours).expect(200);
    assert_eq!(
        took.at("/elapsed"),
        &json!({ "unit": "opening_hours", "amount": { "whole": 2, "numerator": 1, "denominator": 3 }, "kept": false })
    );
    assert_eq!(
        calculate(&app, &thirty_days(&json!({})))
            .expect(200)
            .json
            .get("elapsed"),
        None
    );
}

#[test]
fn what_a_limit_does_not_let_count_is_time_that_it_took() {
    let app = app();
    let body = thirty_days(&json!({
        "suspensions": [{ "from": "2026-12-01T09:00:00+01:00", "to": "2027-01-10T09:00:00+01:00" }],
        "suspension_limit": { "times": 1, "days": 30 },
        "ended_at": "2027-01-20T09:00:00+01:00",
    }));
    let took = calculate(&app, &body).expect(200);
    assert_eq!(
        (took.at("/elapsed/amount/whole"), took.at("/elapsed/kept")),
        (&json!(31), &json!(false))
    );
}

#[test]
fn what_must_come_first_is_counted_back_and_moves_to_an_earlier_day() {
    let app = app();
    let back = |more: &Value| {
        let mut body = thirty_days(more);
        body["term"] = json!({ "amount": 60, "unit": "calendar_days", "direction": "backward" });
        body["starts_at"] = json!("2027-03-05T10:00:00+01:00");
        calculate(&app, &body)
    };
    // Sixty days before 5 March 2027 is 4 January; before 7 March it would be Epiphany.
    assert_eq!(back(&json!({})).expect(200).str("/due_on"), "2027-01-04");
    let announced = back(&json!({ "ended_at": "2026-12-31T12:00:00+01:00" })).expect(200);
    assert_eq!(
        (
            announced.at("/elapsed/amount/whole"),
            announced.at("/elapsed/kept")
        ),
        (&json!(64), &json!(true))
    );
    let suspended = json!({ "notice_before_refusal": { "received_at": "2027-01-01T10:00:00+01:00" } });
    back(&suspended).field(422, "validation_failed", "/suspensions");
}

#[test]
fn a_question_that_contradicts_itself_is_refused_at_its_place() {
    let app = app();
    let suspension = |from: &str, to: &str| json!({ "suspensions": [{ "from": from, "to": to }] });
    for (more, pointer, code) in [
        (
            suspension("2026-12-02T09:00:00+01:00", "2026-12-01T09:00:00+01:00"),
            "/suspensions/0",
            "suspension_reversed",
        ),
        (
            json!({ "ended_at": "2026-11-20T11:29:59+01:00" }),
            "/ended_at",
            "end_before_start",
        ),
        (
            json!({ "ended_at": "2300-01-01T00:00:00+01:00" }),
            "/ended_at",
            "outside_years",
        ),
        (
            json!({ "starts_at": "1900-01-01T00:00:00+01:00" }),
            "/starts_at",
            "outside_years",
        ),
        (
            json!({ "starts_at": "2199-12-20T00:00:00+01:00" }),
            "/term/amount",
            "outside_years",
        ),
        (
            json!({ "completed_at": "2300-01-01T00:00:00+01:00" }),
            "/completed_at",
            "outside_years",
        ),
        (
            json!({ "suspension_limit": { "times": 101, "days": 30 } }),
            "/suspension_limit/times",
            "range",
        ),
        (
            json!({ "suspension_limit": { "times": 1, "days": -1 } }),
            "/suspension_limit/days",
            "range",
        ),
        (
            json!({ "term": { "amount": 3_651, "unit": "calendar_days" } }),
            "/term/amount",
            "amount_too_large",
        ),
        (
            json!({ "term": { "unit": "working_days" } }),
            "/term/amount",
            "amount_missing",
        ),
        (
            json!({ "term": { "amount": 1, "unit": "opening_hours" } }),
            "/calendar/opening_hours",
            "never_open",
        ),
        (
            json!({ "calendar": { "working_days": ["lunedi"] } }),
            "/calendar/working_days/0",
            "unknown_weekday",
        ),
    ] {
        refused(&app, &more, pointer, code);
    }
    let named = json!({
        "administration": "c_e506", "term": { "amount": 1, "unit": "opening_hours" },
        "starts_at": "2026-11-20T11:30:00+01:00",
    });
    calculate(&app, &named).field(422, "validation_failed", "/administration");
    for (more, pointer) in [
        (
            json!({ "term": { "amount": 1, "unit": "fortnights" } }),
            "/term/unit",
        ),
        (
            json!({ "suspension_limit": { "times": 1 } }),
            "/suspension_limit/days",
        ),
        (
            json!({ "notice_before_refusal": {} }),
            "/notice_before_refusal/received_at",
        ),
        (json!({ "ended_at": "2026-13-01T00:00:00Z" }), "/ended_at"),
    ] {
        calculate(&app, &thirty_days(&more)).field(400, "invalid_body", pointer);
    }
}

#[test]
fn the_answer_says_in_which_language_it_is() {
    let app = app();
    for (language, spoken) in [("it", "it"), ("en-GB", "en"), ("de", "it")] {
        let reader = app.anonymous().with("Accept-Language", language);
        let answer = reader
            .post("/deadline-calculations", &thirty_days(&json!({})))
            .expect(200);
        assert_eq!(
            (answer.header("content-language"), answer.header("vary")),
            (spoken, "accept-language")
        );
    }
}
