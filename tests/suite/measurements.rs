//! Values that clerks record for a period.

use cartaviva_tests::{App, Person, on_both};
use serde_json::{Value, json};

fn path(standard: &str, period: &str) -> String {
    format!("/administrations/c_e625/charters/urp/standards/{standard}/measurements/{period}")
}

fn clerk(app: &App) -> Person<'_> {
    app.who("editor", "c_e625")
}

/// The tag of the value as it stands.
fn tag(app: &App, path: &str) -> String {
    app.anonymous().get(path).expect(200).header("etag").to_owned()
}

#[test]
fn a_clerk_records_a_value_that_anybody_may_read_and_the_scorecard_shows() {
    on_both(|app| {
        let path = path("desk-opening-days", "2026");
        let body = json!({ "value": "96.50", "note": "Registro delle presenze" });
        let recorded = clerk(app)
            .with("If-Match", &tag(app, &path))
            .put(&path, &body)
            .expect(200);
        assert_eq!((recorded.str("/state"), recorded.str("/value")), ("met", "96.50"));
        let seen = app.anonymous().get(&path).expect(200);
        assert_eq!(
            (seen.str("/source"), seen.str("/note")),
            ("recorded", "Registro delle presenze")
        );
        assert_eq!(seen.header("etag"), recorded.header("etag"));
        assert_eq!(seen.header("cache-control"), "public, max-age=60");
        assert!(!seen.text.contains("editor of c_e625"));
        let scorecard = app
            .anonymous()
            .get("/administrations/c_e625/charters/urp/scorecard?period=2026")
            .expect(200);
        assert_eq!(
            scorecard.item("/standards", "standard", "desk-opening-days")["value"],
            "96.50"
        );
    });
}

#[test]
fn a_change_needs_the_tag_of_what_was_read_and_a_stale_one_changes_nothing() {
    on_both(|app| {
        let path = path("desk-opening-days", "2026");
        clerk(app)
            .put(&path, &json!({ "value": 96 }))
            .problem(428, "precondition_required");
        let first = tag(app, &path);
        clerk(app)
            .with("If-Match", &first)
            .put(&path, &json!({ "value": 96 }))
            .expect(200);
        let stale = clerk(app)
            .with("If-Match", &first)
            .put(&path, &json!({ "value": 10 }));
        stale.problem(412, "precondition_failed");
        assert_eq!(stale.header("etag"), tag(app, &path));
        assert_eq!(app.anonymous().get(&path).expect(200).str("/value"), "96");
        clerk(app)
            .with("If-Match", &tag(app, &path))
            .put(&path, &json!({ "value": 90 }))
            .expect(200);
        assert_eq!(app.anonymous().get(&path).expect(200).str("/state"), "not_met");
    });
}

#[test]
fn of_two_clerks_who_saw_the_same_value_one_records() {
    on_both(|app| {
        let path = path("desk-opening-days", "2026");
        let seen = tag(app, &path);
        let mut statuses: Vec<u16> = std::thread::scope(|scope| {
            let record = |value: u8| {
                let (seen, path) = (&seen, &path);
                scope.spawn(move || {
                    clerk(app)
                        .with("If-Match", seen)
                        .put(path, &json!({ "value": value }))
                        .status
                })
            };
            [record(95), record(96), record(97), record(98)]
                .map(|asked| asked.join().unwrap())
                .to_vec()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412]);
    });
}

#[test]
fn a_share_is_recorded_as_it_was_counted_and_nothing_out_of_nothing_is_not_measurable() {
    on_both(|app| {
        let path = path("forms-at-desk", "2026-Q3");
        let record = |body: Value| clerk(app).with("If-Match", &tag(app, &path)).put(&path, &body);
        let share = record(json!({ "numerator": 39, "denominator": 40 })).expect(200);
        assert_eq!((share.str("/value"), share.str("/state")), ("97.50", "not_met"));
        let whole = record(json!({ "numerator": 40, "denominator": 40 })).expect(200);
        assert_eq!((whole.str("/value"), whole.str("/state")), ("100.00", "met"));
        let nothing = record(json!({ "numerator": 0, "denominator": 0 })).expect(200);
        assert_eq!(
            (nothing.at("/value"), nothing.str("/state")),
            (&Value::Null, "not_measurable")
        );
        record(json!({ "numerator": 41, "denominator": 40 })).refused(422, "value_suits_unit");
    });
}

#[test]
fn a_value_suits_the_unit_of_its_standard() {
    on_both(|app| {
        let record = |standard: &str, value: Value| {
            let path = path(standard, "2026");
            clerk(app)
                .with("If-Match", &tag(app, &path))
                .put(&path, &json!({ "value": value }))
        };
        assert_eq!(
            record("disabled-access", json!(true)).expect(200).str("/state"),
            "met"
        );
        assert_eq!(
            record("disabled-access", json!(false)).expect(200).str("/state"),
            "not_met"
        );
        assert_eq!(
            record("telephone-answer", json!(0)).expect(200).str("/state"),
            "met"
        );
        assert_eq!(
            record("telephone-answer", json!(1)).expect(200).str("/state"),
            "not_met"
        );
        assert_eq!(record("web-costs", json!(20)).expect(200).str("/state"), "met");
        assert_eq!(
            record("web-costs", json!("20.5")).expect(200).str("/state"),
            "not_met"
        );
        for (standard, value) in [
            ("disabled-access", json!(95)),
            ("desk-opening-days", json!(true)),
            ("desk-opening-days", json!("100.01")),
            ("web-costs", json!(false)),
        ] {
            record(standard, value).refused(422, "value_suits_unit");
        }
        for value in [json!("molto"), json!(-1), json!("1e2"), json!("")] {
            assert_eq!(record("desk-opening-days", value.clone()).status, 422, "{value}");
        }
        record("desk-opening-days", json!([95])).field(400, "invalid_body", "/value");
    });
}

#[test]
fn what_the_system_measures_is_not_recorded_by_hand() {
    on_both(|app| {
        for standard in ["disservice-intake", "pertinence", "email-whatsapp-answer"] {
            let path = path(standard, "2026");
            let refused = clerk(app)
                .with("If-Match", &tag(app, &path))
                .put(&path, &json!({ "value": 1 }));
            refused.refused(422, "measured_by_system");
        }
    });
}

#[test]
fn nothing_is_recorded_for_a_period_that_has_not_begun() {
    on_both(|app| {
        let path = path("desk-opening-days", "2026-12");
        let record = || {
            clerk(app)
                .with("If-Match", &tag(app, &path))
                .put(&path, &json!({ "value": 96 }))
        };
        record().refused(422, "period_has_begun");
        app.set_clock("2026-12-01T00:00:00+01:00");
        record().expect(200);
    });
}

#[test]
fn the_staff_of_the_administration_records_and_nobody_else() {
    on_both(|app| {
        let path = path("desk-opening-days", "2026");
        let body = json!({ "value": 96 });
        let seen = tag(app, &path);
        for role in ["auditor", "citizen", "integrator"] {
            app.who(role, "c_e625")
                .with("If-Match", &seen)
                .put(&path, &body)
                .problem(403, "role_not_allowed");
        }
        let elsewhere = app
            .who("editor", "c_e506")
            .with("If-Match", &seen)
            .put(&path, &body);
        elsewhere.problem(403, "other_administration");
        app.anonymous()
            .with("If-Match", &seen)
            .put(&path, &body)
            .problem(401, "token_missing");
        app.operator("c_e625")
            .with("If-Match", &seen)
            .put(&path, &body)
            .expect(200);
    });
}

#[test]
fn what_is_not_there_is_not_recorded() {
    on_both(|app| {
        let record = |path: &str| clerk(app).with("If-Match", "*").put(path, &json!({ "value": 1 }));
        record(&path("no-such-standard", "2026")).problem(404, "standard_not_found");
        let charter = path("desk-opening-days", "2026").replace("/urp/", "/no-such-charter/");
        record(&charter).problem(404, "charter_not_found");
        assert_eq!(record(&path("desk-opening-days", "soon")).status, 404);
    });
}
