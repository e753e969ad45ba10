//! An administration with a protocol system of its own: documents wait, and an integrator tells each number once.

use std::fs;
use std::thread;

use cartaviva_api::import;
use cartaviva_api::randomness::Randomness;
use cartaviva_persistence::{Db, Limits};
use cartaviva_tests::{Answer, App, Filed, NOW, on_both};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{REGISTER, letter};

const SYSTEM: &str = "/administrations/c_e625/protocol-system";
const WAITING: &str = "/administrations/c_e625/waiting-documents";

/// Lets Livorno's documents be numbered by another system.
#[track_caller]
fn elsewhere(app: &App) {
    let admin = app.who("admin", "c_e625");
    let seen = admin.get(SYSTEM).expect(200);
    admin
        .with("If-Match", seen.header("etag"))
        .put(SYSTEM, &json!({ "system": "external" }))
        .expect(200);
}

/// The number that the other system gave.
fn number(number: i64) -> Value {
    json!({ "number": number, "registered_at": "2026-11-20T11:30:00+01:00" })
}

/// Tells the number of a document.
fn tell(app: &App, document: i64, body: &Value) -> Answer {
    let path = format!("{WAITING}/{document}/protocol");
    app.who("integrator", "c_e625").put(&path, body)
}

/// A case as the desk sees it.
#[track_caller]
fn seen(app: &App, case: &Filed) -> Answer {
    app.operator("c_e625").get(&case.path).expect(200)
}

#[test]
fn a_case_waits_for_its_number_and_its_terms_run_from_when_it_was_presented() {
    on_both(|app| {
        elsewhere(app);
        let case = app.received();
        assert_eq!(case.receipt["status"], "received");
        assert_eq!(case.receipt["protocol"]["state"], "waiting");
        assert!(case.receipt["protocol"].get("number").is_none());
        assert_eq!(case.receipt["deadlines"][0]["starts_on"], "2026-11-20");
        let page = app
            .citizen()
            .with("Tracking-Code", &case.tracking_code)
            .with("Accept", "text/html")
            .with("Accept-Language", "it")
            .get("/tracking/receipt")
            .expect(200);
        assert!(page.text.contains("In attesa di protocollo"), "{}", page.text);
    });
}

#[test]
fn the_integrator_finds_what_waits_and_tells_its_number_which_registers_the_case() {
    on_both(|app| {
        elsewhere(app);
        let case = app.received();
        let integrator = app.who("integrator", "c_e625");
        let waiting = integrator.get(WAITING).expect(200);
        assert_eq!(waiting.str("/items/0/case"), case.id);
        assert_eq!(waiting.str("/items/0/correspondent"), "Anna Rossi");
        app.set_clock("2026-11-20T15:00:00+01:00");
        let told = tell(app, 1, &number(45_123)).expect(200);
        assert_eq!(told.str("/protocol/number"), "0045123");
        assert_eq!(told.at("/protocol/late"), false);
        assert!(integrator.get(WAITING).expect(200).list("/items").is_empty());
        let shown = seen(app, &case);
        assert_eq!(shown.str("/status"), "registered");
        assert_eq!(shown.str("/protocol/0/state"), "registered");
        assert_eq!(shown.str("/protocol/0/number"), "0045123");
        assert_eq!(shown.str("/protocol/0/register"), "PG");
        let intake = shown.item("/deadlines", "term", "intake");
        assert_eq!(
            (&intake["state"], &intake["due_on"]),
            (&json!("met"), &json!("2026-11-25"))
        );
    });
}

#[test]
fn a_number_is_told_once_and_is_of_one_document() {
    on_both(|app| {
        elsewhere(app);
        app.received();
        app.received();
        tell(app, 1, &number(7)).expect(200);
        tell(app, 1, &number(7)).expect(200);
        tell(app, 1, &number(8)).problem(409, "conflict");
        tell(app, 2, &number(7)).problem(409, "conflict");
        let mut other = number(7);
        other["register"] = json!("PEC");
        tell(app, 2, &other).expect(200);
        tell(app, 3, &number(9)).problem(404, "not_found");
    });
}

#[test]
fn one_number_told_for_many_at_once_is_taken_by_one() {
    on_both(|app| {
        elsewhere(app);
        for _ in 0..8 {
            app.received();
        }
        let taken = thread::scope(|scope| {
            let asked: Vec<_> = (1..=8)
                .map(|document| scope.spawn(move || tell(app, document, &number(7)).status))
                .collect();
            let statuses = asked.into_iter().map(|asked| asked.join().unwrap());
            statuses.filter(|status| *status == 200).count()
        });
        assert_eq!(taken, 1);
    });
}

#[test]
fn a_late_date_of_registration_is_a_fact_that_shows_and_moves_no_term() {
    on_both(|app| {
        elsewhere(app);
        let case = app.received();
        let before = case.receipt["deadlines"][0]["due_on"].clone();
        app.set_clock("2026-11-24T09:00:00+01:00");
        let mut late = number(7);
        late["registered_at"] = json!("2026-11-24T08:00:00+01:00");
        assert_eq!(tell(app, 1, &late).expect(200).at("/protocol/late"), true);
        let shown = seen(app, &case);
        assert_eq!(shown.item("/deadlines", "term", "intake")["due_on"], before);
        assert_eq!(shown.str("/received_at"), "2026-11-20T11:30:00+01:00");
    });
}

#[test]
fn nothing_is_registered_before_it_arrives_or_in_the_future() {
    on_both(|app| {
        elsewhere(app);
        app.received();
        let mut body = number(7);
        body["registered_at"] = json!("2026-11-20T11:28:59+01:00");
        tell(app, 1, &body).refused(422, "registered_before_arrival");
        body["registered_at"] = json!("2026-11-20T11:30:01+01:00");
        tell(app, 1, &body).refused(422, "registered_in_future");
    });
}

#[test]
fn a_document_entered_by_hand_waits_too() {
    on_both(|app| {
        elsewhere(app);
        let waiting = app
            .operator("c_e625")
            .post(REGISTER, &letter("Prefettura", "Richiesta"))
            .expect(202);
        assert_eq!(waiting.at("/id"), 1);
        assert!(waiting.json.get("case").is_none());
        let (_, path) = waiting.header("location").split_once("/v1").unwrap();
        assert_eq!(app.operator("c_e625").get(path).expect(200).json, waiting.json);
        tell(app, 1, &number(7)).expect(200);
    });
}

#[test]
fn the_system_is_changed_by_the_admin_who_has_seen_it() {
    on_both(|app| {
        let body = json!({ "system": "external" });
        let admin = app.who("admin", "c_e625");
        admin.put(SYSTEM, &body).problem(428, "precondition_required");
        admin
            .clone()
            .with("If-Match", "\"past\"")
            .put(SYSTEM, &body)
            .problem(412, "precondition_failed");
        app.who("manager", "c_e625")
            .with("If-Match", "*")
            .put(SYSTEM, &body)
            .problem(403, "role_not_allowed");
        elsewhere(app);
        assert_eq!(admin.get(SYSTEM).expect(200).str("/system"), "external");
        app.operator("c_e625")
            .put(&format!("{WAITING}/1/protocol"), &number(7))
            .problem(403, "role_not_allowed");
    });
}

#[test]
fn where_the_built_in_register_numbers_documents_nobody_tells_numbers() {
    on_both(|app| {
        elsewhere(app);
        app.received();
        let admin = app.who("admin", "c_e625").with("If-Match", "*");
        admin.put(SYSTEM, &json!({ "system": "built_in" })).expect(200);
        assert_eq!(app.received().receipt["protocol"]["number"], "0000001");
        tell(app, 1, &number(7)).problem(409, "conflict");
    });
}

#[test]
fn the_system_may_come_with_the_administrations_file() {
    on_both(|app| {
        let (_, text) = import::EXAMPLES
            .into_iter()
            .find(|(name, _)| *name == "livorno.json")
            .unwrap();
        let mut livorno: Value = serde_json::from_str(text).unwrap();
        livorno["protocol_system"] = json!("external");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("livorno.json");
        fs::write(&path, livorno.to_string()).unwrap();
        let limits = Limits {
            connections: 1,
            ..Limits::default()
        };
        let db = Db::open(&app.database().target, limits).unwrap();
        let now = OffsetDateTime::parse(NOW, &Rfc3339).unwrap();
        import::file(&db, &path, now, &Randomness::seeded(1)).unwrap();
        assert_eq!(app.received().receipt["protocol"]["state"], "waiting");
    });
}
