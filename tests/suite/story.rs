//! The main job, end to end: Livorno, Lecce, Lucca.

use cartaviva_tests::{Answer, App, Filed, on_both};
use serde_json::{Value, json};

const LIVORNO: &str = "/administrations/c_e625";

/// A deadline of a case, by its term.
#[track_caller]
fn deadline<'a>(answer: &'a Answer, term: &str) -> &'a Value {
    answer.item("/deadlines", "term", term)
}

/// A line of Livorno's scorecard.
#[track_caller]
fn line(app: &App, standard: &str) -> Value {
    let scorecard = app
        .anonymous()
        .get(&format!("{LIVORNO}/charters/urp/scorecard?period=2026"))
        .expect(200);
    scorecard.item("/standards", "standard", standard).clone()
}

/// 1. A front end reads what Livorno promises.
fn a_front_end_reads(app: &App) {
    let anybody = app.anonymous();
    anybody.get(LIVORNO).expect(200);
    let office = anybody.get(&format!("{LIVORNO}/offices/urp")).expect(200);
    assert_eq!(
        office.at("/calendar/opening_hours/monday"),
        &json!([["09:00", "13:00"]])
    );
    for charter in ["general", "urp"] {
        let charter = anybody.get(&format!("{LIVORNO}/charters/{charter}")).expect(200);
        assert!(!charter.str("/edition/approval/number").is_empty());
    }
    let standards = anybody
        .get(&format!("{LIVORNO}/charters/urp/standards?limit=100"))
        .expect(200);
    assert_eq!(standards.list("/items").len(), 15);
    assert_eq!(line(app, "desk-opening-days")["state"], "not_measured");
    assert_eq!(line(app, "pertinence")["state"], "not_measurable");
}

/// 2. A citizen reports a disservice; the answer is the receipt.
fn a_citizen_reports(app: &App) -> Filed {
    let receipt = app
        .citizen()
        .post(&format!("{LIVORNO}/cases"), &app.report())
        .expect(201);
    assert_eq!(
        (receipt.str("/protocol/number"), receipt.str("/office")),
        ("0000001", "urp")
    );
    assert_eq!(deadline(&receipt, "intake")["due_on"], "2026-11-25");
    assert_eq!(deadline(&receipt, "response")["state"], "not_started");
    Filed::of("c_e625", &receipt)
}

/// 3. The desk forwards it; now the answer has a date, and the steps that lead to it.
fn the_desk_forwards(app: &App, case: &Filed) {
    let desk = app.operator("c_e625");
    desk.post(&case.sub("forwardings"), &json!({ "office": "competent-office" }))
        .expect(201);
    let explained = desk.get(&case.sub("deadlines")).expect(200);
    assert_eq!(explained.str("/items/1/deadline/due_on"), "2026-12-21");
    for rule in ["first_day_not_counted", "last_day_moved"] {
        let step = explained.item("/items/1/steps", "rule", rule);
        assert!(step["source"].as_str().unwrap().contains("art. 2963"), "{step}");
    }
}

/// 4. The manager decides after the due date; the answer is registered too.
fn the_manager_decides_late(app: &App, case: &Filed) {
    app.set_clock("2026-12-29T10:00:00+01:00");
    let manager = app.manager("c_e625", "competent-office");
    let decided = manager
        .post(&case.sub("decision"), &app.upholding_late())
        .expect(201);
    assert_eq!(deadline(&decided, "response")["state"], "missed");
    assert_eq!(
        decided.item("/protocol", "direction", "outgoing")["number"],
        "0000002"
    );
}

/// 5. The citizen follows it and asks for the ristoro, which is granted once.
fn the_ristoro_is_granted_once(app: &App, case: &Filed) {
    let citizen = app.citizen().with("Tracking-Code", &case.tracking_code);
    let seen = citizen.get("/tracking").expect(200);
    assert_eq!(seen.str("/decision/outcome"), "upheld");
    let asked = citizen.post_nothing("/tracking/ristoro-claim").expect(201);
    assert_eq!(asked.at("/ristoro/eligibility/eligible"), true);
    let manager = app.manager("c_e625", "competent-office");
    let stock = || {
        let weighed = manager.get(&case.sub("ristoro-eligibility")).expect(200);
        assert!(
            weighed
                .list("/rules")
                .iter()
                .all(|rule| rule["source"].as_str().unwrap().contains("§8 Ristoro"))
        );
        weighed.item("/options/0/items", "item", "illustrated-guide")["stock"]
            .as_i64()
            .unwrap()
    };
    assert_eq!(stock(), 12);
    let body = json!({ "item": "illustrated-guide", "quantity": 1 });
    let granted = manager.post(&case.sub("ristoro-grant"), &body).expect(201);
    assert_eq!(stock(), 11);
    manager
        .post(&case.sub("ristoro-grant"), &body)
        .refused(422, "one_grant_per_case");
    assert_eq!(
        citizen.get("/tracking").expect(200).at("/ristoro/grant/voucher"),
        granted.at("/voucher")
    );
}

/// 6. The scorecard shows what this case did; a clerk records the value of another standard.
fn the_scorecard_shows_it(app: &App) {
    assert_eq!(line(app, "disservice-intake")["state"], "met");
    let upheld = line(app, "pertinence");
    assert_eq!(
        (&upheld["state"], &upheld["value"]),
        (&json!("not_met"), &json!("100.00"))
    );
    let path = format!("{LIVORNO}/charters/urp/standards/desk-opening-days/measurements/2026");
    let tag = app.anonymous().get(&path).expect(200).header("etag").to_owned();
    let clerk = app.who("editor", "c_e625").with("If-Match", &tag);
    clerk
        .put(&path, &json!({ "numerator": 241, "denominator": 250 }))
        .expect(200);
    let recorded = line(app, "desk-opening-days");
    assert_eq!(
        (&recorded["state"], &recorded["value"]),
        (&json!("met"), &json!("96.40"))
    );
}

#[test]
fn in_livorno_a_report_is_answered_late_and_made_good_with_a_book() {
    on_both(|app| {
        a_front_end_reads(app);
        let case = a_citizen_reports(app);
        the_desk_forwards(app, &case);
        the_manager_decides_late(app, &case);
        the_ristoro_is_granted_once(app, &case);
        the_scorecard_shows_it(app);
    });
}

#[test]
fn in_lecce_a_commitment_not_kept_is_made_good_with_fifty_days_of_parking() {
    on_both(|app| {
        let path = "/administrations/c_e506/cases";
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let mut unsigned = body.clone();
        unsigned.as_object_mut().unwrap().remove("reporter");
        app.anonymous()
            .post(path, &unsigned)
            .refused(422, "anonymous_not_considered");
        let case = app.filed("c_e506", &body);
        let response = &case.receipt["deadlines"][0];
        assert_eq!(
            (&response["starts_from"], &response["due_on"]),
            (&json!("received"), &json!("2026-12-21"))
        );
        let manager = app.manager("c_e506", "ict-and-business");
        let decision = json!({
            "outcome": "upheld", "answer": "L'impegno non è stato mantenuto.", "pertinent": true,
            "breached_standards": ["online-availability"], "cause": "administration",
        });
        manager.post(&case.sub("decision"), &decision).expect(201);
        let grant = |days: u8| {
            let body = json!({ "item": "parking-day", "quantity": days });
            manager.post(&case.sub("ristoro-grant"), &body)
        };
        grant(50).refused(422, "requested");
        let citizen = app.citizen().with("Tracking-Code", &case.tracking_code);
        citizen.post_nothing("/tracking/ristoro-claim").expect(201);
        grant(51).refused(422, "quantity_out_of_range");
        assert_eq!(grant(50).expect(201).at("/quantity"), 50);
    });
}

#[test]
fn in_lucca_a_complaint_is_answered_fifteen_days_from_presentation() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let case = app.filed("cciaa_lu", &body);
        assert_eq!(case.receipt["deadlines"][0]["due_on"], "2026-12-05");
        let forwarding = json!({ "office": "competent-office" });
        let moved = app
            .operator("cciaa_lu")
            .post(&case.sub("forwardings"), &forwarding)
            .expect(201);
        assert_eq!(
            deadline(&moved, "response")["due_on"],
            "2026-12-05",
            "forwarding moves nothing"
        );
        app.set_clock("2026-12-05T23:59:59+01:00");
        let decision =
            json!({ "outcome": "rejected", "answer": "Il servizio era regolare.", "pertinent": true });
        let office = app.officer("cciaa_lu", "competent-office");
        let decided = office.post(&case.sub("decision"), &decision).expect(201);
        assert_eq!(deadline(&decided, "response")["state"], "met");
    });
}

#[test]
fn what_happened_is_recorded_when_it_happened_and_when_it_was_told() {
    on_both(|app| {
        let mut body = app.report();
        body["channel"] = json!("desk");
        body["reporter"]["address"] = json!("Via Grande 1, Livorno");
        body["reporter"]["phone"] = json!("0586820111");
        body["occurred_at"] = json!("2026-10-01T09:00:00+02:00");
        body["registered_at"] = json!("2026-10-01T09:10:00+02:00");
        let desk = app.operator("c_e625");
        let receipt = desk.post(&format!("{LIVORNO}/cases"), &body).expect(201);
        let case = Filed::of("c_e625", &receipt);
        let forwarding = json!({ "office": "competent-office", "occurred_at": "2026-10-02T09:00:00+02:00" });
        desk.post(&case.sub("forwardings"), &forwarding).expect(201);
        let officer = app.officer("c_e625", "competent-office");
        let decided = officer
            .post(&case.sub("decision"), &app.upholding_late())
            .expect(201);
        assert_eq!(deadline(&decided, "response")["due_on"], "2026-11-02");
        assert_eq!(deadline(&decided, "response")["state"], "missed");
        let events = desk.get(&case.sub("events")).expect(200);
        for (kind, occurred_at) in [
            ("received", "2026-10-01T09:00:00+02:00"),
            ("registered", "2026-10-01T09:10:00+02:00"),
            ("forwarded", "2026-10-02T09:00:00+02:00"),
            ("decided", "2026-11-20T11:30:00+01:00"),
        ] {
            let event = events.item("/items", "kind", kind);
            assert_eq!(
                (&event["occurred_at"], &event["recorded_at"]),
                (&json!(occurred_at), &json!("2026-11-20T11:30:00+01:00"))
            );
        }
    });
}
