//! The life of a redress: refused, granted, handed out, expired, returned.

use std::thread;

use cartaviva_tests::{Answer, App, Filed, Person, on_both};
use serde_json::{Value, json};

use crate::ristoro_policies::livorno_with;

fn manager(app: &App) -> Person<'_> {
    app.manager("c_e625", "competent-office")
}

fn desk(app: &App) -> Person<'_> {
    app.operator("c_e625")
}

fn citizen<'a>(app: &'a App, case: &Filed) -> Person<'a> {
    app.citizen().with("Tracking-Code", &case.tracking_code)
}

fn grant(app: &App, case: &Filed, item: &str) -> Answer {
    manager(app).post(
        &case.sub("ristoro-grant"),
        &json!({ "item": item, "quantity": 1 }),
    )
}

/// Hands out what was granted to who shows this voucher.
fn deliver(app: &App, case: &Filed, voucher: &str) -> Answer {
    desk(app).post(&case.sub("ristoro-delivery"), &json!({ "voucher": voucher }))
}

fn take_back(app: &App, case: &Filed) -> Answer {
    let reason = json!({ "reason": "Non è stato ritirato." });
    desk(app).post(&case.sub("ristoro-return"), &reason)
}

fn refuse(app: &App, case: &Filed) -> Answer {
    let reason = json!({ "reason": "Il disservizio non è imputabile all'ufficio." });
    manager(app).post(&case.sub("ristoro-refusal"), &reason)
}

/// What is left of an item.
fn stock(app: &App, case: &Filed, item: &str) -> i64 {
    let weighed = manager(app).get(&case.sub("ristoro-eligibility")).expect(200);
    weighed.item("/options/0/items", "item", item)["stock"]
        .as_i64()
        .unwrap()
}

/// What happened to a case, by the kinds of its events.
fn kinds(app: &App, case: &Filed) -> Vec<String> {
    let events = desk(app).get(&case.sub("events")).expect(200);
    let kind = |event: &Value| event["kind"].as_str().unwrap().to_owned();
    events.list("/items").iter().map(kind).collect()
}

/// A voucher is good for a month.
fn good_for_a_month(file: &mut Value) {
    file["ristoro"]["policy"]["voucher_valid"] = json!({ "amount": 1, "unit": "months", "roll": "none" });
}

#[test]
fn what_is_granted_is_handed_out_by_its_voucher_once() {
    on_both(|app| {
        let case = app.upheld();
        deliver(app, &case, "AAAAAAAAAAAAAAAA").refused(422, "nothing_granted");
        let granted = grant(app, &case, "harbour-stories").expect(201);
        assert_eq!(granted.str("/state"), "granted");
        assert!(granted.json.get("expires_on").is_none());
        let voucher = granted.str("/voucher");
        deliver(app, &case, "AAAAAAAAAAAAAAAA").refused(422, "unknown_voucher");
        let delivered = deliver(app, &case, &voucher.to_lowercase()).expect(201);
        assert_eq!(
            (delivered.str("/state"), delivered.str("/delivered_at")),
            ("delivered", cartaviva_tests::NOW)
        );
        deliver(app, &case, voucher).refused(422, "already_delivered");
        take_back(app, &case).refused(422, "already_delivered");
        grant(app, &case, "illustrated-guide").refused(422, "one_grant_per_case");
        assert_eq!(stock(app, &case, "harbour-stories"), 4);
        let seen = citizen(app, &case).get("/tracking").expect(200);
        assert_eq!(seen.str("/ristoro/grant/state"), "delivered");
        assert_eq!(
            seen.item("/events", "kind", "ristoro_delivered")["role"],
            "operator"
        );
        assert_eq!(
            kinds(app, &case).get(4..),
            Some(&["ristoro_granted".to_owned(), "ristoro_delivered".to_owned()][..])
        );
    });
}

#[test]
fn a_voucher_that_does_not_expire_is_good_years_later() {
    on_both(|app| {
        let case = app.upheld();
        let granted = grant(app, &case, "harbour-stories").expect(201);
        app.set_clock("2031-11-20T10:00:00+01:00");
        deliver(app, &case, granted.str("/voucher")).expect(201);
    });
}

#[test]
fn a_voucher_is_good_through_its_last_day_and_not_after() {
    on_both(|app| {
        livorno_with(app, good_for_a_month);
        let (first, second) = (app.upheld(), app.upheld());
        let vouchers = [&first, &second].map(|case| grant(app, case, "harbour-stories").expect(201));
        assert_eq!(vouchers[0].str("/expires_on"), "2026-12-20");
        app.set_clock("2026-12-20T23:59:59+01:00");
        deliver(app, &first, vouchers[0].str("/voucher")).expect(201);
        app.set_clock("2026-12-21T00:00:00+01:00");
        let late = deliver(app, &second, vouchers[1].str("/voucher"));
        late.refused(422, "voucher_expired");
        assert!(late.str("/detail").contains("20 December 2026"), "{}", late.text);
        let seen = citizen(app, &second).get("/tracking").expect(200);
        assert_eq!(seen.str("/ristoro/grant/state"), "expired");
        assert_eq!(
            desk(app)
                .get(&first.sub("ristoro"))
                .expect(200)
                .str("/grant/state"),
            "delivered"
        );
    });
}

#[test]
fn what_was_handed_out_in_time_is_recorded_after_the_voucher_expired() {
    on_both(|app| {
        livorno_with(app, good_for_a_month);
        let case = app.upheld();
        let granted = grant(app, &case, "harbour-stories").expect(201);
        app.set_clock("2026-12-22T09:00:00+01:00");
        let at = |occurred_at: &str| {
            let body = json!({ "voucher": granted.str("/voucher"), "occurred_at": occurred_at });
            desk(app).post(&case.sub("ristoro-delivery"), &body)
        };
        at("2026-12-21T10:00:00+01:00").refused(422, "voucher_expired");
        at("2026-11-20T11:29:59+01:00").refused(422, "occurred_before_previous");
        at("2026-12-23T10:00:00+01:00").refused(422, "occurred_in_future");
        assert_eq!(
            at("2026-12-18T10:00:00+01:00").expect(201).str("/state"),
            "delivered"
        );
    });
}

#[test]
fn what_is_returned_is_in_stock_again_and_another_may_be_granted() {
    on_both(|app| {
        livorno_with(app, good_for_a_month);
        let case = app.upheld();
        take_back(app, &case).refused(422, "nothing_granted");
        let first = grant(app, &case, "harbour-stories").expect(201);
        assert_eq!(stock(app, &case, "harbour-stories"), 4);
        app.set_clock("2027-02-01T09:00:00+01:00");
        let returned = take_back(app, &case).expect(201);
        assert_eq!(
            (returned.str("/state"), returned.str("/returned_reason")),
            ("returned", "Non è stato ritirato.")
        );
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
        take_back(app, &case).refused(422, "already_returned");
        deliver(app, &case, first.str("/voucher")).refused(422, "already_returned");
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
        let seen = citizen(app, &case).get("/tracking").expect(200);
        assert_eq!(seen.str("/ristoro/grant/state"), "returned");
        assert_eq!(seen.at("/ristoro/eligibility/eligible"), true);
        let second = grant(app, &case, "illustrated-guide").expect(201);
        assert_ne!(first.str("/voucher"), second.str("/voucher"));
        let seen = citizen(app, &case).get("/tracking").expect(200);
        assert_eq!(seen.str("/ristoro/grant/voucher"), second.str("/voucher"));
        deliver(app, &case, first.str("/voucher")).refused(422, "unknown_voucher");
        let expected = ["ristoro_granted", "ristoro_returned", "ristoro_granted"].map(str::to_owned);
        assert_eq!(kinds(app, &case).get(4..), Some(&expected[..]));
    });
}

#[test]
fn a_refused_request_is_told_with_its_reason_and_nothing_is_granted_unless_it_is_made_anew() {
    on_both(|app| {
        let case = app.upheld();
        refuse(app, &case).refused(422, "nothing_claimed");
        citizen(app, &case)
            .post_nothing("/tracking/ristoro-claim")
            .expect(201);
        let refused = refuse(app, &case).expect(201);
        assert_eq!(refused.at("/eligibility/eligible"), false);
        refuse(app, &case).refused(422, "already_refused");
        grant(app, &case, "harbour-stories").refused(422, "claim_not_refused");
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
        let seen = citizen(app, &case).get("/tracking").expect(200);
        let reason = "Il disservizio non è imputabile all'ufficio.";
        assert_eq!(seen.str("/ristoro/claim_refusal/reason"), reason);
        let rules = "/ristoro/eligibility/rules";
        assert_eq!(seen.item(rules, "rule", "claim_not_refused")["satisfied"], false);
        let asked = citizen(app, &case)
            .post_nothing("/tracking/ristoro-claim")
            .expect(201);
        assert!(asked.json.pointer("/ristoro/claim_refusal").is_none());
        grant(app, &case, "harbour-stories").expect(201);
        refuse(app, &case).refused(422, "one_grant_per_case");
        let expected = [
            "ristoro_claimed",
            "ristoro_refused",
            "ristoro_claimed",
            "ristoro_granted",
        ]
        .map(str::to_owned);
        assert_eq!(kinds(app, &case).get(4..), Some(&expected[..]));
    });
}

#[test]
fn a_voucher_is_honoured_while_its_case_is_open_again() {
    on_both(|app| {
        let case = app.upheld();
        let granted = grant(app, &case, "harbour-stories").expect(201);
        let reason = json!({ "reason": "Sono emersi fatti nuovi." });
        desk(app).post(&case.sub("reopening"), &reason).expect(201);
        refuse(app, &case).refused(409, "not_from_this_status");
        deliver(app, &case, granted.str("/voucher")).expect(201);
    });
}

#[test]
fn a_refusal_and_a_return_have_their_reasons_and_a_voucher_its_sixteen_characters() {
    on_both(|app| {
        let case = app.upheld();
        for part in ["ristoro-refusal", "ristoro-return"] {
            manager(app)
                .post(&case.sub(part), &json!({}))
                .field(400, "invalid_body", "/reason");
            manager(app)
                .post(&case.sub(part), &json!({ "reason": "x" }))
                .field(422, "validation_failed", "/reason");
        }
        deliver(app, &case, "K7QW").field(422, "validation_failed", "/voucher");
    });
}

#[test]
fn the_desk_and_the_office_hand_out_and_take_back_and_nobody_else() {
    on_both(|app| {
        let case = app.upheld();
        let granted = grant(app, &case, "harbour-stories").expect(201);
        let (voucher, reason) = (
            json!({ "voucher": granted.str("/voucher") }),
            json!({ "reason": "Non ritirato." }),
        );
        for (part, body) in [("ristoro-delivery", &voucher), ("ristoro-return", &reason)] {
            app.who("auditor", "c_e625")
                .post(&case.sub(part), body)
                .problem(403, "role_not_allowed");
            app.citizen()
                .post(&case.sub(part), body)
                .problem(401, "token_missing");
            app.officer("c_e625", "urp")
                .post(&case.sub(part), body)
                .problem(404, "case_not_found");
            app.operator("c_e506")
                .post(&case.sub(part), body)
                .problem(404, "not_found");
        }
        desk(app)
            .post(&case.sub("ristoro-refusal"), &reason)
            .problem(403, "role_not_allowed");
        app.who("auditor", "c_e625")
            .get(&case.sub("ristoro"))
            .problem(403, "role_not_allowed");
        app.officer("c_e625", "competent-office")
            .post(&case.sub("ristoro-delivery"), &voucher)
            .expect(201);
    });
}

#[test]
fn where_no_ristoro_is_foreseen_none_is_shown_or_refused() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let case = app.filed("cciaa_lu", &body);
        let manager = app.manager("cciaa_lu", "ure");
        manager.get(&case.sub("ristoro")).problem(404, "not_found");
        manager
            .post(&case.sub("ristoro-refusal"), &json!({ "reason": "Non dovuto." }))
            .problem(404, "not_found");
    });
}

#[test]
fn thirty_two_that_are_granted_and_return_at_once_leave_the_stock_as_it_was() {
    on_both(|app| {
        let cases: Vec<Filed> = (0..32).map(|_| app.upheld()).collect();
        let granted: Vec<bool> = thread::scope(|scope| {
            let one = |case| {
                let granted = grant(app, case, "illustrated-guide");
                if granted.status != 201 {
                    granted.problem(422, "rule_refused");
                    return false;
                }
                take_back(app, case).expect(201);
                true
            };
            let asked: Vec<_> = cases.iter().map(|case| scope.spawn(move || one(case))).collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        assert!(granted.iter().filter(|granted| **granted).count() >= 12);
        assert_eq!(stock(app, &cases[0], "illustrated-guide"), 12);
    });
}

#[test]
fn thirty_two_returns_at_once_of_eight_grants_put_back_eight() {
    on_both(|app| {
        let cases: Vec<Filed> = (0..8).map(|_| app.upheld()).collect();
        for case in &cases {
            grant(app, case, "illustrated-guide").expect(201);
        }
        assert_eq!(stock(app, &cases[0], "illustrated-guide"), 4);
        let answers: Vec<Answer> = thread::scope(|scope| {
            let asked: Vec<_> = cases
                .iter()
                .cycle()
                .take(32)
                .map(|case| scope.spawn(|| take_back(app, case)))
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let (done, not): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
        assert_eq!((done.len(), not.len()), (8, 24));
        assert!(
            not.iter().all(|answer| [409, 422].contains(&answer.status)),
            "{not:?}"
        );
        assert_eq!(stock(app, &cases[0], "illustrated-guide"), 12);
    });
}
