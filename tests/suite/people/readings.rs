//! Who read people's data: for who audits, and for whom it is about.

use cartaviva_tests::{Answer, App, Filed, on_both};
use serde_json::{Value, json};

use super::read;

const READINGS: &str = "/administrations/c_e625/data-readings";

/// The readings of a case as the auditor sees them, the last one first.
#[track_caller]
pub(super) fn recorded(app: &App, case: &Filed) -> Vec<Value> {
    let auditor = app.who("auditor", "c_e625");
    let seen = auditor.get(&format!("{READINGS}?case={}", case.id)).expect(200);
    seen.list("/items").to_vec()
}

/// The days of the readings of a page.
#[track_caller]
fn days(page: &Answer) -> Vec<&str> {
    let items = page.list("/items").iter();
    items.map(|item| &item["at"].as_str().unwrap()[..10]).collect()
}

/// Somebody at the desk reads the first case on one day and on the next, and another one the second on the third.
fn three(app: &App) -> (Filed, Filed) {
    let (first, second) = (app.received(), app.received());
    let desk = app.operator("c_e625");
    read(desk.clone(), &first, "handling").expect(200);
    app.set_clock("2026-11-21T09:00:00+01:00");
    read(desk.clone(), &first, "contact").expect(200);
    app.set_clock("2026-11-22T09:00:00+01:00");
    read(desk, &second, "handling").expect(200);
    (first, second)
}

#[test]
fn an_auditor_and_an_admin_read_who_read_of_a_case_and_in_a_period() {
    on_both(|app| {
        let (first, _) = three(app);
        for role in ["auditor", "admin"] {
            let who = app.who(role, "c_e625");
            let all = who.get(READINGS).expect(200);
            assert_eq!(days(&all), ["2026-11-22", "2026-11-21", "2026-11-20"]);
            let of_case = who.get(&format!("{READINGS}?case={}", first.id)).expect(200);
            assert_eq!(days(&of_case), ["2026-11-21", "2026-11-20"]);
            let period = format!("{READINGS}?from=2026-11-20T23:00:00Z&until=2026-11-22T08:00:00Z");
            assert_eq!(days(&who.get(&period).expect(200)), ["2026-11-21"]);
            let both = format!("{period}&case={}", first.id);
            assert_eq!(days(&who.get(&both).expect(200)), ["2026-11-21"]);
        }
    });
}

#[test]
fn readings_are_read_a_page_at_a_time_and_none_twice() {
    on_both(|app| {
        three(app);
        let auditor = app.who("auditor", "c_e625");
        let page = auditor.get(&format!("{READINGS}?limit=2")).expect(200);
        assert_eq!(days(&page), ["2026-11-22", "2026-11-21"]);
        let cursor = page.str("/next_cursor");
        let rest = auditor
            .get(&format!("{READINGS}?limit=2&cursor={cursor}"))
            .expect(200);
        assert_eq!(days(&rest), ["2026-11-20"]);
        assert!(rest.json.get("next_cursor").is_none());
    });
}

#[test]
fn who_is_no_auditor_does_not_read_who_read() {
    on_both(|app| {
        for role in [
            "operator",
            "officer",
            "manager",
            "integrator",
            "editor",
            "citizen",
        ] {
            app.who(role, "c_e625")
                .get(READINGS)
                .problem(403, "role_not_allowed");
        }
        app.who("auditor", "c_e506")
            .get(READINGS)
            .problem(404, "not_found");
        let mine = app.who("auditor", "c_e506");
        three(app);
        let none = mine.get("/administrations/c_e506/data-readings").expect(200);
        assert!(none.list("/items").is_empty(), "each administration has its own");
    });
}

#[test]
fn whoever_presented_a_case_sees_when_why_and_for_which_office_they_were_read_and_not_by_whom() {
    on_both(|app| {
        let case = app.forwarded();
        let citizen = app.citizen().with("Tracking-Code", &case.tracking_code);
        assert!(
            citizen
                .get("/tracking/readings")
                .expect(200)
                .list("/items")
                .is_empty()
        );
        read(app.operator("c_e625"), &case, "verification").expect(200);
        app.set_clock("2026-11-23T09:00:00+01:00");
        read(app.officer("c_e625", "competent-office"), &case, "contact").expect(200);
        let seen = citizen.get("/tracking/readings").expect(200);
        assert_eq!(
            seen.at("/items"),
            &json!([
                { "at": "2026-11-23T09:00:00+01:00", "what": "reporter", "role": "officer",
                  "office": "competent-office", "reason": "contact" },
                { "at": "2026-11-20T11:30:00+01:00", "what": "reporter", "role": "operator", "reason": "verification" },
            ])
        );
        assert!(!seen.text.contains("officer of c_e625"));
        let page = citizen.get("/tracking/readings?limit=1").expect(200);
        let next = format!("/tracking/readings?limit=1&cursor={}", page.str("/next_cursor"));
        let rest = citizen.get(&next).expect(200);
        assert_eq!(days(&rest), ["2026-11-20"]);
        app.citizen()
            .with("Tracking-Code", "c_e625.aaaaaaaaaaaaaaaaaaaaaaaaaa")
            .get("/tracking/readings")
            .problem(404, "tracking_code_unknown");
    });
}

#[test]
fn readings_outlive_a_disposal_and_hold_nothing_of_whoever_was_read() {
    on_both(|app| {
        super::five_years(app);
        let case = app.upheld();
        read(app.operator("c_e625"), &case, "contact").expect(200);
        app.set_clock(super::LATER);
        app.who("admin", "c_e625")
            .post(super::DISPOSALS, &super::order(false))
            .expect(201);
        let kept = recorded(app, &case);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0]["reason"], "contact");
    });
}
