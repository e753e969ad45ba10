//! Non-monetary redress: whether it is owed, asking for it, granting it.

use std::collections::HashSet;
use std::thread;

use cartaviva_tests::{Answer, App, Filed, Person, on_both};
use serde_json::{Value, json};

/// The manager of the office that has Livorno's cases.
fn livorno(app: &App) -> Person<'_> {
    app.manager("c_e625", "competent-office")
}

/// The manager who decides in Lecce.
fn lecce(app: &App) -> Person<'_> {
    app.manager("c_e506", "ict-and-business")
}

fn grant(who: &Person<'_>, case: &Filed, item: &str, quantity: u32) -> Answer {
    who.post(
        &case.sub("ristoro-grant"),
        &json!({ "item": item, "quantity": quantity }),
    )
}

/// What is left of an item of Livorno's.
fn stock(app: &App, case: &Filed, item: &str) -> i64 {
    let weighed = livorno(app).get(&case.sub("ristoro-eligibility")).expect(200);
    weighed.item("/options/0/items", "item", item)["stock"]
        .as_i64()
        .unwrap()
}

/// The rules that were weighed, each with whether it held.
fn weighed(answer: &Answer) -> Vec<(String, bool)> {
    let rule = |rule: &Value| {
        (
            rule["rule"].as_str().unwrap().to_owned(),
            rule["satisfied"].as_bool().unwrap(),
        )
    };
    answer.list("/rules").iter().map(rule).collect()
}

/// The same with the names short.
fn rules(pairs: &[(&str, bool)]) -> Vec<(String, bool)> {
    pairs
        .iter()
        .map(|(rule, held)| ((*rule).to_owned(), *held))
        .collect()
}

/// A complaint to Lecce that was decided.
fn decided_in_lecce(app: &App) -> Filed {
    let mut body = app.report();
    body["procedure"] = json!("complaint");
    let case = app.filed("c_e506", &body);
    let decision = json!({
        "outcome": "upheld", "answer": "L'impegno non è stato mantenuto.", "pertinent": true,
        "breached_standards": ["online-availability"], "cause": "administration",
    });
    lecce(app).post(&case.sub("decision"), &decision).expect(201);
    case
}

#[test]
fn eligibility_lists_every_rule_weighed_with_whether_it_held_and_its_source() {
    on_both(|app| {
        let eligibility = |case: &Filed| livorno(app).get(&case.sub("ristoro-eligibility")).expect(200);
        let before = eligibility(&app.forwarded());
        assert_eq!(before.at("/eligible"), false);
        assert_eq!(
            weighed(&before),
            rules(&[
                ("decided", false),
                ("upheld", false),
                ("pertinent", false),
                ("standard_not_met", false),
                ("cause_not_excluded", true),
                ("one_grant_per_case", true),
                ("available", true),
            ])
        );
        let after = eligibility(&app.upheld());
        assert_eq!(after.at("/eligible"), true);
        assert!(weighed(&after).iter().all(|(_, held)| *held));
        assert!(
            after
                .list("/rules")
                .iter()
                .all(|rule| rule["source"].as_str().unwrap().contains("Ristoro"))
        );
        assert_eq!(after.at("/options/0/kind"), "publication");
        assert_eq!(after.list("/options/0/items").len(), 3);
    });
}

#[test]
fn livorno_gives_one_publication_the_stock_goes_down_and_a_second_is_refused() {
    on_both(|app| {
        let case = app.upheld();
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
        let granted = grant(&livorno(app), &case, "harbour-stories", 1).expect(201);
        assert_eq!(
            (granted.str("/item"), granted.str("/voucher").len()),
            ("harbour-stories", 16)
        );
        assert_eq!(stock(app, &case, "harbour-stories"), 4);
        grant(&livorno(app), &case, "illustrated-guide", 1).refused(422, "one_grant_per_case");
        assert_eq!(stock(app, &case, "illustrated-guide"), 12);
        let events = app.operator("c_e625").get(&case.sub("events")).expect(200);
        assert_eq!(events.str("/items/4/kind"), "ristoro_granted");
    });
}

#[test]
fn two_publications_or_one_that_is_not_offered_are_refused() {
    on_both(|app| {
        let case = app.upheld();
        grant(&livorno(app), &case, "harbour-stories", 2).refused(422, "quantity_out_of_range");
        grant(&livorno(app), &case, "parking-day", 1).refused(422, "unknown_item");
        grant(&livorno(app), &case, "harbour-stories", 0).field(422, "validation_failed", "/quantity");
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
    });
}

#[test]
fn each_condition_of_livorno_must_hold() {
    on_both(|app| {
        let decided = |member: &str, value: Value| {
            let case = app.forwarded();
            let mut decision = app.upholding();
            decision[member] = value;
            if decision["outcome"] == "rejected" {
                decision["breached_standards"] = json!([]);
            }
            livorno(app).post(&case.sub("decision"), &decision).expect(201);
            case
        };
        for (member, value, rule) in [
            ("outcome", json!("rejected"), "upheld"),
            ("pertinent", json!(false), "pertinent"),
            ("breached_standards", json!([]), "standard_not_met"),
            ("cause", json!("force_majeure"), "cause_not_excluded"),
            ("cause", json!("third_party"), "cause_not_excluded"),
            ("cause", json!("user"), "cause_not_excluded"),
        ] {
            let case = decided(member, value);
            let weighed = livorno(app).get(&case.sub("ristoro-eligibility")).expect(200);
            assert_eq!(weighed.at("/eligible"), false, "{rule}");
            assert_eq!(weighed.item("/rules", "rule", rule)["satisfied"], false, "{rule}");
            grant(&livorno(app), &case, "harbour-stories", 1).refused(422, rule);
        }
        let partly = decided("outcome", json!("partially_upheld"));
        grant(&livorno(app), &partly, "harbour-stories", 1).expect(201);
    });
}

#[test]
fn nothing_is_granted_before_the_decision() {
    on_both(|app| {
        grant(&livorno(app), &app.forwarded(), "harbour-stories", 1).refused(422, "decided");
    });
}

#[test]
fn in_lecce_none_is_given_without_the_users_own_request() {
    on_both(|app| {
        let case = decided_in_lecce(app);
        grant(&lecce(app), &case, "parking-day", 10).refused(422, "requested");
        let desk = app.operator("c_e506");
        let asked = desk.post_nothing(&case.sub("ristoro-claim")).expect(201);
        assert_eq!(asked.at("/eligible"), true);
        desk.post_nothing(&case.sub("ristoro-claim"))
            .refused(422, "already_claimed");
        grant(&lecce(app), &case, "parking-day", 10).expect(201);
    });
}

#[test]
fn lecce_gives_fifty_parking_days_or_bus_rides_and_not_fifty_one() {
    on_both(|app| {
        for (item, kind) in [("parking-day", "parking_day"), ("bus-ride", "bus_ride")] {
            let case = decided_in_lecce(app);
            app.citizen()
                .with("Tracking-Code", &case.tracking_code)
                .post_nothing("/tracking/ristoro-claim")
                .expect(201);
            grant(&lecce(app), &case, item, 51).refused(422, "quantity_out_of_range");
            let granted = grant(&lecce(app), &case, item, 50).expect(201);
            assert_eq!(
                (granted.str("/kind"), granted.at("/quantity")),
                (kind, &json!(50))
            );
            grant(&lecce(app), &case, item, 1).refused(422, "one_grant_per_case");
        }
    });
}

#[test]
fn a_case_reopened_after_a_grant_earns_no_second_one() {
    on_both(|app| {
        let case = app.upheld();
        grant(&livorno(app), &case, "harbour-stories", 1).expect(201);
        let reason = json!({ "reason": "Sono emersi fatti nuovi." });
        app.operator("c_e625")
            .post(&case.sub("reopening"), &reason)
            .expect(201);
        livorno(app)
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        grant(&livorno(app), &case, "illustrated-guide", 1).refused(422, "one_grant_per_case");
    });
}

#[test]
fn a_reopened_case_waits_for_its_new_decision() {
    on_both(|app| {
        let case = app.upheld();
        let reason = json!({ "reason": "Sono emersi fatti nuovi." });
        app.operator("c_e625")
            .post(&case.sub("reopening"), &reason)
            .expect(201);
        let refused = grant(&livorno(app), &case, "harbour-stories", 1);
        assert!([409, 422].contains(&refused.status), "{}", refused.text);
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
    });
}

#[test]
fn where_no_ristoro_is_foreseen_there_is_nothing_to_weigh_or_to_grant() {
    on_both(|app| {
        let mut body = app.report();
        body["procedure"] = json!("complaint");
        let case = app.filed("cciaa_lu", &body);
        let manager = app.manager("cciaa_lu", "ure");
        manager
            .get(&case.sub("ristoro-eligibility"))
            .problem(404, "not_found");
        grant(&manager, &case, "harbour-stories", 1).problem(404, "not_found");
    });
}

#[test]
fn the_manager_of_the_office_grants_and_nobody_else() {
    on_both(|app| {
        let case = app.upheld();
        for who in [
            app.operator("c_e625"),
            app.officer("c_e625", "competent-office"),
            app.who("auditor", "c_e625"),
        ] {
            grant(&who, &case, "harbour-stories", 1).problem(403, "role_not_allowed");
        }
        grant(&app.manager("c_e625", "urp"), &case, "harbour-stories", 1).problem(404, "case_not_found");
        grant(&app.citizen(), &case, "harbour-stories", 1).problem(401, "token_missing");
        assert_eq!(stock(app, &case, "harbour-stories"), 5);
    });
}

#[test]
fn thirty_two_at_once_never_take_more_than_there_is() {
    on_both(|app| {
        let cases: Vec<Filed> = (0..32).map(|_| app.upheld()).collect();
        let answers: Vec<Answer> = thread::scope(|scope| {
            let asked: Vec<_> = cases
                .iter()
                .map(|case| scope.spawn(|| grant(&livorno(app), case, "illustrated-guide", 1)))
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let (granted, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 201);
        assert_eq!((granted.len(), refused.len()), (12, 20));
        for answer in refused {
            answer.refused(422, "out_of_stock");
        }
        let vouchers: HashSet<_> = granted.iter().map(|grant| grant.str("/voucher")).collect();
        assert_eq!(vouchers.len(), 12);
        assert_eq!(stock(app, &cases[0], "illustrated-guide"), 0);
    });
}

#[test]
fn eight_at_once_for_one_case_give_one_and_the_stock_goes_down_by_one() {
    on_both(|app| {
        let case = app.upheld();
        let statuses: Vec<u16> = thread::scope(|scope| {
            let ask = || grant(&livorno(app), &case, "harbour-stories", 1).status;
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        assert_eq!(
            statuses.iter().filter(|status| **status == 201).count(),
            1,
            "{statuses:?}"
        );
        assert!(
            statuses.iter().all(|status| [201, 409, 422].contains(status)),
            "{statuses:?}"
        );
        assert_eq!(stock(app, &case, "harbour-stories"), 4);
    });
}
