//! A large file is read as it is taken: neither memory nor a transaction waits for a slow reader.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use cartaviva_tests::{App, Database};

use super::{CASES, crowd};

/// So many that no buffer on the way holds their file.
const CASES_OF_A_CITY: u32 = 40_000;

/// How every whole answer in chunks ends (RFC 9112 §7.1).
const END: &[u8] = b"\r\n0\r\n\r\n";

/// A city with many cases, whose statements are seen.
fn city() -> App {
    let database = Database::sqlite();
    database.watch();
    let app = App::on(database);
    crowd(&app, CASES_OF_A_CITY);
    app
}

/// Somebody asks for the file and reads its beginning.
fn asked(app: &App) -> TcpStream {
    let mut stream = TcpStream::connect(app.address()).unwrap();
    let token = app.operator("c_e625").token().unwrap();
    let head = format!(
        "GET /v1{CASES} HTTP/1.1\r\nHost: carta.test\r\nAccept: text/csv\r\nAuthorization: Bearer {token}\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = [0; 64];
    stream.read_exact(&mut first).unwrap();
    assert!(
        first.starts_with(b"HTTP/1.1 200 "),
        "{}",
        String::from_utf8_lossy(&first)
    );
    stream
}

/// Waits until nothing is read from the database any more; answers how many statements that were so far.
fn at_rest(app: &App) -> usize {
    let mut before = 0;
    loop {
        let now = app.database().statements().len();
        if now == before {
            return now;
        }
        before = now;
        thread::sleep(Duration::from_millis(1_500));
    }
}

#[test]
fn a_file_is_read_no_faster_than_it_is_taken_and_is_whole_in_the_end() {
    let app = city();
    let mut stream = asked(&app);
    let paused = at_rest(&app);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(END));
    let lines = rest
        .split(|byte| *byte == b'\n')
        .filter(|line| line.len() > 100)
        .count();
    assert!(lines > usize::try_from(CASES_OF_A_CITY).unwrap(), "{lines} lines");
    let taken = app.database().statements().len();
    assert!(
        taken > paused + 60,
        "{paused} statements while nobody read, {taken} in all"
    );
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_is_cut_off_and_does_not_look_whole() {
    let app = city();
    let mut stream = asked(&app);
    at_rest(&app);
    app.database().execute("ALTER TABLE deadlines RENAME TO gone");
    let mut rest = Vec::new();
    let _cut_off = stream.read_to_end(&mut rest);
    assert!(rest.len() > 100_000, "{}", rest.len());
    assert!(!rest.ends_with(END));
}

#[test]
fn who_goes_away_ends_the_reading() {
    let app = city();
    drop(asked(&app));
    let ended = at_rest(&app);
    assert!(
        ended < usize::try_from(CASES_OF_A_CITY).unwrap() / 500 * 4,
        "{ended} statements"
    );
}
