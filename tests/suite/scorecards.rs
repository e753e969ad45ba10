//! Scorecards: each standard of a charter beside the value it reached.

use cartaviva_tests::{Answer, App, on_both};
use serde_json::{Value, json};

const SCORECARD: &str = "/administrations/c_e625/charters/urp/scorecard";

/// The line of a standard on Livorno's scorecard of a period.
#[track_caller]
fn line(app: &App, standard: &str, period: &str) -> Value {
    let scorecard = app
        .anonymous()
        .get(&format!("{SCORECARD}?period={period}"))
        .expect(200);
    scorecard.item("/standards", "standard", standard).clone()
}

/// State, value, and of how many.
fn figures(line: &Value) -> (&str, &Value, &Value, &Value) {
    (
        line["state"].as_str().unwrap(),
        &line["value"],
        &line["numerator"],
        &line["denominator"],
    )
}

/// A report of the past that the desk brings in: when it arrived, was entered, was forwarded.
fn brought_in(app: &App, received: &str, entered: &str, forwarded: &str) -> String {
    let mut body = app.report();
    body["occurred_at"] = json!(received);
    body["registered_at"] = json!(entered);
    let desk = app.operator("c_e625");
    let receipt = desk.post("/administrations/c_e625/cases", &body).expect(201);
    let path = format!("/administrations/c_e625/cases/{}", receipt.str("/id"));
    let forwarding = json!({ "office": "competent-office", "occurred_at": forwarded });
    desk.post(&format!("{path}/forwardings"), &forwarding).expect(201);
    path
}

fn decide(app: &App, path: &str, outcome: &str, at: &str) -> Answer {
    let decision = json!({
        "outcome": outcome, "answer": "Ecco la risposta.", "pertinent": true, "occurred_at": at,
        "late_reasons": "L'istruttoria è stata più lunga del previsto.",
    });
    app.officer("c_e625", "competent-office")
        .post(&format!("{path}/decision"), &decision)
        .expect(201)
}

#[test]
fn a_standard_that_nobody_measured_says_so_and_one_without_cases_is_not_measurable() {
    on_both(|app| {
        let scorecard = app.anonymous().get(SCORECARD).expect(200);
        assert_eq!(
            (scorecard.str("/period"), scorecard.str("/edition")),
            ("2026", "2025")
        );
        assert_eq!(scorecard.list("/standards").len(), 15);
        assert_eq!(scorecard.str("/as_of"), "2026-11-20T11:30:00+01:00");
        for line in scorecard.list("/standards") {
            let counted = line["measured_by"].as_str().unwrap().starts_with("cases");
            assert_eq!(
                line["state"],
                if counted { "not_measurable" } else { "not_measured" },
                "{line}"
            );
            assert_eq!(line["value"], Value::Null, "{line}");
        }
    });
}

#[test]
fn the_time_to_enter_is_met_while_every_report_was_entered_in_three_working_days() {
    on_both(|app| {
        app.received();
        let entered = line(app, "disservice-intake", "2026");
        assert_eq!(figures(&entered), ("met", &json!("0"), &json!(1), &json!(1)));
        let late = [
            "2026-11-02T09:00:00+01:00",
            "2026-11-09T09:00:00+01:00",
            "2026-11-09T09:00:00+01:00",
        ];
        brought_in(app, late[0], late[1], late[2]);
        let entered = line(app, "disservice-intake", "2026");
        assert_eq!(figures(&entered), ("not_met", &json!("5"), &json!(1), &json!(2)));
        assert_eq!(entered["worst_elapsed"], 5);
    });
}

#[test]
fn the_share_upheld_is_held_against_five_percent() {
    on_both(|app| {
        app.upheld();
        assert_eq!(
            figures(&line(app, "pertinence", "2026")),
            ("not_met", &json!("100.00"), &json!(1), &json!(1))
        );
        let rejection =
            json!({ "outcome": "rejected", "answer": "Lo sportello era aperto.", "pertinent": true });
        for _ in 0..19 {
            let case = app.received();
            app.officer("c_e625", "urp")
                .post(&case.sub("decision"), &rejection)
                .expect(201);
        }
        assert_eq!(
            figures(&line(app, "pertinence", "2026")),
            ("met", &json!("5.00"), &json!(1), &json!(20))
        );
    });
}

#[test]
fn what_is_upheld_but_not_pertinent_is_not_in_the_share() {
    on_both(|app| {
        let case = app.forwarded();
        let mut decision = app.upholding();
        decision["pertinent"] = json!(false);
        app.officer("c_e625", "competent-office")
            .post(&case.sub("decision"), &decision)
            .expect(201);
        assert_eq!(
            figures(&line(app, "pertinence", "2026")),
            ("met", &json!("0.00"), &json!(0), &json!(1))
        );
    });
}

#[test]
fn the_share_answered_within_the_term_counts_what_is_late_and_still_open() {
    on_both(|app| {
        let ask = |subject: &str| {
            let body = json!({
                "procedure": "information-request", "channel": "email", "subject": subject,
                "description": "Vorrei sapere gli orari.",
            });
            let receipt = app
                .operator("c_e625")
                .post("/administrations/c_e625/cases", &body)
                .expect(201);
            format!("/administrations/c_e625/cases/{}", receipt.str("/id"))
        };
        let answered = ask("Orari");
        ask("Orari in agosto");
        let standard = "email-whatsapp-answer";
        assert_eq!(line(app, standard, "2026")["state"], "not_measurable");
        let answer = json!({ "outcome": "upheld", "answer": "Dalle 9 alle 13.", "pertinent": true });
        app.officer("c_e625", "urp")
            .post(&format!("{answered}/decision"), &answer)
            .expect(201);
        assert_eq!(
            figures(&line(app, standard, "2026")),
            ("met", &json!("100.00"), &json!(1), &json!(1))
        );
        app.set_clock("2026-11-24T11:30:00+01:00");
        assert_eq!(
            line(app, standard, "2026")["denominator"],
            2,
            "a term that is due now has passed"
        );
        app.set_clock("2026-11-25T09:00:00+01:00");
        assert_eq!(
            figures(&line(app, standard, "2026")),
            ("not_met", &json!("50.00"), &json!(1), &json!(2))
        );
    });
}

#[test]
fn a_case_counts_in_the_period_in_which_it_was_decided_or_its_term_ended_whichever_came_first() {
    on_both(|app| {
        app.set_clock("2026-12-31T12:00:00+01:00");
        let in_time = brought_in(
            app,
            "2026-09-28T09:00:00+02:00",
            "2026-09-28T09:00:00+02:00",
            "2026-09-28T09:00:00+02:00",
        );
        decide(app, &in_time, "rejected", "2026-09-30T23:59:59.999999+02:00");
        assert_eq!(line(app, "pertinence", "2026-09")["denominator"], 1);
        assert_eq!(line(app, "pertinence", "2026-10")["denominator"], 0);
        let on_the_next_day = brought_in(
            app,
            "2026-09-28T09:00:00+02:00",
            "2026-09-28T09:00:00+02:00",
            "2026-09-28T09:00:00+02:00",
        );
        decide(app, &on_the_next_day, "rejected", "2026-10-01T00:00:00+02:00");
        assert_eq!(line(app, "pertinence", "2026-09")["denominator"], 1);
        assert_eq!(line(app, "pertinence", "2026-10")["denominator"], 1);
        // Forwarded on 1 October, due on 2 November (1 November is a holiday), answered in December: it counts in November.
        let late = brought_in(
            app,
            "2026-10-01T09:00:00+02:00",
            "2026-10-01T09:00:00+02:00",
            "2026-10-02T09:00:00+02:00",
        );
        decide(app, &late, "upheld", "2026-12-10T09:00:00+01:00");
        assert_eq!(
            figures(&line(app, "pertinence", "2026-11")),
            ("not_met", &json!("100.00"), &json!(1), &json!(1))
        );
        assert_eq!(line(app, "pertinence", "2026-12")["denominator"], 0);
        for (period, expected) in [
            ("2026-Q3", 1),
            ("2026-Q4", 2),
            ("2026-H1", 0),
            ("2026-H2", 3),
            ("2026", 3),
        ] {
            assert_eq!(
                line(app, "pertinence", period)["denominator"],
                expected,
                "{period}"
            );
        }
    });
}

#[test]
fn what_is_not_due_yet_and_not_decided_does_not_count() {
    on_both(|app| {
        app.forwarded();
        assert_eq!(line(app, "pertinence", "2026")["denominator"], 0);
        app.set_clock("2026-12-22T00:00:00+01:00");
        assert_eq!(line(app, "pertinence", "2026")["denominator"], 1);
        assert_eq!(line(app, "pertinence", "2026")["numerator"], 0);
    });
}

#[test]
fn a_case_withdrawn_in_time_does_not_count() {
    on_both(|app| {
        let case = app.forwarded();
        app.operator("c_e625")
            .post(&case.sub("withdrawal"), &json!({}))
            .expect(201);
        app.set_clock("2027-01-31T09:00:00+01:00");
        for period in ["2026", "2027"] {
            assert_eq!(line(app, "pertinence", period)["denominator"], 0, "{period}");
        }
    });
}

#[test]
fn a_period_that_has_not_begun_holds_nothing_and_one_before_the_charter_is_held_against_it_as_it_is() {
    on_both(|app| {
        app.received();
        let next = line(app, "disservice-intake", "2027");
        assert_eq!(
            (&next["state"], &next["value"]),
            (&json!("not_measured"), &Value::Null)
        );
        let before = app
            .anonymous()
            .get(&format!("{SCORECARD}?period=2024"))
            .expect(200);
        assert_eq!(before.str("/edition"), "2025");
        assert_eq!(
            before.item("/standards", "standard", "disservice-intake")["denominator"],
            0
        );
        for odd in ["1999", "26", "2026-13", "2026-Q5", "2026-h1"] {
            app.anonymous()
                .get(&format!("{SCORECARD}?period={odd}"))
                .field(400, "invalid_query", "/period");
        }
    });
}

#[test]
fn lecces_answers_are_measured_from_its_own_cases_alone() {
    on_both(|app| {
        let path = "/administrations/c_e506/charters/ict-and-business/scorecard";
        app.upheld();
        let before = app.anonymous().get(path).expect(200);
        assert_eq!(
            before.item("/standards", "standard", "complaint-response")["state"],
            "not_measurable"
        );
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let case = app.filed("c_e506", &body);
        app.set_clock("2026-11-30T09:00:00+01:00");
        let decision = json!({ "outcome": "rejected", "answer": "Infondato.", "pertinent": true });
        app.manager("c_e506", "ict-and-business")
            .post(&case.sub("decision"), &decision)
            .expect(201);
        let after = app.anonymous().get(path).expect(200);
        let answers = after.item("/standards", "standard", "complaint-response");
        assert_eq!(figures(answers), ("met", &json!("10"), &json!(1), &json!(1)));
    });
}
