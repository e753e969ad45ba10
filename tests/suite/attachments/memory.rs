//! A large file passes through in constant memory.

use std::io::{Read, Write};
use std::net::TcpStream;

use cartaviva_api::attachments::Patience;
use cartaviva_domain::attachments::Limits;
use cartaviva_tests::{Database, Form};

use super::*;

const MIB: usize = 1_048_576;
const SIZE: usize = 50 * MIB;

/// How far the process has grown so far, in KiB; none where the system does not tell.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn fifty_mebibytes_are_kept_and_given_back_in_the_memory_of_a_few() {
    let limits = Limits {
        file: 64 * 1_048_576,
        ..Limits::default()
    };
    let app = App::with_attachments(Database::sqlite(), limits, Patience::default());
    let case = app.received();
    let small = attached(&app, &case, &Form::with("document", "a.pdf", PDF));
    desk(&app)
        .get(&format!("{}/content", path(&case, &small)))
        .expect(200);
    let before = peak();
    let (mut most, id) = uploaded(&app, &case);
    most = most.max(downloaded(
        &app,
        &format!("{}/{id}/content", case.sub("attachments")),
    ));
    if let (Some(before), Some(most)) = (before, most) {
        // Other tests run in the same process: half of the file is far more than is held of it, and far less than all.
        let grown = most.saturating_sub(before) / 1_024;
        assert!(grown < 25, "{grown} MiB");
    }
}

/// Sends the file from one mebibyte over and over; how large the process became, and the id.
fn uploaded(app: &App, case: &Filed) -> (Option<usize>, String) {
    let form = Form::with("document", "grande.txt", b"a").bytes();
    let at = form.windows(5).position(|five| five == b"\r\n\r\na").unwrap() + 5;
    let mut stream = request(app, "POST", &case.sub("attachments"), form.len() + SIZE);
    stream.write_all(&form[..at]).unwrap();
    let piece = vec![b'a'; MIB];
    let mut most = None;
    for _ in 0..SIZE / MIB {
        stream.write_all(&piece).unwrap();
        most = most.max(peak());
    }
    stream.write_all(&form[at..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let body: serde_json::Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(body["size"], SIZE + 1);
    (most.max(peak()), body["id"].as_str().unwrap().to_owned())
}

/// Reads the file and lets it go; how large the process became.
fn downloaded(app: &App, path: &str) -> Option<usize> {
    let mut stream = request(app, "GET", path, 0);
    let (mut piece, mut size, mut most) = (vec![0; MIB], 0, None);
    loop {
        let read = stream.read(&mut piece).unwrap();
        if read == 0 {
            break;
        }
        size += read;
        most = most.max(peak());
    }
    assert!(size > SIZE, "{size}");
    most
}

fn request(app: &App, method: &str, path: &str, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(app.address()).unwrap();
    let head = format!(
        "{method} /v1{path} HTTP/1.1\r\nHost: carta.test\r\nAuthorization: Bearer {}\r\nContent-Type: {}\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n",
        desk(app).token().unwrap(),
        Form::default().media_type(),
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}
