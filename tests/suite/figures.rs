//! What scorecards are summed of is counted as it happens, and is what is counted anew.

use std::thread;

use cartaviva_api::cli::VerifyFiguresOptions;
use cartaviva_api::commands;
use cartaviva_api::config::Settings;
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_persistence::cases::{self, Settled};
use cartaviva_persistence::settled::{self, Difference, Settlements, Wanted};
use cartaviva_persistence::{StoreError, Target};
use cartaviva_tests::{App, Filed, Person, on_both};
use serde_json::{Value, json};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use crate::cases::standing::taking_permits;
use crate::ristoro_policies::livorno_with;

/// What people present.
const PRESENTED: [&str; 5] = [
    "disservice-report",
    "complaint",
    "suggestion",
    "information-request",
    "permit",
];

fn livorno() -> AdministrationCode {
    AdministrationCode::parse("c_e625").unwrap()
}

/// What is not as it is when counted anew.
fn differences(app: &App) -> Vec<Difference> {
    let read = |db: &mut _| settled::differences(db, &livorno());
    app.state().db().read(read).unwrap()
}

/// What happens by chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let sides = u64::try_from(of.len()).unwrap();
        &of[usize::try_from(self.below(sides)).unwrap()]
    }
}

/// What can be done to a case: by whom, where, with what.
fn deeds(app: &App) -> Vec<(&'static str, &'static str, Value)> {
    let reason = json!({ "reason": "Serve un sopralluogo." });
    let rejection = json!({
        "outcome": "rejected", "answer": "Il servizio era regolare.", "pertinent": true,
        "late_reasons": "Il sopralluogo è stato rinviato.",
    });
    vec![
        (
            "operator",
            "forwardings",
            json!({ "office": "competent-office", "reason": "È sua." }),
        ),
        (
            "operator",
            "forwardings",
            json!({ "office": "urp", "reason": "È sua." }),
        ),
        ("officer", "decision", app.upholding()),
        ("officer", "decision", app.upholding_late()),
        ("officer", "decision", rejection),
        ("operator", "withdrawal", json!({})),
        ("officer", "suspensions", reason.clone()),
        ("officer", "resumptions", json!({})),
        (
            "officer",
            "extensions",
            json!({ "amount": 10, "unit": "calendar_days", "reason": "Serve un sopralluogo." }),
        ),
        (
            "officer",
            "completion-requests",
            json!({ "missing": "La planimetria." }),
        ),
        ("operator", "completions", json!({})),
        (
            "officer",
            "notices-before-refusal",
            json!({ "grounds": "Manca un requisito." }),
        ),
        ("operator", "observations", json!({})),
        ("operator", "reopening", reason),
        (
            "officer",
            "inadmissibility",
            json!({ "answer": "Non è una domanda." }),
        ),
        ("operator", "closure", json!({})),
    ]
}

/// Does something, well or refused: whether it was done.
fn anything(app: &App, dice: &mut Dice, cases: &mut Vec<Filed>) -> bool {
    match dice.below(10) {
        0..=2 => {
            let mut body = app.report();
            body["procedure"] = json!(dice.pick(&PRESENTED));
            let receipt = app.citizen().post("/administrations/c_e625/cases", &body);
            if receipt.status == 201 {
                cases.push(Filed::of("c_e625", &receipt));
            }
            receipt.status == 201
        }
        3 => {
            app.pass(i64::try_from(dice.below(12 * 86_400)).unwrap());
            true
        }
        4 => calendar(app, dice),
        _ => {
            let Some(case) = cases.last().map(|_| dice.pick(cases)) else {
                return false;
            };
            let deeds = deeds(app);
            let (role, part, body) = dice.pick(&deeds);
            app.who(role, "c_e625").post(&case.sub(part), body).status == 201
        }
    }
}

/// Changes the calendar of Livorno from tomorrow on: what runs moves.
fn calendar(app: &App, dice: &mut Dice) -> bool {
    let path = "/administrations/c_e625/calendar";
    let tomorrow = OffsetDateTime::from_unix_timestamp(app.seconds()).unwrap() + Duration::days(2);
    let holiday = tomorrow.date() + Duration::days(i64::try_from(dice.below(40)).unwrap());
    let change = json!({
        "settings": { "patron_saint_day": "05-22", "holidays": [holiday.to_string()] },
        "valid_from": tomorrow.date().to_string(), "reason": "Chiusura straordinaria, ordinanza 41.",
    });
    let seen = app.anonymous().get(path).expect(200);
    let editor: Person<'_> = app.who("editor", "c_e625").with("If-Match", seen.header("etag"));
    editor.put(path, &change).status == 200
}

#[test]
fn whatever_is_done_the_counts_are_what_is_counted_anew() {
    on_both(|app| {
        livorno_with(app, taking_permits);
        let (mut dice, mut cases, mut done) = (Dice(2026), Vec::new(), 0);
        for step in 0..150 {
            done += usize::from(anything(app, &mut dice, &mut cases));
            if step % 15 == 0 {
                assert_eq!(differences(app), [], "after {step} steps");
            }
        }
        assert_eq!(differences(app), []);
        assert!(done > 80 && cases.len() > 30, "{done} things were done");
        for _ in 0..40 {
            let from =
                datetime!(2026-11-18 00:00 +1) + Duration::hours(i64::try_from(dice.below(4_000)).unwrap());
            let until = from + Duration::minutes(i64::try_from(dice.below(200_000)).unwrap());
            let presented: &&str = dice.pick(&PRESENTED);
            let procedure = Code::parse(presented).unwrap();
            let term = if procedure.as_str() == "permit" {
                "conclusion"
            } else {
                "response"
            };
            assert_summed(app, &procedure, term, (from, until));
        }
    });
}

/// Says that the figures of a stretch of time are those of its cases, one by one.
fn assert_summed(app: &App, procedure: &Code, term: &str, (from, until): (OffsetDateTime, OffsetDateTime)) {
    let (term, procedures) = (Code::parse(term).unwrap(), [procedure.clone()]);
    let wanted = Wanted {
        procedures: &procedures,
        term: &term,
    };
    let (summed, counted, kept) = app
        .state()
        .db()
        .read::<_, StoreError>(|db| {
            let read = Settlements::read(db, &livorno(), (from, until), [wanted])?;
            let (mut counted, mut kept) = (0, 0);
            let settled = Settled {
                administration: &livorno(),
                procedures: &procedures,
                term: &term,
                from,
                until,
            };
            cases::each_settled::<StoreError>(db, settled, |_, case| {
                counted += 1;
                kept += i64::from(case.kept);
                Ok(())
            })?;
            Ok((read.of(wanted), counted, kept))
        })
        .unwrap();
    assert_eq!(
        (summed.counted, summed.within),
        (counted, kept),
        "{procedure} {from} {until}"
    );
}

#[test]
fn many_at_the_same_time_lose_no_count_and_wait_for_no_one_for_ever() {
    on_both(|app| {
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let case = app.forwarded();
                        let officer = app.officer("c_e625", "competent-office");
                        officer.post(&case.sub("decision"), &app.upholding()).expect(201);
                    }
                });
            }
        });
        assert_eq!(differences(app), []);
        let wanted = Wanted {
            procedures: &[Code::parse("disservice-report").unwrap()],
            term: &Code::parse("response").unwrap(),
        };
        let year = (datetime!(2026-01-01 00:00 +1), datetime!(2027-01-01 00:00 +1));
        let read = |db: &mut _| Settlements::read(db, &livorno(), year, [wanted]);
        let figures = app.state().db().read(read).unwrap().of(wanted);
        assert_eq!((figures.counted, figures.within, figures.upheld), (30, 30, 30));
    });
}

/// What the command says.
fn verified(app: &App, repair: bool) -> Result<(), String> {
    let database_url = match &app.database().target {
        Target::Sqlite(file) => format!("sqlite://{}", file.display()),
        Target::Postgres(url) => url.clone(),
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let settings = Settings {
        data_dir: elsewhere.path().to_owned(),
        database_url: Some(database_url),
        log: "off".to_owned(),
        ..Settings::default()
    };
    let administration = Some("c_e625".to_owned());
    let options = VerifyFiguresOptions {
        administration,
        repair,
    };
    commands::verify_figures(&settings, &options).map_err(|fault| fault.to_string())
}

#[test]
fn a_count_that_is_wrong_is_found_by_the_command_and_made_right_when_asked() {
    on_both(|app| {
        app.upheld();
        assert_eq!(verified(app, false), Ok(()));
        for wrong in [
            "UPDATE settled_counts SET cases = cases + 1 WHERE term = 'response'",
            "DELETE FROM settled_counts WHERE term = ''",
            "DELETE FROM settled_counts",
        ] {
            app.database().execute(wrong);
            assert!(!differences(app).is_empty());
            assert!(verified(app, false).unwrap_err().contains("--repair"));
            assert_eq!(verified(app, true), Ok(()));
            assert_eq!(differences(app), []);
        }
        app.upheld();
        assert_eq!(differences(app), []);
    });
}

#[test]
fn a_database_of_before_is_counted_when_it_is_brought_up_to_date() {
    on_both(|app| {
        app.upheld();
        app.forwarded();
        app.database().execute("DELETE FROM settled_counts");
        let tree = if app.database().kind == "SQLite" {
            "sqlite"
        } else {
            "postgres"
        };
        let path = format!(
            "{}/../migrations/{tree}/2026-11-22-000025_settled_counts/up.sql",
            env!("CARGO_MANIFEST_DIR")
        );
        let migration = std::fs::read_to_string(path).unwrap();
        let (_, fill) = migration.split_once("INSERT INTO").unwrap();
        app.database().execute(&format!("INSERT INTO{fill}"));
        assert_eq!(differences(app), []);
    });
}
