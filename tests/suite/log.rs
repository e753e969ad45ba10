//! The log: one line for each request, and no person in it.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use cartaviva_tests::{App, Database};
use serde_json::json;

/// What was logged since the first test of this file began.
static LOGGED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Memory;

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_log_tells_each_request_by_its_route_and_names_no_person() {
    let _begun = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(|| Memory)
        .try_init();
    let app = App::on(Database::sqlite());
    let mut body = app.report();
    body["subject"] = json!("Lampione spento in via Quondamatteo");
    body["reporter"] = json!({
        "given_name": "Zoraide", "family_name": "Quondamatteo", "email": "zoraide@quondamatteo.example",
        "phone": "0586999777", "tax_code": "RSSMRA80A01H501U", "address": "Via dei Mulini a vento 99",
    });
    body["description"] = json!("Spento.\n2026-11-20T10:30:00Z  INFO forged: everything is well");
    let case = app.filed("c_e625", &body);
    let desk = app.operator("c_e625");
    desk.get(&case.path).expect(200);
    desk.get("/administrations/c_e625/cases?limit=1&office=zoraide")
        .expect(200);
    app.citizen()
        .with("Tracking-Code", &case.tracking_code)
        .get("/tracking")
        .expect(200);
    body["reporter"]["tax_code"] = json!("RSSMRA80A01H501X");
    body["service"] = json!("zoraide-quondamatteo");
    app.citizen()
        .post("/administrations/c_e625/cases", &body)
        .problem(422, "validation_failed");
    app.bearer("zoraide.quondamatteo.token")
        .get(&case.path)
        .problem(401, "token_invalid");
    app.citizen()
        .ask("POST", "/administrations/c_e625/cases", Some("{\"zoraide\": 1}"))
        .problem(400, "invalid_body");
    let logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let logged = String::from_utf8(logged).unwrap();
    assert!(logged.contains("request answered"), "the log is captured");
    assert!(logged.contains("/v1/administrations/{administration}/cases/{case}"));
    let token = desk.token().unwrap();
    let address = format!("/{}", case.id);
    let secret = case.tracking_code.split_once('.').unwrap().1;
    let lower = logged.to_lowercase();
    for personal in [
        "zoraide",
        "quondamatteo",
        "0586999777",
        "rssmra80",
        "mulini",
        "forged",
        secret,
        &address,
        &token,
    ] {
        let line = lower.lines().find(|line| line.contains(&personal.to_lowercase()));
        assert!(line.is_none(), "{personal}: {}", line.unwrap_or_default());
    }
}
