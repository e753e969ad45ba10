//! What anybody may read is kept in memory for as long as it holds, and never longer.

use std::io::Read;

use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::period::Period;
use cartaviva_domain::standards::Value;
use cartaviva_persistence::measurements::{self, Key, Measurement};
use cartaviva_persistence::{StoreError, charters};
use cartaviva_tests::{Answer, App, Person, on_both};
use flate2::read::GzDecoder;
use time::macros::datetime;

const URP: &str = "/administrations/c_e625/charters/urp";

fn livorno() -> AdministrationCode {
    AdministrationCode::parse("c_e625").unwrap()
}

/// Another server records a value.
fn record_beside(app: &App, days: i64) {
    let standard = Code::parse("desk-opening-days").unwrap();
    let value = Value::Share {
        numerator: days,
        denominator: 100,
    };
    let measurement = Measurement {
        standard: standard.clone(),
        value,
        note: None,
        recorded_at: datetime!(2026-11-20 09:00 UTC),
        recorded_by: "another server".to_owned(),
        version: 1,
    };
    let (administration, charter) = (livorno(), Code::parse("urp").unwrap());
    let key = Key {
        administration: &administration,
        charter: &charter,
        standard: &standard,
        period: Period::parse("2026").unwrap(),
    };
    let beside = app.beside(7);
    let recorded: Result<(), StoreError> = beside
        .db()
        .write(|db| measurements::record(db, key, &measurement));
    recorded.unwrap();
}

#[test]
fn what_another_server_changed_is_shown_by_the_next_request() {
    on_both(|app| {
        let anybody = app.anonymous();
        let (scorecard, period) = (format!("{URP}/scorecard?period=2026"), "desk-opening-days");
        let line = |answer: &Answer| answer.item("/standards", "standard", period)["state"].clone();
        let before = line(&anybody.get(&scorecard).expect(200));
        assert_eq!(
            line(&anybody.get(&scorecard).expect(200)),
            before,
            "the same again"
        );
        record_beside(app, 97);
        assert_ne!(line(&anybody.get(&scorecard).expect(200)), before);

        assert_eq!(anybody.get(URP).expect(200).str("/code"), "urp");
        let beside = app.beside(8);
        let changed: Result<(), StoreError> = beside.db().write(|db| {
            let found = charters::find(db, &livorno(), &Code::parse("urp").unwrap())?.unwrap();
            let mut charter = found.value;
            charter.editions.retain(|edition| edition.code.as_str() != "2025");
            charters::change(db, &livorno(), &charter, found.version)
        });
        changed.unwrap();
        anybody
            .get(&format!("{URP}?edition=2025"))
            .problem(404, "edition_not_found");
        assert_ne!(anybody.get(URP).status, 200, "the edition in force is gone");
    });
}

/// What an answer says, but for what is of each request its own.
fn said(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let own = [
        "date",
        "request-id",
        "ratelimit-remaining",
        "ratelimit-reset",
        "content-length",
        "transfer-encoding",
    ];
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    let body = match answer.header("content-encoding") {
        "gzip" if !answer.bytes.is_empty() => {
            let mut unpacked = Vec::new();
            GzDecoder::new(answer.bytes.as_slice())
                .read_to_end(&mut unpacked)
                .unwrap();
            unpacked
        }
        _ => answer.bytes.clone(),
    };
    (answer.status, headers, body)
}

#[test]
fn what_is_at_hand_is_said_as_it_would_be_said_anew() {
    on_both(|app| {
        for path in [
            URP.to_owned(),
            format!("{URP}/standards?limit=100"),
            format!("{URP}/scorecard?period=2026"),
        ] {
            let tag = app.anonymous().get(&path).expect(200).header("etag").to_owned();
            let packed = format!("{}-gzip\"", tag.trim_end_matches('"'));
            let readers = [
                vec![],
                vec![("If-None-Match", tag.as_str())],
                vec![("If-None-Match", "\"another\"")],
                vec![("Accept-Encoding", "gzip")],
                vec![("Accept-Encoding", "gzip"), ("If-None-Match", tag.as_str())],
                vec![("Accept-Encoding", "gzip"), ("If-None-Match", packed.as_str())],
                vec![("Accept-Encoding", "identity")],
                vec![("Accept-Encoding", "gzip;q=0, *")],
            ];
            for headers in readers {
                let reader = headers
                    .iter()
                    .fold(app.anonymous(), |reader, (name, value)| reader.with(name, value));
                // A page of another site is answered the long way.
                let anew = reader.clone().with("Origin", "https://other.example");
                for method in ["GET", "HEAD"] {
                    let ask = |who: &Person<'_>| who.ask_beside(method, &format!("/v1{path}"), None);
                    assert_eq!(
                        said(&ask(&reader)),
                        said(&ask(&anew)),
                        "{method} {path} {headers:?}"
                    );
                }
            }
        }
    });
}

#[test]
fn who_has_what_is_published_is_told_that_it_has_not_changed() {
    on_both(|app| {
        for path in [
            URP.to_owned(),
            format!("{URP}/standards"),
            format!("{URP}/scorecard?period=2026"),
        ] {
            let first = app.anonymous().get(&path).expect(200);
            let tag = first.header("etag").to_owned();
            for _ in 0..2 {
                let again = app.anonymous().with("If-None-Match", &tag).get(&path).expect(304);
                assert!(again.text.is_empty());
            }
            assert_eq!(app.anonymous().get(&path).expect(200).json, first.json);
        }
    });
}

#[test]
fn a_charter_that_comes_into_force_at_midnight_is_shown_then() {
    on_both(|app| {
        let today = |at: &str| {
            app.set_clock(at);
            app.anonymous().get(&format!("{URP}/standards")).status
        };
        app.set_clock("2025-12-18T23:59:59+01:00");
        let before = today("2025-12-18T23:59:59+01:00");
        assert_eq!(today("2025-12-18T23:59:59+01:00"), before);
        assert_eq!(today("2025-12-19T00:00:00+01:00"), 200);
        assert_ne!(before, 200, "no edition was in force before");
    });
}
