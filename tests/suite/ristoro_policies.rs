//! Policies of redress as data: each rule that a file may state, weighed and explained.

use std::fs;

use cartaviva_api::import;
use cartaviva_api::randomness::Randomness;
use cartaviva_persistence::{Db, Limits};
use cartaviva_tests::{App, Filed, NOW, Person, on_both};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Loads Livorno's file anew, changed.
#[track_caller]
pub(crate) fn livorno_with(app: &App, change: impl FnOnce(&mut Value)) {
    imported(app, change).unwrap();
}

fn imported(app: &App, change: impl FnOnce(&mut Value)) -> Result<(), Vec<String>> {
    let (_, text) = import::EXAMPLES
        .into_iter()
        .find(|(name, _)| *name == "livorno.json")
        .unwrap();
    let mut livorno: Value = serde_json::from_str(text).unwrap();
    change(&mut livorno);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("livorno.json");
    fs::write(&path, livorno.to_string()).unwrap();
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let db = Db::open(&app.database().target, limits).unwrap();
    let now = OffsetDateTime::parse(NOW, &Rfc3339).unwrap();
    let loaded = import::file(&db, &path, now, &Randomness::seeded(1));
    loaded
        .map(drop)
        .map_err(|fault| fault.faults().iter().map(|fault| fault.pointer.clone()).collect())
}

fn policy(file: &mut Value) -> &mut Value {
    file.pointer_mut("/ristoro/policy").unwrap()
}

/// Thirty days from the decision to ask, and asking needed.
fn within_thirty_days(file: &mut Value) {
    policy(file)["conditions"]["on_request"] = json!(true);
    policy(file)["conditions"]["claim_within"] = json!({ "amount": 30, "unit": "calendar_days" });
}

fn manager(app: &App) -> Person<'_> {
    app.manager("c_e625", "competent-office")
}

fn book() -> Value {
    json!({ "item": "harbour-stories", "quantity": 1 })
}

fn citizen<'a>(app: &'a App, case: &Filed) -> Person<'a> {
    app.citizen().with("Tracking-Code", &case.tracking_code)
}

#[test]
fn a_request_within_the_time_for_asking_is_granted_and_the_last_day_is_told() {
    on_both(|app| {
        livorno_with(app, within_thirty_days);
        let case = app.upheld();
        let before = manager(app).get(&case.sub("ristoro-eligibility")).expect(200);
        assert_eq!(
            before.str("/claim_until"),
            "2026-12-21",
            "20 December is a Sunday"
        );
        assert_eq!(
            before.item("/rules", "rule", "claimed_in_time")["satisfied"],
            true
        );
        assert_eq!(before.item("/rules", "rule", "requested")["satisfied"], false);
        app.set_clock("2026-12-21T23:59:00+01:00");
        let asked = citizen(app, &case)
            .post_nothing("/tracking/ristoro-claim")
            .expect(201);
        assert_eq!(asked.at("/ristoro/eligibility/eligible"), true);
        app.set_clock("2027-03-01T09:00:00+01:00");
        manager(app).post(&case.sub("ristoro-grant"), &book()).expect(201);
    });
}

#[test]
fn a_request_after_the_last_day_is_refused_with_the_rule_and_the_day() {
    on_both(|app| {
        livorno_with(app, within_thirty_days);
        let case = app.upheld();
        app.set_clock("2026-12-22T00:00:00+01:00");
        let late = citizen(app, &case).post_nothing("/tracking/ristoro-claim");
        late.refused(422, "claimed_in_time");
        let rule = late.item("/rules", "rule", "claimed_in_time");
        assert!(
            rule["detail"]
                .as_str()
                .unwrap()
                .contains("Monday 21 December 2026"),
            "{rule}"
        );
        assert!(rule["source"].as_str().unwrap().contains("Ristoro"), "{rule}");
        app.operator("c_e625")
            .post_nothing(&case.sub("ristoro-claim"))
            .refused(422, "claimed_in_time");
        let weighed = manager(app)
            .with("Accept-Language", "it")
            .get(&case.sub("ristoro-eligibility"))
            .expect(200);
        let rule = weighed.item("/rules", "rule", "claimed_in_time");
        assert_eq!(rule["satisfied"], false);
        assert!(
            rule["detail"]
                .as_str()
                .unwrap()
                .contains("lunedì 21 dicembre 2026"),
            "{rule}"
        );
        assert_eq!(manager(app).post(&case.sub("ristoro-grant"), &book()).status, 422);
    });
}

#[test]
fn a_new_decision_opens_the_time_for_asking_anew() {
    on_both(|app| {
        livorno_with(app, within_thirty_days);
        let case = app.upheld();
        app.set_clock("2027-01-11T09:00:00+01:00");
        citizen(app, &case)
            .post_nothing("/tracking/ristoro-claim")
            .refused(422, "claimed_in_time");
        let reason = json!({ "reason": "Sono emersi fatti nuovi." });
        app.operator("c_e625")
            .post(&case.sub("reopening"), &reason)
            .expect(201);
        manager(app)
            .post(&case.sub("decision"), &app.upholding())
            .expect(201);
        citizen(app, &case)
            .post_nothing("/tracking/ristoro-claim")
            .expect(201);
    });
}

#[test]
fn where_each_standard_says_it_only_one_that_foresees_redress_earns_one() {
    on_both(|app| {
        let flag = |redress: Value| {
            move |file: &mut Value| {
                policy(file)["conditions"]["per_standard"] = json!(true);
                let charters = file["charters"].as_array_mut().unwrap();
                let standards = charters
                    .iter_mut()
                    .flat_map(|charter| charter["editions"].as_array_mut().unwrap());
                for standard in standards.flat_map(|edition| edition["standards"].as_array_mut().unwrap()) {
                    if standard["code"] == "desk-opening-days" && !redress.is_null() {
                        standard["redress_foreseen"] = redress.clone();
                    }
                }
            }
        };
        for unforeseen in [Value::Null, json!(false)] {
            livorno_with(app, flag(unforeseen));
            let case = app.upheld();
            let weighed = manager(app).get(&case.sub("ristoro-eligibility")).expect(200);
            assert_eq!(
                weighed.item("/rules", "rule", "redress_foreseen")["satisfied"],
                false
            );
            manager(app)
                .post(&case.sub("ristoro-grant"), &book())
                .refused(422, "redress_foreseen");
        }
        livorno_with(app, flag(json!(true)));
        let case = app.upheld();
        manager(app).post(&case.sub("ristoro-grant"), &book()).expect(201);
    });
}

#[test]
fn the_officer_grants_and_refuses_where_the_policy_lets_them_and_nowhere_else() {
    on_both(|app| {
        let officer = app.officer("c_e625", "competent-office");
        let case = app.upheld();
        let refusal = json!({ "reason": "Non dovuto." });
        officer
            .post(&case.sub("ristoro-grant"), &book())
            .problem(403, "role_not_allowed");
        officer
            .post(&case.sub("ristoro-refusal"), &refusal)
            .problem(403, "role_not_allowed");
        livorno_with(app, |file| policy(file)["decided_by"] = json!("officer"));
        let weighed = officer.get(&case.sub("ristoro-eligibility")).expect(200);
        assert_eq!(weighed.str("/decided_by"), "officer");
        officer
            .post(&case.sub("ristoro-refusal"), &refusal)
            .refused(422, "nothing_claimed");
        officer.post(&case.sub("ristoro-grant"), &book()).expect(201);
        app.operator("c_e625")
            .post(&case.sub("ristoro-grant"), &book())
            .problem(403, "role_not_allowed");
        let events = officer.get(&case.sub("events")).expect(200);
        assert_eq!(
            events.item("/items", "kind", "ristoro_granted")["role"],
            "officer"
        );
    });
}

#[test]
fn causes_and_quantities_are_the_policys() {
    on_both(|app| {
        livorno_with(app, |file| {
            policy(file)["conditions"]["excluded_causes"] = json!(["user"]);
            policy(file)["options"] = json!([{ "kind": "publication", "minimum": 2, "maximum": 3 }]);
        });
        let case = app.forwarded();
        let mut decision = app.upholding();
        decision["cause"] = json!("force_majeure");
        manager(app).post(&case.sub("decision"), &decision).expect(201);
        for quantity in [1, 4] {
            let body = json!({ "item": "harbour-stories", "quantity": quantity });
            manager(app)
                .post(&case.sub("ristoro-grant"), &body)
                .refused(422, "quantity_out_of_range");
        }
        let body = json!({ "item": "harbour-stories", "quantity": 3 });
        manager(app).post(&case.sub("ristoro-grant"), &body).expect(201);
    });
}

#[test]
fn a_policy_whose_terms_cannot_be_is_not_loaded() {
    on_both(|app| {
        let backward = json!({ "amount": 30, "unit": "calendar_days", "direction": "backward" });
        let refused = imported(app, |file| policy(file)["conditions"]["claim_within"] = backward);
        assert_eq!(refused.unwrap_err(), ["/ristoro/policy/conditions/claim_within"]);
        let hours = json!({ "amount": 48, "unit": "opening_hours" });
        let refused = imported(app, |file| policy(file)["voucher_valid"] = hours);
        assert_eq!(refused.unwrap_err(), ["/ristoro/policy/voucher_valid"]);
        let sum = imported(app, |file| policy(file)["options"][0]["amount_eur"] = json!(30));
        assert!(!sum.unwrap_err().is_empty(), "no policy gives money");
    });
}
