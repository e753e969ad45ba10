//! What anybody may read is kept in memory for as long as it holds, and never longer.

use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::period::Period;
use cartaviva_domain::standards::Value;
use cartaviva_persistence::measurements::{self, Key, Measurement};
use cartaviva_persistence::{StoreError, charters};
use cartaviva_tests::{App, on_both};
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
        let line =
            |answer: &cartaviva_tests::Answer| answer.item("/standards", "standard", period)["state"].clone();
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
