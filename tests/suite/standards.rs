//! Standards: measured from cases, rolled up from shorter periods, departed from only in the citizen's favour.

use cartaviva_tests::{Answer, App, on_both};
use serde_json::{Value, json};

const LECCE: &str = "/administrations/c_e506/charters/ict-and-business";
const LIVORNO: &str = "/administrations/c_e625/charters/urp";
const LUCCA: &str = "/administrations/cciaa_lu/charters/complaints";

/// A complaint that arrived one day and, if it was, was answered on another, entered by the desk afterwards.
pub(crate) fn complaint(app: &App, administration: &str, office: &str, from: &str, to: Option<&str>) {
    let mut body = app.report();
    body["procedure"] = json!("complaint");
    body["occurred_at"] = json!(format!("{from}T09:00:00+01:00"));
    body["registered_at"] = json!(format!("{from}T09:05:00+01:00"));
    let receipt = app
        .operator(administration)
        .post(&format!("/administrations/{administration}/cases"), &body)
        .expect(201);
    let Some(to) = to else {
        return;
    };
    let decision = json!({
        "outcome": "rejected", "answer": "Il servizio è stato reso come promesso.", "pertinent": true,
        "late_reasons": "L'istruttoria è stata più lunga del previsto.",
        "occurred_at": format!("{to}T09:30:00+01:00"),
    });
    app.manager(administration, office)
        .post(
            &format!(
                "/administrations/{administration}/cases/{}/decision",
                receipt.str("/id")
            ),
            &decision,
        )
        .expect(201);
}

/// Four complaints to Lecce, which promises an answer within thirty calendar days: answered after 10, after 21 and, late,
/// after 39 days, and one still open long after its due date.
pub(crate) fn four_complaints(app: &App) {
    for (from, to) in [
        ("2026-03-02", Some("2026-03-12")),
        ("2026-03-02", Some("2026-03-23")),
        ("2026-03-02", Some("2026-04-10")),
        ("2026-09-01", None),
    ] {
        complaint(app, "c_e506", "ict-and-business", from, to);
    }
}

fn measured(app: &App, charter: &str, standard: &str, period: &str) -> Answer {
    app.anonymous()
        .get(&format!("{charter}/standards/{standard}/measurements/{period}"))
        .expect(200)
}

/// Records a value, whatever was there.
fn record(app: &App, charter: &str, standard: &str, period: &str, body: &Value) -> Answer {
    let administration = charter.split('/').nth(2).unwrap();
    app.who("editor", administration).with("If-Match", "*").put(
        &format!("{charter}/standards/{standard}/measurements/{period}"),
        body,
    )
}

#[test]
fn a_time_measured_from_cases_shows_how_many_kept_it_and_how_long_they_took() {
    on_both(|app| {
        four_complaints(app);
        let year = measured(app, LECCE, "complaint-response", "2026");
        assert_eq!((year.at("/counted"), year.at("/within")), (&json!(4), &json!(2)));
        assert_eq!(year.at("/median"), 21);
        assert_eq!(year.at("/percentile_90"), 39);
        assert_eq!(year.at("/worst_elapsed"), 39);
        assert_eq!((year.str("/value"), year.str("/state")), ("39", "not_met"));
        let scorecard = app
            .anonymous()
            .get(&format!("{LECCE}/scorecard?period=2026"))
            .expect(200);
        let line = scorecard.item("/standards", "standard", "complaint-response");
        assert_eq!((&line["counted"], &line["median"]), (&json!(4), &json!(21)));
    });
}

#[test]
fn a_case_counts_when_its_term_ended_or_its_due_date_passed_whichever_came_first() {
    on_both(|app| {
        four_complaints(app);
        let of = |period: &str| {
            let measured = measured(app, LECCE, "complaint-response", period);
            (
                measured.at("/counted").clone(),
                measured.at("/within").clone(),
                measured.str("/state").to_owned(),
            )
        };
        // Two were answered in March; the third was due on 1 April, before it was answered; the fourth on 1 October.
        assert_eq!(of("2026-Q1"), (json!(2), json!(2), "met".to_owned()));
        assert_eq!(of("2026-04"), (json!(1), json!(0), "not_met".to_owned()));
        assert_eq!(of("2026-10"), (json!(1), json!(0), "not_met".to_owned()));
        assert_eq!(of("2026-09"), (json!(0), json!(0), "not_measurable".to_owned()));
    });
}

#[test]
fn shares_of_months_and_quarters_that_cover_a_year_make_the_year() {
    on_both(|app| {
        let share = |numerator, denominator| json!({ "numerator": numerator, "denominator": denominator });
        for (period, body) in [
            ("2025-H1", share(94, 100)),
            ("2025-Q3", share(100, 100)),
            ("2025-10", share(0, 0)),
            ("2025-11", share(1, 2)),
        ] {
            record(app, LIVORNO, "desk-opening-days", period, &body).expect(200);
        }
        let year = || measured(app, LIVORNO, "desk-opening-days", "2025");
        assert_eq!(year().str("/state"), "not_measured");
        record(app, LIVORNO, "desk-opening-days", "2025-12", &share(8, 8)).expect(200);
        let rolled = year();
        assert_eq!(
            (rolled.at("/numerator"), rolled.at("/denominator")),
            (&json!(203), &json!(210))
        );
        assert_eq!((rolled.str("/value"), rolled.str("/state")), ("96.67", "met"));
        assert_eq!(rolled.str("/source"), "rolled_up");
        let periods = json!(["2025-H1", "2025-Q3", "2025-10", "2025-11", "2025-12"]);
        assert_eq!(rolled.at("/rolled_up_from"), &periods);
        // What is recorded for the year itself comes first.
        record(app, LIVORNO, "desk-opening-days", "2025", &share(1, 2)).expect(200);
        assert_eq!(
            (year().str("/value"), year().str("/source")),
            ("50.00", "recorded")
        );
    });
}

#[test]
fn mean_scores_are_weighed_by_their_answers_and_judged_exactly() {
    on_both(|app| {
        let standard = "open-data-satisfaction";
        let halves = |second: &str| {
            record(
                app,
                LECCE,
                standard,
                "2025-H1",
                &json!({ "value": "4.00", "answers": 1 }),
            )
            .expect(200);
            record(
                app,
                LECCE,
                standard,
                "2025-H2",
                &json!({ "value": second, "answers": 2 }),
            )
            .expect(200);
            let year = measured(app, LECCE, standard, "2025");
            (
                year.str("/value").to_owned(),
                year.str("/state").to_owned(),
                year.at("/answers").clone(),
            )
        };
        // More than 3 is promised: 9/3 is not more, 9.002/3 is, and both are shown as 3.00.
        assert_eq!(
            halves("2.500"),
            ("3.00".to_owned(), "not_met".to_owned(), json!(3))
        );
        assert_eq!(halves("2.501"), ("3.00".to_owned(), "met".to_owned(), json!(3)));
    });
}

#[test]
fn counts_add_up_and_yes_needs_every_part() {
    on_both(|app| {
        for (half, count, yes) in [("2025-H1", "2", true), ("2025-H2", "3", false)] {
            record(
                app,
                LIVORNO,
                "satisfaction-surveys",
                half,
                &json!({ "value": count }),
            )
            .expect(200);
            record(app, LIVORNO, "disabled-access", half, &json!({ "value": yes })).expect(200);
        }
        assert_eq!(
            measured(app, LIVORNO, "satisfaction-surveys", "2025").str("/value"),
            "5"
        );
        assert_eq!(
            measured(app, LIVORNO, "disabled-access", "2025").str("/value"),
            "false"
        );
    });
}

#[test]
fn numbers_without_weights_do_not_roll_up() {
    on_both(|app| {
        for half in ["2025-H1", "2025-H2"] {
            record(app, LIVORNO, "desk-opening-days", half, &json!({ "value": "97" })).expect(200);
            record(
                app,
                LECCE,
                "open-data-satisfaction",
                half,
                &json!({ "value": "4" }),
            )
            .expect(200);
        }
        for (charter, standard) in [(LIVORNO, "desk-opening-days"), (LECCE, "open-data-satisfaction")] {
            assert_eq!(
                measured(app, charter, standard, "2025").str("/state"),
                "not_measured"
            );
        }
    });
}

#[test]
fn answers_go_with_scores_alone() {
    on_both(|app| {
        let body = json!({ "value": "97", "answers": 10 });
        record(app, LIVORNO, "desk-opening-days", "2025", &body).refused(422, "value_suits_unit");
        let body = json!({ "answers": 10 });
        record(app, LECCE, "open-data-satisfaction", "2025", &body).field(422, "validation_failed", "/value");
    });
}

/// An exception to Lucca's promise of an answer within fifteen days.
fn exception(target: &str, from: &str, until: &str) -> Value {
    json!({ "target": target, "from": from, "until": until, "reason": "Personale in più in primavera" })
}

fn except(app: &App, body: &Value) -> Answer {
    let path = format!("{LUCCA}/standards/complaint-response/exceptions");
    app.who("editor", "cciaa_lu").post(&path, body)
}

#[test]
fn an_exception_that_promises_more_is_kept_listed_and_shown_with_its_standard() {
    on_both(|app| {
        let made = except(app, &exception("10", "2026-12-01", "2027-01-31")).expect(201);
        app.set_clock("2026-11-20T11:31:00+01:00");
        let past = except(app, &exception("12", "2026-03-01", "2026-03-31")).expect(201);
        let (_, path) = made.header("location").split_once("/v1").unwrap();
        let shown = app.anonymous().get(path).expect(200);
        assert_eq!((shown.str("/target"), shown.str("/until")), ("10", "2027-01-31"));
        let path = format!("{LUCCA}/standards/complaint-response");
        let listed = app.anonymous().get(&format!("{path}/exceptions")).expect(200);
        let ids: Vec<&Value> = listed.list("/items").iter().map(|item| &item["id"]).collect();
        assert_eq!(ids, [made.at("/id"), past.at("/id")]);
        let standard = app.anonymous().get(&path).expect(200);
        assert_eq!(standard.list("/exceptions").len(), 1);
        assert_eq!(standard.at("/exceptions/0/id"), made.at("/id"));
    });
}

#[test]
fn an_exception_that_does_not_promise_strictly_more_is_refused_with_both_targets() {
    on_both(|app| {
        for target in ["15", "16"] {
            let refused = except(app, &exception(target, "2026-12-01", "2027-01-31"));
            refused.refused(422, "exception_more_favourable");
            let detail = refused.str("/rules/0/detail");
            assert!(detail.contains("within 15 calendar_days"), "{detail}");
            assert!(
                detail.contains(&format!("within {target} calendar_days")),
                "{detail}"
            );
        }
        except(app, &exception("10", "2027-01-31", "2026-12-01")).field(422, "validation_failed", "/until");
        except(app, &exception("soon", "2026-12-01", "2027-01-31")).field(
            422,
            "validation_failed",
            "/target",
        );
        let path = format!("{LUCCA}/standards/complaint-response/exceptions");
        let body = exception("10", "2026-12-01", "2027-01-31");
        app.operator("cciaa_lu")
            .post(&path, &body)
            .problem(403, "role_not_allowed");
        assert!(app.anonymous().get(&path).expect(200).list("/items").is_empty());
    });
}

#[test]
fn a_period_is_judged_by_the_exception_that_covers_it_wholly() {
    on_both(|app| {
        let office = "ure";
        complaint(app, "cciaa_lu", office, "2026-03-02", Some("2026-03-14"));
        let judged = |period: &str| {
            let measured = measured(app, LUCCA, "complaint-response", period);
            (
                measured.str("/target").to_owned(),
                measured.str("/state").to_owned(),
            )
        };
        assert_eq!(judged("2026-03"), ("15".to_owned(), "met".to_owned()));
        let made = except(app, &exception("10", "2026-03-01", "2026-03-31")).expect(201);
        assert_eq!(judged("2026-03"), ("10".to_owned(), "not_met".to_owned()));
        assert_eq!(
            measured(app, LUCCA, "complaint-response", "2026-03").at("/exception"),
            made.at("/id")
        );
        assert_eq!(judged("2026-Q1"), ("15".to_owned(), "met".to_owned()));
        let scorecard = app
            .anonymous()
            .get(&format!("{LUCCA}/scorecard?period=2026-03"))
            .expect(200);
        let line = scorecard.item("/standards", "standard", "complaint-response");
        assert_eq!(
            (&line["target"], &line["state"]),
            (&json!("10"), &json!("not_met"))
        );
    });
}
