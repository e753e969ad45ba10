//! The emergency register (D.P.R. 445/2000 art. 63).

use std::collections::BTreeSet;
use std::thread;

use cartaviva_tests::{Answer, App, on_both};
use serde_json::{Value, json};

use super::{REGISTER, act, entered, manager, numbers, patiently};

const CASES: &str = "/administrations/c_e625/cases";
const PERIODS: &str = "/administrations/c_e625/emergency-periods";

/// Opens the emergency register of Livorno; answers its path.
#[track_caller]
fn opened(app: &App) -> String {
    let body = json!({ "cause": "Guasto al sistema", "reference": "Autorizzazione 3/2026" });
    let period = manager(app).post(PERIODS, &body).expect(201);
    format!("{PERIODS}/{}", period.str("/id"))
}

/// Closes it.
fn closed(app: &App, period: &str) -> Answer {
    manager(app).post(&format!("{period}/closing"), &json!({}))
}

#[test]
fn while_it_is_open_documents_take_its_numbers_and_cases_are_registered_all_the_same() {
    on_both(|app| {
        assert_eq!(app.received().receipt["protocol"]["number"], "0000001");
        opened(app);
        let case = app.received();
        assert_eq!(case.receipt["status"], "registered");
        let protocol = &case.receipt["protocol"];
        assert_eq!(protocol["state"], "emergency");
        assert!(protocol.get("number").is_none());
        assert_eq!(
            protocol["emergency"],
            json!({ "register": "EM-2026", "number": "0000001", "date": "2026-11-20" })
        );
        let register = app.operator("c_e625").get(REGISTER).expect(200);
        assert_eq!(numbers(&register), ["0000001"]);
    });
}

#[test]
fn at_its_end_each_takes_an_ordinary_number_in_order_and_keeps_its_own_for_ever() {
    on_both(|app| {
        entered(app);
        let period = opened(app);
        let cases = [app.received(), app.received(), app.received()];
        app.set_clock("2026-11-21T08:00:00+01:00");
        let end = closed(app, &period).expect(201);
        assert_eq!((end.at("/documents"), end.at("/waiting")), (&json!(3), &json!(0)));
        assert_eq!(end.str("/closed_by"), "manager of c_e625");
        let desk = app.operator("c_e625");
        for (index, case) in (1..).zip(&cases) {
            let entry = desk.get(&format!("{REGISTER}/2026/{}", index + 1)).expect(200);
            assert_eq!(entry.str("/case"), case.id);
            assert_eq!(entry.str("/emergency/number"), format!("{index:07}"));
            assert_eq!(entry.str("/emergency/date"), "2026-11-20");
            assert_eq!(entry.str("/registered_at"), "2026-11-21T08:00:00+01:00");
            let shown = desk.get(&case.path).expect(200);
            assert_eq!(shown.list("/protocol").len(), 1);
            assert_eq!(shown.str("/protocol/0/state"), "registered");
            assert_eq!(shown.str("/protocol/0/emergency/number"), format!("{index:07}"));
        }
        assert_eq!(app.received().receipt["protocol"]["number"], "0000005");
        closed(app, &period).problem(409, "conflict");
    });
}

#[test]
fn its_numbers_go_on_over_every_stop_of_the_year() {
    on_both(|app| {
        for expected in ["0000001", "0000002"] {
            let period = opened(app);
            let case = app.received();
            assert_eq!(case.receipt["protocol"]["emergency"]["number"], expected);
            closed(app, &period).expect(201);
        }
        app.set_clock("2027-01-01T09:00:00+01:00");
        opened(app);
        let case = app.received();
        assert_eq!(
            case.receipt["protocol"]["emergency"],
            json!({ "register": "EM-2027", "number": "0000001", "date": "2027-01-01" })
        );
    });
}

#[test]
fn documents_that_arrive_while_it_is_closed_are_neither_lost_nor_left_without_a_number() {
    on_both(|app| {
        let period = opened(app);
        let filed = thread::scope(|scope| {
            let asked: Vec<_> = (0..32)
                .map(|_| scope.spawn(|| patiently(|| app.citizen().post(CASES, &app.report())).expect(201)))
                .collect();
            patiently(|| closed(app, &period)).expect(201);
            asked
                .into_iter()
                .map(|asked| asked.join().unwrap())
                .collect::<Vec<_>>()
        });
        let waiting = app
            .who("auditor", "c_e625")
            .get("/administrations/c_e625/waiting-documents")
            .expect(200);
        assert!(waiting.list("/items").is_empty(), "{}", waiting.text);
        let desk = app.operator("c_e625");
        let given: BTreeSet<String> = filed
            .iter()
            .map(|case| {
                let path = format!("{CASES}/{}", case.str("/id"));
                let shown = desk.get(&path).expect(200);
                shown.str("/protocol/0/number").to_owned()
            })
            .collect();
        let expected: BTreeSet<String> = (1..=32).map(|number| format!("{number:07}")).collect();
        assert_eq!(given, expected);
    });
}

#[test]
fn it_is_opened_once_by_an_act_and_listed_with_cause_and_times() {
    on_both(|app| {
        let mut body = json!({
            "cause": "Guasto al sistema", "reference": "Autorizzazione 3/2026", "stopped_at": "2026-11-20T10:00:00+01:00"
        });
        let operator = app.operator("c_e625");
        operator.post(PERIODS, &body).problem(403, "role_not_allowed");
        let first = manager(app).post(PERIODS, &body).expect(201);
        manager(app).post(PERIODS, &body).problem(409, "conflict");
        let listed = operator.get(PERIODS).expect(200);
        assert_eq!(listed.at("/items/0"), &first.json);
        assert_eq!(first.str("/stopped_at"), "2026-11-20T10:00:00+01:00");
        assert_eq!(first.json.get("closed_at"), None::<&Value>);
        body["restored_at"] = json!("2026-11-20T09:59:59+01:00");
        let closing = format!("{PERIODS}/{}/closing", first.str("/id"));
        manager(app)
            .post(&closing, &json!({ "restored_at": "2026-11-20T09:59:59+01:00" }))
            .field(422, "validation_failed", "/restored_at");
        closed(app, &format!("{PERIODS}/{}", first.str("/id"))).expect(201);
        let system = operator
            .get("/administrations/c_e625/protocol-system")
            .expect(200);
        assert!(system.json.get("emergency").is_none());
    });
}

#[test]
fn nothing_is_annulled_while_the_register_cannot_be_used() {
    on_both(|app| {
        entered(app);
        let period = opened(app);
        let path = format!("{REGISTER}/2026/1/annulment");
        manager(app).post(&path, &act()).problem(409, "conflict");
        closed(app, &period).expect(201);
        manager(app).post(&path, &act()).expect(201);
    });
}
