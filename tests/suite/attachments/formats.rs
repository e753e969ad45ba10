//! What a file is and what it is called.

use cartaviva_tests::{Form, on_both};

use super::*;

#[test]
fn a_file_is_known_by_its_content_and_not_by_its_name_or_the_type_it_was_sent_with() {
    on_both(|app| {
        let case = app.received();
        let formats: [(&[u8], &str, &str); 5] = [
            (PDF, "application/pdf", "nota.pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png", "nota.png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg", "nota.jpg"),
            ("Perché no?".as_bytes(), "text/plain", "nota.txt"),
            (
                b"From: a@example.it\r\nDate: oggi\r\n\r\nCiao",
                "message/rfc822",
                "nota.eml",
            ),
        ];
        for (content, media_type, name) in formats {
            let form = Form::with("document", "nota.exe", content);
            let answer = attached(app, &case, &form);
            assert_eq!(answer.str("/media_type"), media_type);
            assert_eq!(answer.str("/file_name"), name);
            assert_eq!(answer.at("/size"), content.len());
        }
    });
}

#[test]
fn what_is_of_no_accepted_format_is_refused_however_it_is_called() {
    on_both(|app| {
        let case = app.received();
        for content in [
            b"<!DOCTYPE html><script>alert(1)</script>".as_slice(),
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0",
            b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.exe",
            b"GIF89a\x01\0\x01\0",
        ] {
            let form = Form::with("document", "innocuo.pdf", content);
            desk(app)
                .upload(&case.sub("attachments"), &form)
                .problem(415, "unsupported_media_type");
        }
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn a_name_leads_nowhere_and_is_written_so_that_every_browser_saves_it() {
    on_both(|app| {
        let case = app.received();
        for (called, named, header) in [
            ("../../../etc/passwd", "passwd.pdf", "filename=\"passwd.pdf\""),
            ("C:\\Windows\\win.ini", "win.pdf", "filename=\"win.pdf\""),
            (
                "perché \"no\".pdf",
                "perché _no_.pdf",
                "filename*=UTF-8''perch%C3%A9%20_no_.pdf",
            ),
            ("", "allegato.pdf", "filename=\"allegato.pdf\""),
        ] {
            let added = attached(app, &case, &Form::with("document", called, PDF));
            assert_eq!(added.str("/file_name"), named);
            let content = desk(app)
                .get(&format!("{}/content", path(&case, &added)))
                .expect(200);
            let told = content
                .headers
                .get("content-disposition")
                .unwrap()
                .to_str()
                .unwrap();
            assert!(
                told.starts_with("attachment; ") && told.contains(header),
                "{told}"
            );
        }
    });
}

#[test]
fn a_form_that_is_none_or_says_too_much_or_too_little_is_refused() {
    on_both(|app| {
        let (case, desk) = (app.received(), desk(app));
        let path = case.sub("attachments");
        desk.post(&path, &serde_json::json!({ "kind": "document" }))
            .problem(415, "unsupported_media_type");
        desk.upload(&path, &Form::default().file("a.pdf", PDF))
            .field(400, "invalid_body", "/kind");
        desk.upload(&path, &Form::default().field("kind", "document"))
            .field(400, "invalid_body", "/file");
        desk.upload(&path, &Form::with("selfie", "a.pdf", PDF))
            .field(400, "invalid_body", "/kind");
        desk.upload(
            &path,
            &Form::with("document", "a.pdf", PDF).field("colour", "red"),
        )
        .field(400, "invalid_body", "/colour");
        desk.upload(&path, &Form::with("document", "a.pdf", PDF).file("b.pdf", PDF))
            .field(400, "invalid_body", "/file");
        desk.upload(
            &path,
            &Form::with("document", "a.pdf", PDF).field("description", " "),
        )
        .field(422, "validation_failed", "/description");
        desk.upload(&path, &Form::with("document", "a.pdf", b""))
            .refused(422, "attachment_empty");
        let long = "a".repeat(5_000);
        desk.upload(
            &path,
            &Form::with("document", "a.pdf", PDF).field("description", &long),
        )
        .field(422, "validation_failed", "/description");
        let many = (0..9).fold(Form::with("document", "a.pdf", PDF), |form, number| {
            form.field(&format!("f{number}"), "x")
        });
        desk.upload(&path, &many).problem(400, "invalid_body");
        assert!(nothing_is_kept(app));
        nothing_is_recorded(app, &case);
    });
}

#[test]
fn an_attachment_is_told_with_its_event() {
    on_both(|app| {
        let case = app.received();
        let form = Form::with("document", "ricevuta.pdf", PDF).field("description", "La ricevuta");
        let added = attached(app, &case, &form);
        assert_eq!(added.header("location"), added.str("/_links/self"));
        assert_eq!(added.str("/description"), "La ricevuta");
        let shown = desk(app).get(&path(&case, &added)).expect(200);
        assert_eq!(shown.json, added.json);
        let events = desk(app).get(&case.sub("events")).expect(200);
        let last = events.list("/items").last().unwrap();
        assert_eq!(
            (&last["kind"], &last["role"]),
            (&"attachment_added".into(), &"operator".into())
        );
        assert!(!events.text.contains("ricevuta"));
    });
}
