//! When a term is due, and why: public, without a case.

use cartaviva_tests::{Answer, App, Database, on_both};
use serde_json::{Value, json};

fn calculate(app: &App, body: &Value) -> Answer {
    app.anonymous().post("/deadline-calculations", body)
}

/// A term from Friday 20 November 2026, 11:30, by a calendar of Rome.
fn from_friday(amount: u32, unit: &str) -> Value {
    json!({
        "calendar": {}, "term": { "amount": amount, "unit": unit }, "starts_at": "2026-11-20T11:30:00+01:00",
    })
}

/// A server whose database holds nothing that matters here.
fn app() -> App {
    App::on(Database::sqlite())
}

#[test]
fn thirty_days_that_end_on_a_sunday_end_on_monday_with_every_step_told() {
    let app = app();
    let due = calculate(&app, &from_friday(30, "calendar_days")).expect(200);
    assert_eq!(
        (due.str("/due_on"), due.str("/due_at")),
        ("2026-12-21", "2026-12-21T23:59:59+01:00")
    );
    due.item("/steps", "rule", "last_day_moved");
    assert!(
        due.list("/steps")
            .iter()
            .all(|step| step["source"].as_str().is_some_and(|source| !source.is_empty()))
    );
}

#[test]
fn each_unit_is_counted_in_its_own_way() {
    let app = app();
    for (amount, unit, due_at) in [
        (3, "working_days", "2026-11-25T23:59:59+01:00"),
        (15, "calendar_days", "2026-12-05T23:59:59+01:00"),
        (1, "months", "2026-12-21T23:59:59+01:00"),
        (48, "working_day_hours", "2026-11-24T11:30:00+01:00"),
    ] {
        let due = calculate(&app, &from_friday(amount, unit)).expect(200);
        assert_eq!(due.str("/due_at"), due_at, "{amount} {unit}");
    }
}

#[test]
fn the_calendar_of_an_administration_and_of_its_office_is_counted_by() {
    on_both(|app| {
        let mut body = json!({
            "administration": "c_e625", "term": { "amount": 1, "unit": "working_days" },
            "starts_at": "2026-05-21T10:00:00+02:00",
        });
        assert_eq!(
            calculate(app, &body).expect(200).str("/due_on"),
            "2026-05-25",
            "22 May is the patron saint's"
        );
        body["office"] = json!("urp");
        body["term"] = json!({ "amount": 2, "unit": "opening_hours" });
        body["starts_at"] = json!("2026-11-20T12:30:00+01:00");
        assert_eq!(
            calculate(app, &body).expect(200).str("/due_at"),
            "2026-11-23T10:30:00+01:00"
        );
        body["office"] = json!("no-such-office");
        calculate(app, &body).field(422, "validation_failed", "/office");
        body["administration"] = json!("c_a000");
        calculate(app, &body).field(422, "validation_failed", "/administration");
    });
}

#[test]
fn opening_hours_are_counted_only_while_the_office_is_open() {
    let app = app();
    let body = json!({
        "calendar": {
            "opening_hours": { "monday": [["09:00", "13:00"]], "friday": [["09:00", "12:00"]] },
            "special_days": { "2026-11-23": [["10:00", "11:00"]] },
            "closures": [{ "from": "2026-11-30", "to": "2026-11-30" }],
        },
        "term": { "amount": 150, "unit": "opening_minutes" }, "starts_at": "2026-11-20T11:30:00+01:00",
    });
    // Half an hour on Friday, an hour on the short Monday, the third hour on the Friday after.
    assert_eq!(
        calculate(&app, &body).expect(200).str("/due_at"),
        "2026-11-27T10:00:00+01:00"
    );
}

#[test]
fn a_term_across_the_change_of_the_clock_ends_at_the_same_local_time() {
    let app = app();
    let mut body = from_friday(24, "working_day_hours");
    body["starts_at"] = json!("2026-10-23T10:00:00+02:00");
    assert_eq!(
        calculate(&app, &body).expect(200).str("/due_at"),
        "2026-10-26T10:00:00+01:00"
    );
}

#[test]
fn suspensions_and_extensions_move_the_due_date_and_the_first_one_is_told() {
    let app = app();
    let mut body = from_friday(30, "calendar_days");
    body["suspensions"] = json!([{ "from": "2026-12-01T09:00:00+01:00", "to": "2026-12-11T09:00:00+01:00" }]);
    assert_eq!(calculate(&app, &body).expect(200).str("/due_on"), "2026-12-30");
    body["extensions"] = json!([{ "amount": 15, "unit": "calendar_days" }]);
    let extended = calculate(&app, &body).expect(200);
    assert_eq!(
        (extended.str("/due_on"), extended.str("/original_due_on")),
        ("2027-01-14", "2026-12-30")
    );
    body["suspensions"] = json!([
        { "from": "2026-12-01T09:00:00+01:00", "to": "2026-12-11T09:00:00+01:00" },
        { "from": "2026-12-10T09:00:00+01:00", "to": "2026-12-12T09:00:00+01:00" },
    ]);
    assert_eq!(calculate(&app, &body).status, 422);
}

#[test]
fn a_fault_of_the_calendar_is_named_by_its_place() {
    let app = app();
    for (calendar, pointer) in [
        (json!({ "time_zone": "Europe/Livorno" }), "/calendar/time_zone"),
        (
            json!({ "patron_saint_day": "02-30" }),
            "/calendar/patron_saint_day",
        ),
        (json!({ "holidays": ["2026-02-29"] }), "/calendar/holidays/0"),
        (
            json!({ "opening_hours": { "monday": [["13:00", "09:00"]] } }),
            "/calendar/opening_hours/monday/0",
        ),
    ] {
        let mut body = from_friday(1, "calendar_days");
        body["calendar"] = calendar;
        calculate(&app, &body).field(422, "validation_failed", pointer);
    }
    let mut body = from_friday(1, "calendar_days");
    body["calendar"] = json!({ "working_day": ["monday"] });
    assert_eq!(calculate(&app, &body).expect(400).str("/code"), "invalid_body");
}

#[test]
fn one_calendar_is_given_and_not_two_or_none() {
    let app = app();
    let mut body = from_friday(1, "calendar_days");
    body["administration"] = json!("c_e625");
    calculate(&app, &body).field(422, "validation_failed", "/calendar");
    body.as_object_mut().unwrap().remove("administration");
    body.as_object_mut().unwrap().remove("calendar");
    calculate(&app, &body).field(422, "validation_failed", "/calendar");
}

#[test]
fn a_term_that_cannot_be_counted_is_refused() {
    let app = app();
    let mut never_open = from_friday(1, "opening_hours");
    calculate(&app, &never_open).problem(422, "validation_failed");
    never_open["term"] = json!({ "unit": "calendar_days" });
    calculate(&app, &never_open).field(422, "validation_failed", "/term/amount");
    calculate(&app, &from_friday(600_000, "months")).problem(422, "validation_failed");
    calculate(&app, &from_friday(600_001, "calendar_days")).field(422, "validation_failed", "/term/amount");
    let mut far = from_friday(1, "calendar_days");
    far["starts_at"] = json!("9999-12-31T23:59:59Z");
    calculate(&app, &far).problem(422, "validation_failed");
}

#[test]
fn the_steps_are_told_in_the_readers_language() {
    let app = app();
    let told = |language: &str| {
        let reader = app.anonymous().with("Accept-Language", language);
        let due = reader
            .post("/deadline-calculations", &from_friday(30, "calendar_days"))
            .expect(200);
        due.str("/steps/0/what").to_owned()
    };
    assert!(told("it-IT,it;q=0.9,en;q=0.5").contains("primo giorno"));
    assert!(told("en").contains("first day"));
}
