//! Uploads that break, crawl or never end leave nothing behind.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use cartaviva_api::attachments::Patience;
use cartaviva_api::attachments::sweep::sweep;
use cartaviva_domain::attachments::Limits;
use cartaviva_tests::{Database, Form, on_both};

use super::*;

/// Begins an upload by hand: the head, then these bytes of the body, of which `announced` are promised.
fn begun(app: &App, case: &Filed, announced: usize, body: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(app.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!(
        "POST /v1{} HTTP/1.1\r\nHost: carta.test\r\nAuthorization: Bearer {}\r\nContent-Type: {}\r\nContent-Length: {announced}\r\n\r\n",
        case.sub("attachments"),
        desk(app).token().unwrap(),
        Form::default().media_type(),
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    stream
}

/// What the server says, to the end of the connection or of its patience.
fn said(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 4_096];
    while let Ok(size @ 1..) = stream.read(&mut piece) {
        bytes.extend(&piece[..size]);
        if bytes.ends_with(b"}") {
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A form with a text of so many bytes.
fn form(size: usize) -> Vec<u8> {
    Form::with("document", "a.txt", &vec![b'a'; size]).bytes()
}

#[test]
fn an_upload_that_is_cut_off_leaves_nothing() {
    on_both(|app| {
        let case = app.received();
        let body = form(3_000_000);
        for sent in [200, 100_000, 2_900_000, body.len() - 3] {
            let stream = begun(app, &case, body.len(), &body[..sent]);
            drop(stream);
        }
        thread::sleep(Duration::from_millis(300));
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn a_form_that_ends_before_its_end_is_refused_and_leaves_nothing() {
    on_both(|app| {
        let case = app.received();
        let body = form(2_000_000);
        for end in [1_900_000, body.len() - 40] {
            let told = said(begun(app, &case, end, &body[..end]));
            assert!(
                told.starts_with("HTTP/1.1 400") && told.contains("invalid_body"),
                "{told}"
            );
        }
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_has_all_arrived() {
    on_both(|app| {
        let case = app.received();
        let told = said(begun(app, &case, 1_000_000_000, b""));
        assert!(told.starts_with("HTTP/1.1 413"), "by what is announced: {told}");
    });
}

#[test]
fn a_file_that_grows_too_large_is_cut_at_the_limit() {
    let limits = Limits {
        file: 100_000,
        ..Limits::default()
    };
    let app = App::with_attachments(Database::sqlite(), limits, Patience::default());
    let case = app.received();
    // Announced as small enough with what may stand beside a file; the rest of it is never sent.
    let told = said(begun(&app, &case, 165_000, &form(200_000)[..110_000]));
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
    assert!(nothing_is_kept(&app));
    nothing_is_recorded(&app, &case);
}

#[test]
fn a_client_that_stops_sending_is_not_waited_for() {
    let patience = Patience {
        pause: Duration::from_millis(300),
        whole: Duration::from_secs(60),
    };
    let app = App::with_attachments(Database::sqlite(), Limits::default(), patience);
    let case = app.received();
    let told = said(begun(&app, &case, 3_000_100, &form(3_000_000)[..1_500_000]));
    assert!(told.starts_with("HTTP/1.1 408"), "{told}");
    assert!(nothing_is_kept(&app));
    nothing_is_recorded(&app, &case);
}

#[test]
fn a_header_without_end_is_refused() {
    let app = App::on(Database::sqlite());
    let case = app.received();
    let boundary = "--------------------------carta0viva0boundary";
    let mut body =
        format!("{boundary}\r\nContent-Disposition: form-data; name=\"file\"\r\nX-Long: ").into_bytes();
    body.resize(200_000, b'x');
    let told = said(begun(&app, &case, 1_000_000, &body));
    assert!(told.starts_with("HTTP/1.1 400"), "{told}");
}

#[test]
fn what_a_stopped_process_left_is_swept_away_after_a_day_and_nothing_else() {
    on_both(|app| {
        let case = app.received();
        attached(app, &case, &Form::with("document", "a.pdf", PDF));
        left_behind(app);
        let swept = || actix_web::rt::System::new().block_on(sweep(app.state())).unwrap();
        app.set_clock("2026-11-21T11:00:00+01:00");
        assert_eq!(swept(), 0, "not before a day has passed");
        assert_eq!(files(app.attachments()).len(), 3);
        app.set_clock("2026-11-21T12:00:00+01:00");
        assert_eq!(swept(), 1);
        assert_eq!(files(app.attachments()).len(), 1, "what is recorded stays");
        assert_eq!(swept(), 0);
    });
}

/// A file that is written down as loose, whole and in its unfinished form, as a process that was killed leaves it.
fn left_behind(app: &App) {
    use cartaviva_domain::codes::{AdministrationCode, AttachmentId};
    use cartaviva_persistence::{Db, Limits, StoreError, attachments};
    let db = Db::open(&app.database().target, Limits::default()).unwrap();
    let administration = AdministrationCode::parse("c_e625").unwrap();
    let now = app.state().clock().now();
    let id = AttachmentId(app.state().randomness().id(now));
    db.write::<(), StoreError>(|conn| attachments::loosen(conn, &administration, id, now))
        .unwrap();
    let kept = app.attachments().join("c_e625");
    fs::write(kept.join(id.0.to_string()), "whole").unwrap();
    fs::write(kept.join(format!("{}#1", id.0)), "half").unwrap();
}

#[test]
fn a_form_that_is_garbled_anywhere_is_taken_or_refused_and_never_a_failure() {
    let app = App::on(Database::sqlite());
    let case = app.received();
    let mut state = 2_026_u64;
    let mut below = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % most
    };
    let mut refused = 0;
    for _ in 0..200 {
        let mut body = form(200);
        for _ in 0..=below(4) {
            let at = below(body.len());
            match below(3) {
                0 => body[at] = u8::try_from(below(256)).unwrap(),
                1 => drop(body.remove(at)),
                _ => body.insert(at, b"-\r\n\";"[below(5)]),
            }
        }
        let told = said(begun(&app, &case, body.len(), &body));
        let status = told.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(
            ["201", "400", "409", "413", "415", "422"].contains(&status.as_str()),
            "{told}\n{}",
            String::from_utf8_lossy(&body)
        );
        refused += usize::from(status.starts_with('4'));
    }
    assert!(refused > 100, "{refused} of 200 were refused");
}
