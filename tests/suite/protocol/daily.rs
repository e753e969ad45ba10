//! The daily register.

use cartaviva_tests::{App, on_both};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::json;

use super::{REGISTER, act, letter, manager};

const FRIDAY: &str = "/administrations/c_e625/daily-registers/2026-11-20";

/// Two entries on Friday, a minute before midnight, and one at midnight.
fn friday(app: &App) {
    let desk = app.operator("c_e625");
    app.set_clock("2026-11-20T23:59:59+01:00");
    app.received();
    let mut letter = letter("=cmd|' /C calc'!A0", "Oggetto con \"virgolette\", virgole");
    letter["foreign_protocol"] = json!({ "number": "+39", "date": "2026-11-18" });
    desk.post(REGISTER, &letter).expect(201);
    app.set_clock("2026-11-21T00:00:00+01:00");
    app.received();
    app.set_clock("2026-11-21T09:00:00+01:00");
}

#[test]
fn the_file_holds_what_was_registered_on_the_day_of_the_administrations_zone() {
    on_both(|app| {
        friday(app);
        let file = app.who("auditor", "c_e625").get(FRIDAY).expect(200);
        assert_eq!(file.header("content-type"), "text/csv");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"registro-c_e625-2026-11-20.csv\""
        );
        let mut lines = csv::Reader::from_reader(file.text.as_bytes());
        let lines: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
        let cells = |column: usize| {
            lines
                .iter()
                .map(|line| line[column].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(1), ["0000001", "0000002"]);
        assert_eq!(
            cells(2),
            ["2026-11-20T23:59:59+01:00", "2026-11-20T23:59:59+01:00"]
        );
        assert_eq!(cells(4), ["Anna Rossi", "'=cmd|' /C calc'!A0"]);
        assert_eq!(
            cells(5),
            [
                "Sportello chiuso in orario di apertura",
                "Oggetto con \"virgolette\", virgole"
            ]
        );
        assert_eq!(cells(7), ["", "'+39"]);
        assert_eq!(cells(8), ["", "2026-11-18"]);
        assert_eq!(cells(14)[1], cells(15)[0]);
    });
}

#[test]
fn the_same_day_is_always_the_same_bytes_and_the_digest_is_of_them() {
    on_both(|app| {
        friday(app);
        let auditor = app.who("auditor", "c_e625");
        let first = auditor.get(FRIDAY).expect(200);
        manager(app)
            .post(&format!("{REGISTER}/2026/2/annulment"), &act())
            .expect(201);
        app.set_clock("2027-03-01T09:00:00+01:00");
        let again = auditor.get(FRIDAY).expect(200);
        assert_eq!(again.text, first.text);
        let summary = auditor.with("Accept", "application/json").get(FRIDAY).expect(200);
        let digest = HEXLOWER.decode(summary.str("/digest").as_bytes()).unwrap();
        assert_eq!(
            first.header("repr-digest"),
            format!("sha-256=:{}:", BASE64.encode(&digest))
        );
        let app_digest = app
            .operator("c_e625")
            .post(
                REGISTER,
                &json!({ "direction": "internal", "correspondent": "Conservazione", "subject": "Registro giornaliero",
                         "text": first.text }),
            )
            .expect(201);
        assert_eq!(app_digest.at("/digest"), summary.at("/digest"));
    });
}

#[test]
fn the_summary_names_first_and_last_number_and_hash() {
    on_both(|app| {
        friday(app);
        let summary = app
            .who("auditor", "c_e625")
            .with("Accept", "application/json")
            .get(FRIDAY)
            .expect(200);
        assert_eq!(summary.at("/count"), 2);
        assert_eq!(
            (summary.str("/first/number"), summary.str("/last/number")),
            ("0000001", "0000002")
        );
        let desk = app.operator("c_e625");
        for (end, number) in [("first", 1), ("last", 2)] {
            let entry = desk.get(&format!("{REGISTER}/2026/{number}")).expect(200);
            assert_eq!(summary.at(&format!("/{end}_hash")), entry.at("/hash"));
        }
    });
}

#[test]
fn a_day_without_entries_has_a_file_with_its_heading_alone() {
    on_both(|app| {
        let file = app
            .who("auditor", "c_e625")
            .get("/administrations/c_e625/daily-registers/2026-11-19")
            .expect(200);
        assert_eq!(file.text.lines().count(), 1);
        assert!(file.text.starts_with("year,number,registered_at,"));
    });
}

#[test]
fn a_day_has_its_register_once_it_is_over() {
    on_both(|app| {
        let auditor = app.who("auditor", "c_e625");
        app.set_clock("2026-11-21T00:04:59+01:00");
        auditor.get(FRIDAY).problem(409, "conflict");
        app.set_clock("2026-11-21T00:05:00+01:00");
        auditor.get(FRIDAY).expect(200);
        app.operator("c_e625")
            .get(FRIDAY)
            .problem(403, "role_not_allowed");
    });
}
