//! What a citizen sees who entered with SPID or CIE: their own cases, and nobody else's.

use cartaviva_tests::{App, Filed, Person, on_both};
use serde_json::{Value, json};

use crate::ristoro_policies::livorno_with;

const LIVORNO: &str = "/administrations/c_e625/own-cases";
const CUTROFIANO: &str = "/administrations/c_d237/own-cases";

const MARIO: &str = "RSSMRA80A01H501U";
const ANNA: &str = "RSSNNA80A41E625Z";

fn spid(level: u8) -> Value {
    json!(format!("https://www.spid.gov.it/SpidL{level}"))
}

/// Somebody whom a portal vouches for, who belongs to no administration.
fn person<'a>(app: &'a App, tax_code: &str, level: u8) -> Person<'a> {
    app.who("citizen", "")
        .claiming("administration", Value::Null)
        .claiming("fiscal_number", json!(format!("TINIT-{tax_code}")))
        .claiming("acr", spid(level))
}

/// A case of Livorno of somebody with this tax code.
fn filed(app: &App, tax_code: &str) -> Filed {
    let mut body = app.report();
    body["reporter"]["tax_code"] = json!(tax_code);
    app.filed("c_e625", &body)
}

fn own(case: &Filed) -> String {
    format!("{LIVORNO}/{}", case.id)
}

#[test]
fn a_citizen_sees_their_own_cases_the_last_first_and_nobody_elses() {
    on_both(|app| {
        let first = filed(app, MARIO);
        filed(app, ANNA);
        app.received();
        app.pass(60);
        let second = filed(app, &MARIO.to_lowercase());
        let list = person(app, MARIO, 2).get(LIVORNO).expect(200);
        let ids: Vec<_> = list
            .list("/items")
            .iter()
            .map(|item| item["id"].clone())
            .collect();
        assert_eq!(ids, [json!(second.id), json!(first.id)]);
        assert_eq!(list.at("/items/0/subject"), &app.report()["subject"]);
        assert_eq!(list.header("cache-control"), "no-store");
        assert!(!list.text.contains(MARIO));
        let none = person(app, "RSSMRA85T43E625L", 2).get(LIVORNO).expect(200);
        assert!(none.list("/items").is_empty());
    });
}

#[test]
fn the_list_is_leafed_through_and_its_cursor_is_of_no_use_elsewhere() {
    on_both(|app| {
        let cases: Vec<_> = (0..3)
            .map(|_| {
                app.pass(1);
                filed(app, MARIO).id
            })
            .collect();
        let citizen = person(app, MARIO, 2);
        let first = citizen.get(&format!("{LIVORNO}?limit=2")).expect(200);
        let cursor = first.str("/next_cursor");
        let second = citizen
            .get(&format!("{LIVORNO}?limit=2&cursor={cursor}"))
            .expect(200);
        let mut seen: Vec<_> = [&first, &second]
            .iter()
            .flat_map(|page| page.list("/items"))
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect();
        seen.reverse();
        assert_eq!(seen, cases);
        assert!(second.json.get("next_cursor").is_none());
        app.operator("c_e625")
            .get(&format!("/administrations/c_e625/cases?cursor={cursor}"))
            .problem(400, "invalid_cursor");
    });
}

#[test]
fn an_own_case_is_shown_as_its_tracking_code_shows_it() {
    on_both(|app| {
        let case = filed(app, MARIO);
        let mut seen = person(app, MARIO, 1).get(&own(&case)).expect(200).json;
        let tracked = app.citizen().with("Tracking-Code", &case.tracking_code);
        let mut tracked = tracked.get("/tracking").expect(200).json;
        let this = seen["_links"]["self"].take();
        let claim = seen["_links"]["ristoro_claim"].take();
        tracked["_links"]["self"].take();
        tracked["_links"]["ristoro_claim"].take();
        assert_eq!(seen, tracked);
        assert!(
            claim
                .as_str()
                .unwrap()
                .ends_with(&format!("{}/ristoro-claim", own(&case)))
        );
        assert!(this.as_str().unwrap().ends_with(&own(&case)));
    });
}

#[test]
fn another_persons_case_and_one_of_another_administration_are_not_there() {
    on_both(|app| {
        let (theirs, unnamed) = (filed(app, ANNA), app.received());
        let citizen = person(app, MARIO, 3);
        citizen.get(&own(&theirs)).problem(404, "case_not_found");
        citizen.get(&own(&unnamed)).problem(404, "case_not_found");
        let mine = filed(app, MARIO);
        citizen
            .get(&format!("{CUTROFIANO}/{}", mine.id))
            .problem(404, "case_not_found");
        citizen
            .get("/administrations/c_a000/own-cases")
            .problem(404, "administration_not_found");
    });
}

#[test]
fn a_token_for_one_administration_opens_nothing_of_another() {
    on_both(|app| {
        let case = filed(app, MARIO);
        let elsewhere = person(app, MARIO, 3).claiming("administration", json!("c_e506"));
        elsewhere.get(LIVORNO).problem(404, "not_found");
        elsewhere.get(&own(&case)).problem(404, "not_found");
    });
}

#[test]
fn who_is_not_known_by_a_tax_code_or_not_surely_sees_nothing() {
    on_both(|app| {
        let case = filed(app, MARIO);
        let unknown = person(app, MARIO, 3).claiming("fiscal_number", Value::Null);
        let unsure = person(app, MARIO, 3).claiming("acr", Value::Null);
        for path in [LIVORNO, &own(&case)] {
            unknown.get(path).problem(403, "role_not_allowed");
            let refused = unsure.get(path);
            refused.problem(403, "assurance_too_low");
            let challenge = refused.header("www-authenticate");
            assert!(
                challenge.contains("insufficient_user_authentication"),
                "{challenge}"
            );
            assert!(challenge.contains("SpidL1"), "{challenge}");
        }
    });
}

/// Reports on the web ask for SPID of the second level.
fn asking_for_the_second_level(file: &mut Value) {
    let procedures = file["procedures"].as_array_mut().unwrap();
    let report = procedures
        .iter_mut()
        .find(|procedure| procedure["code"] == "disservice-report")
        .unwrap();
    let channels = report["channels"].as_array_mut().unwrap();
    let web = channels.iter_mut().find(|rule| rule["channel"] == "web").unwrap();
    web["identity"] = json!({ "proofs": ["digital_identity"], "level": 2, "unproved": "refused" });
}

#[test]
fn a_case_is_read_with_the_assurance_that_its_procedure_asks_for() {
    on_both(|app| {
        let before = filed(app, MARIO);
        livorno_with(app, asking_for_the_second_level);
        let refused = person(app, MARIO, 1).get(&own(&before));
        refused.problem(403, "assurance_too_low");
        assert!(refused.header("www-authenticate").contains("SpidL2"));
        let hidden = person(app, MARIO, 1).get(LIVORNO).expect(200);
        assert_eq!(hidden.at("/items/0/needed_assurance"), &json!(2));
        assert!(hidden.at("/items/0").get("subject").is_none());
        person(app, MARIO, 2).get(&own(&before)).expect(200);
        let shown = person(app, MARIO, 2).get(LIVORNO).expect(200);
        assert_eq!(shown.str("/items/0/subject"), app.report()["subject"]);
        assert!(shown.at("/items/0").get("needed_assurance").is_none());
    });
}

/// A case of somebody with this tax code, upheld by the office that is in charge of it.
fn upheld(app: &App, tax_code: &str) -> Filed {
    let case = filed(app, tax_code);
    let office = json!({ "office": "competent-office" });
    app.operator("c_e625")
        .post(&case.sub("forwardings"), &office)
        .expect(201);
    app.officer("c_e625", "competent-office")
        .post(&case.sub("decision"), &app.upholding())
        .expect(201);
    case
}

fn claim(case: &Filed) -> String {
    format!("{}/ristoro-claim", own(case))
}

#[test]
fn the_ristoro_of_an_own_case_is_asked_for_without_its_tracking_code_and_once() {
    on_both(|app| {
        let undecided = filed(app, MARIO);
        let citizen = person(app, MARIO, 1);
        citizen
            .post_nothing(&claim(&undecided))
            .refused(409, "not_from_this_status");
        let case = upheld(app, MARIO);
        app.set_clock("2026-11-23T10:00:00+01:00");
        let asked = citizen.post_nothing(&claim(&case)).expect(201);
        assert_eq!(asked.str("/ristoro/claimed_at"), "2026-11-23T10:00:00+01:00");
        assert!(asked.header("location").ends_with(&own(&case)));
        citizen
            .post_nothing(&claim(&case))
            .refused(422, "already_claimed");
        let tracked = app.citizen().with("Tracking-Code", &case.tracking_code);
        tracked
            .post_nothing("/tracking/ristoro-claim")
            .refused(422, "already_claimed");
    });
}

#[test]
fn the_ristoro_is_not_asked_for_by_another_person_nor_by_one_who_is_not_surely_known() {
    on_both(|app| {
        let case = upheld(app, ANNA);
        person(app, MARIO, 3)
            .post_nothing(&claim(&case))
            .problem(404, "case_not_found");
        livorno_with(app, asking_for_the_second_level);
        person(app, ANNA, 1)
            .post_nothing(&claim(&case))
            .problem(403, "assurance_too_low");
        let elsewhere = person(app, ANNA, 3).claiming("administration", json!("c_e506"));
        elsewhere.post_nothing(&claim(&case)).problem(404, "not_found");
        let seen = person(app, ANNA, 2).get(&own(&case)).expect(200);
        assert!(
            seen.json
                .pointer("/ristoro/claimed_at")
                .is_none_or(Value::is_null)
        );
        person(app, ANNA, 2).post_nothing(&claim(&case)).expect(201);
    });
}
