//! What is too long, too deep, too many or too slow.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use cartaviva_tests::{App, Database};

const CASES: &str = "/administrations/c_e625/cases";

/// What the server answers to these bytes, until it closes the connection or is silent for ten seconds.
fn answered(app: &App, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(app.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // A server that has refused already may not take all of it.
    let _taken = stream.write_all(sent);
    let mut answer = Vec::new();
    let mut part = [0; 4_096];
    loop {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(&part[..length]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("the server neither answers nor closes: {error}"),
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whether it is a refusal of the client's, or no answer at all; either way the server goes on.
fn refused(app: &App, sent: &[u8]) {
    let answer = answered(app, sent);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    app.anonymous().get("/status").expect(200);
}

#[test]
fn a_head_that_does_not_come_is_not_waited_for() {
    let app = App::on(Database::sqlite());
    let began = Instant::now();
    refused(&app, b"GET /v1/status HTTP/1.1\r\nHost: carta\r\nX-Slow: ");
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
}

#[test]
fn a_head_that_is_too_large_is_refused() {
    let app = App::on(Database::sqlite());
    let long = format!(
        "GET /v1/status HTTP/1.1\r\nHost: carta\r\nX-Long: {}\r\n\r\n",
        "a".repeat(300_000)
    );
    refused(&app, long.as_bytes());
    let many: String = (0..500).map(|n| format!("X-{n}: a\r\n")).collect();
    refused(
        &app,
        format!("GET /v1/status HTTP/1.1\r\nHost: carta\r\n{many}\r\n").as_bytes(),
    );
}

#[test]
fn a_head_that_could_be_read_in_two_ways_is_refused() {
    let app = App::on(Database::sqlite());
    for lengths in [
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: +5\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
    ] {
        let head = format!(
            "POST /v1{CASES} HTTP/1.1\r\nHost: carta\r\nContent-Type: application/json\r\nConnection: close\r\n{lengths}\r\n"
        );
        refused(&app, format!("{head}0\r\n\r\n").as_bytes());
    }
}

#[test]
fn an_address_that_is_too_long_is_refused() {
    let app = App::on(Database::sqlite());
    let asked = app
        .anonymous()
        .get(&format!("/administrations?cursor={}", "a".repeat(5_000)));
    asked.problem(400, "invalid_query");
    let long = format!(
        "GET /v1/status?{} HTTP/1.1\r\nHost: carta\r\nConnection: close\r\n\r\n",
        "a".repeat(100_000)
    );
    refused(&app, long.as_bytes());
}

#[test]
fn lists_and_numbers_beyond_their_bounds_are_refused_and_not_cut() {
    let app = App::on(Database::sqlite());
    let desk = app.operator("c_e625");
    for limit in ["0", "101", "-1", "1e9", "99999999999999999999"] {
        desk.get(&format!("{CASES}?limit={limit}"))
            .problem(400, "invalid_query");
    }
}

#[test]
fn what_only_the_service_may_say_cannot_be_written_into_a_case() {
    let app = App::on(Database::sqlite());
    for name in [
        "id",
        "status",
        "administration",
        "tracking_code",
        "protocol",
        "version",
        "assignee",
    ] {
        let mut body = app.report();
        body[name] = "x".into();
        app.citizen()
            .post(CASES, &body)
            .field(400, "invalid_body", &format!("/{name}"));
    }
}

#[test]
fn no_answer_says_what_it_was_made_with() {
    let app = App::on(Database::sqlite());
    for path in [
        "/v1/status",
        "/v1/nothing",
        "/docs/",
        "/v1/administrations/c_e625",
    ] {
        let answer = app.anonymous().ask_beside("GET", path, None);
        for name in ["server", "x-powered-by", "via"] {
            assert!(answer.header(name).is_empty(), "{path} {name}");
        }
    }
    let problem = app.anonymous().get("/administrations/c_a000").text.to_lowercase();
    for word in [
        "actix",
        "rust",
        "diesel",
        "sqlite",
        "postgres",
        env!("CARGO_PKG_VERSION"),
    ] {
        assert!(!problem.contains(word), "{word}");
    }
}
