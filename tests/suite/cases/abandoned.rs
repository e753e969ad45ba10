//! Files that nobody reads to their end: whoever leaves, or stops reading, takes nothing from the others.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use cartaviva_tests::{App, Database};

use super::{CASES, crowd};

/// How many clients ask for a file at once.
const CLIENTS: usize = 6;

/// Longer than what waits on its way to a client who does not read.
const LINES: u32 = 20_000;

/// How soon everybody else is answered, and what was left is let go.
const SOON: Duration = Duration::from_secs(20);

/// A client who asks for the whole list, reads its first lines and then nothing. Told to come back later (503), it does.
fn begun(app: &App) -> TcpStream {
    let began = Instant::now();
    loop {
        let (stream, first) = asked(app);
        if first.starts_with("HTTP/1.1 200") {
            return stream;
        }
        let told_to_wait = first.starts_with("HTTP/1.1 503");
        assert!(told_to_wait && began.elapsed() < SOON, "{first}");
        thread::sleep(Duration::from_millis(200));
    }
}

/// A client who asked, and what they read first.
fn asked(app: &App) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(app.address()).unwrap();
    stream.set_read_timeout(Some(SOON)).unwrap();
    let head = format!(
        "GET /v1{CASES} HTTP/1.1\r\nHost: carta.test\r\nAccept: text/csv\r\nAuthorization: Bearer {}\r\n\r\n",
        app.operator("c_e625").token().unwrap(),
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = [0; 2_000];
    let size = stream.read(&mut first).unwrap();
    let first = String::from_utf8_lossy(&first[..size]).into_owned();
    (stream, first)
}

/// Whether the server still holds its end of a client's connection (proc(5)): one that waits out its time is nobody's.
fn is_held(app: &App, client: u16) -> bool {
    let ends = format!("0100007F:{:04X} 0100007F:{client:04X}", app.address().port());
    let table = fs::read_to_string("/proc/net/tcp").unwrap();
    table.lines().any(|line| {
        let mut columns = line.split_whitespace().skip(1);
        let (here, there, state) = (columns.next(), columns.next(), columns.next());
        let both = [here, there].map(Option::unwrap_or_default).join(" ");
        both == ends && state != Some("06")
    })
}

fn wait_until(what: &str, so: impl Fn() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < SOON, "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Somebody else asks for something, and is answered soon.
fn others_are_answered(app: &App) {
    let began = Instant::now();
    for _ in 0..3 {
        let page = app.operator("c_e625").get(&format!("{CASES}?limit=1"));
        assert_eq!(page.expect(200).list("/items").len(), 1);
    }
    app.citizen().post(CASES, &app.report()).expect(201);
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
}

#[test]
fn whoever_leaves_or_stops_reading_a_file_keeps_no_connection_from_the_others() {
    let databases = [Some(Database::sqlite()), Database::postgresql()];
    for database in databases.into_iter().flatten() {
        let app = App::narrow(database);
        crowd(&app, LINES);
        let clients: Vec<TcpStream> = (0..CLIENTS).map(|_| begun(&app)).collect();
        others_are_answered(&app);
        let ports: Vec<u16> = clients
            .iter()
            .map(|client| client.local_addr().unwrap().port())
            .collect();
        assert!(
            ports.iter().all(|port| is_held(&app, *port)),
            "they are in the middle"
        );
        drop(clients);
        wait_until("what nobody waits for is let go", || {
            !ports.iter().any(|port| is_held(&app, *port))
        });
        others_are_answered(&app);
    }
}
