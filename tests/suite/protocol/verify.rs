//! `cartaviva verify-register`: what was tampered with is named.

use cartaviva_api::cli::VerifyOptions;
use cartaviva_api::commands;
use cartaviva_api::config::Settings;
use cartaviva_persistence::Target;
use cartaviva_tests::{App, on_both};
use std::error::Error;

use super::{REGISTER, act, entered, manager};

/// Somebody who writes to the database by hand.
fn tamper(app: &App, sql: &str) {
    let unguarded = match app.database().kind {
        "SQLite" => "PRAGMA foreign_keys = OFF",
        _ => "SET session_replication_role = replica",
    };
    app.database().execute(&format!("{unguarded}; {sql}"));
}

/// What the command says; what is wrong in one line.
pub(super) fn verified(app: &App, administration: Option<&str>, year: Option<i32>) -> Result<(), String> {
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
    let options = VerifyOptions {
        administration: administration.map(str::to_owned),
        year,
    };
    commands::verify_register(&settings, &options).map_err(|fault| {
        let mut told = fault.to_string();
        let mut cause: Option<&dyn Error> = fault.source();
        while let Some(deeper) = cause {
            told = format!("{told}: {deeper}");
            cause = deeper.source();
        }
        told
    })
}

/// Three entries of Livorno, of which the second annuls the first.
fn three(app: &App) {
    entered(app);
    manager(app)
        .post(&format!("{REGISTER}/2026/1/annulment"), &act())
        .expect(201);
    app.received();
}

/// What tampering with three entries makes the command say.
fn found(sql: &str, expected: &str) {
    on_both(|app| {
        three(app);
        assert_eq!(verified(app, None, None), Ok(()));
        tamper(app, sql);
        let told = verified(app, Some("c_e625"), Some(2026)).expect_err(sql);
        assert!(told.contains("the register of c_e625"), "{told}");
        assert!(told.contains(expected), "{told}");
        assert_eq!(verified(app, Some("c_e506"), None), Ok(()));
        assert!(verified(app, None, None).is_err());
    });
}

#[test]
fn a_changed_entry_is_named() {
    found(
        "UPDATE protocol_entries SET subject = 'altro' WHERE administration = 'c_e625' AND number = 1",
        "2026/0000001 does not hold: its content",
    );
    found(
        "UPDATE protocol_entries SET case_id = NULL WHERE administration = 'c_e625' AND number = 3",
        "2026/0000003 does not hold: its content",
    );
}

#[test]
fn a_removed_entry_is_named() {
    found(
        "DELETE FROM protocol_entries WHERE administration = 'c_e625' AND number = 1",
        "2026/0000001 does not hold: it is missing",
    );
    found(
        "DELETE FROM protocol_entries WHERE administration = 'c_e625' AND number = 3",
        "2026/0000003 does not hold: it is missing",
    );
}

#[test]
fn a_register_that_was_cut_is_noticed() {
    found(
        "UPDATE registers SET last_number = 2 WHERE administration = 'c_e625'",
        "2026/0000003 does not hold: the register ends before it",
    );
}

#[test]
fn a_removed_changed_or_invented_annulment_is_noticed() {
    found(
        "DELETE FROM protocol_annulments WHERE administration = 'c_e625'",
        "2026/0000002 does not hold: the annulment",
    );
    found(
        "UPDATE protocol_annulments SET reason = 'altra ragione' WHERE administration = 'c_e625'",
        "2026/0000002 does not hold: the annulment",
    );
    found(
        "UPDATE protocol_annulments SET act_number = 3 WHERE administration = 'c_e625'",
        "2026/0000002 does not hold: the annulment",
    );
    found(
        "INSERT INTO protocol_annulments SELECT administration, year, 3, act_year, 9, reference, reason, annulled_by, \
         annulled_at FROM protocol_annulments WHERE administration = 'c_e625'",
        "an annulment is kept of which the register knows nothing",
    );
}

#[test]
fn an_unknown_administration_is_no_register() {
    on_both(|app| {
        let told = verified(app, Some("c_a000"), None).unwrap_err();
        assert!(told.contains("no administration c_a000"), "{told}");
    });
}
