//! What if: a proposed target is tried on the cases of a past period.

use cartaviva_tests::{Answer, App, on_both};
use serde_json::{Value, json};

use super::standards::four_complaints;

const LECCE: &str = "/administrations/c_e506/charters/ict-and-business/standards";
const LIVORNO: &str = "/administrations/c_e625/charters/urp/standards";

fn tried(app: &App, body: &Value) -> Answer {
    app.who("editor", "c_e506")
        .post(&format!("{LECCE}/complaint-response/simulations"), body)
}

fn in_livorno(app: &App, standard: &str, body: &Value) -> Answer {
    app.who("editor", "c_e625")
        .post(&format!("{LIVORNO}/{standard}/simulations"), body)
}

#[test]
fn a_shorter_term_tells_how_many_cases_would_have_met_it() {
    on_both(|app| {
        four_complaints(app);
        let body = json!({ "target": "20", "unit": "calendar_days", "period": "2026" });
        let simulated = tried(app, &body).expect(200);
        let counts = |name: &str| simulated.at(name).as_i64().unwrap();
        assert_eq!((counts("/counted"), counts("/would_have_met")), (4, 1));
        assert_eq!(
            (counts("/met_with_current_target"), counts("/still_open")),
            (2, 1)
        );
        assert_eq!(
            (counts("/median"), counts("/percentile_90"), counts("/worst")),
            (21, 39, 39)
        );
        assert_eq!(
            (simulated.str("/share"), simulated.str("/verdict")),
            ("25.00", "not_met")
        );
        let steps =
            json!([{ "took": 10, "cases": 1 }, { "took": 21, "cases": 1 }, { "took": 39, "cases": 1 }]);
        assert_eq!(simulated.at("/distribution"), &steps);
        assert_eq!(
            (
                simulated.str("/current/target"),
                simulated.str("/proposed/target")
            ),
            ("30", "20")
        );
    });
}

#[test]
fn another_unit_is_counted_anew_for_every_case() {
    on_both(|app| {
        four_complaints(app);
        let body = json!({ "target": "15", "unit": "working_days", "period": "2026" });
        let simulated = tried(app, &body).expect(200);
        assert_eq!(simulated.at("/would_have_met"), 2);
        assert_eq!(simulated.str("/elapsed_unit"), "working_days");
        // Easter Monday, 6 April 2026, is not a working day.
        let steps =
            json!([{ "took": 8, "cases": 1 }, { "took": 15, "cases": 1 }, { "took": 28, "cases": 1 }]);
        assert_eq!(simulated.at("/distribution"), &steps);
    });
}

#[test]
fn a_time_is_met_when_every_case_of_the_period_would_have_met_it() {
    on_both(|app| {
        four_complaints(app);
        let verdict = |target: &str| {
            let body = json!({ "target": target, "period": "2026-Q1" });
            tried(app, &body).expect(200).str("/verdict").to_owned()
        };
        assert_eq!(
            (verdict("21").as_str(), verdict("20").as_str()),
            ("met", "not_met")
        );
        let empty = tried(app, &json!({ "target": "20", "period": "2025" })).expect(200);
        assert_eq!(
            (empty.at("/counted"), empty.at("/share")),
            (&json!(0), &Value::Null)
        );
        assert_eq!(empty.str("/verdict"), "not_measurable");
    });
}

/// Four requests for information to Livorno, which promises to answer within 48 hours of working days: answered after one,
/// two and three working days and on the same day.
fn four_requests(app: &App) {
    for to in [
        "2026-03-02T17:00:00",
        "2026-03-03T09:00:00",
        "2026-03-04T09:00:00",
        "2026-03-05T09:00:00",
    ] {
        let mut body = app.report();
        body["procedure"] = json!("information-request");
        body["channel"] = json!("email");
        body["occurred_at"] = json!("2026-03-02T09:00:00+01:00");
        body["registered_at"] = json!("2026-03-02T09:05:00+01:00");
        let desk = app.operator("c_e625");
        let receipt = desk.post("/administrations/c_e625/cases", &body).expect(201);
        let decision = json!({
            "outcome": "upheld", "answer": "Gli orari sono affissi all'ingresso.", "pertinent": true,
            "late_reasons": "Le richieste erano molte.",
            "occurred_at": format!("{to}+01:00"),
        });
        let path = format!("/administrations/c_e625/cases/{}/decision", receipt.str("/id"));
        app.manager("c_e625", "urp").post(&path, &decision).expect(201);
    }
}

#[test]
fn of_a_share_within_a_term_another_share_or_another_term_is_tried() {
    on_both(|app| {
        four_requests(app);
        let simulated = |body: Value| {
            let simulated = in_livorno(app, "email-whatsapp-answer", &body).expect(200);
            let shown = |name: &str| simulated.str(name).to_owned();
            (
                simulated.at("/would_have_met").clone(),
                shown("/share"),
                shown("/verdict"),
            )
        };
        let another_share = json!({ "target": "75", "period": "2026" });
        assert_eq!(
            simulated(another_share),
            (json!(3), "75.00".to_owned(), "met".to_owned())
        );
        let another_term = json!({ "term": { "amount": 24, "unit": "working_day_hours" }, "period": "2026" });
        assert_eq!(
            simulated(another_term),
            (json!(2), "50.00".to_owned(), "not_met".to_owned())
        );
        let both =
            json!({ "target": "100", "term": { "amount": 3, "unit": "working_days" }, "period": "2026" });
        assert_eq!(simulated(both), (json!(4), "100.00".to_owned(), "met".to_owned()));
    });
}

#[test]
fn of_an_upheld_share_another_share_is_tried() {
    on_both(|app| {
        app.upheld();
        let body = json!({ "target": "10", "period": "2026" });
        let simulated = in_livorno(app, "pertinence", &body).expect(200);
        assert_eq!(
            (simulated.at("/counted"), simulated.at("/would_have_met")),
            (&json!(1), &json!(1))
        );
        assert_eq!(simulated.str("/verdict"), "not_met");
    });
}

#[test]
fn a_standard_that_is_not_measured_from_cases_cannot_be_tried() {
    on_both(|app| {
        let body = json!({ "target": "90", "period": "2026" });
        in_livorno(app, "desk-opening-days", &body).refused(422, "measured_from_cases");
    });
}

#[test]
fn what_cannot_be_proposed_is_refused_at_its_place() {
    on_both(|app| {
        let refused = |body: Value, at: &str| {
            tried(app, &body).field(422, "validation_failed", at);
        };
        refused(json!({ "period": "2026" }), "/target");
        refused(
            json!({ "target": "20", "unit": "percent", "period": "2026" }),
            "/unit",
        );
        refused(json!({ "target": "soon", "period": "2026" }), "/target");
        refused(
            json!({ "target": "20", "comparator": ">=", "period": "2026" }),
            "/target",
        );
        refused(json!({ "target": "20", "period": "2026-H3" }), "/period");
        let term = json!({ "amount": 3, "unit": "working_days" });
        refused(json!({ "term": term, "period": "2026" }), "/term");
        tried(app, &json!({ "target": "20", "period": "2027" })).refused(422, "period_has_begun");
    });
}

#[test]
fn staff_of_the_administration_try_targets_and_nobody_else() {
    on_both(|app| {
        let body = json!({ "target": "20", "period": "2026" });
        let path = format!("{LECCE}/complaint-response/simulations");
        app.citizen().post(&path, &body).problem(401, "token_missing");
        app.who("citizen", "c_e506")
            .post(&path, &body)
            .problem(403, "role_not_allowed");
        app.who("editor", "c_e625")
            .post(&path, &body)
            .problem(403, "other_administration");
        for role in [
            "operator",
            "officer",
            "manager",
            "auditor",
            "integrator",
            "editor",
            "admin",
        ] {
            app.who(role, "c_e506").post(&path, &body).expect(200);
        }
    });
}
