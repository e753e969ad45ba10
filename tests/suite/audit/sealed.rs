//! The log cannot be changed, and what was changed all the same is named.

use std::error::Error;

use cartaviva_api::cli::VerifyAuditOptions;
use cartaviva_api::commands;
use cartaviva_api::config::Settings;
use cartaviva_persistence::Target;
use cartaviva_tests::{App, on_both};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use super::{log, sealed};

/// Somebody who writes to the database by hand; what it answers.
fn by_hand(app: &App, sql: &str) -> Result<(), String> {
    match &app.database().target {
        Target::Sqlite(file) => SqliteConnection::establish(&file.to_string_lossy())
            .unwrap()
            .batch_execute(sql),
        Target::Postgres(url) => PgConnection::establish(url).unwrap().batch_execute(sql),
    }
    .map_err(|error| error.to_string())
}

/// The same, by somebody who takes the guards away first.
fn tamper(app: &App, sql: &str) {
    let guards = [
        "audit_entries_are_not_deleted",
        "audit_entries_are_not_changed",
        "audit_entries_are_sealed_once",
    ];
    let on = if app.database().kind == "SQLite" {
        ""
    } else {
        " ON audit_entries"
    };
    let away: String = guards
        .iter()
        .map(|guard| format!("DROP TRIGGER IF EXISTS {guard}{on}; "))
        .collect();
    by_hand(app, &format!("{away}{sql}")).unwrap();
    app.forget_deeds();
}

/// What the command says; what is wrong in one line.
fn verified(app: &App) -> Result<(), String> {
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
    let options = VerifyAuditOptions {
        administration: Some("c_e625".to_owned()),
    };
    commands::verify_audit(&settings, &options).map_err(|fault| {
        let mut told = fault.to_string();
        let mut cause: Option<&dyn Error> = fault.source();
        while let Some(deeper) = cause {
            told = format!("{told}: {deeper}");
            cause = deeper.source();
        }
        told
    })
}

#[test]
fn entries_are_neither_changed_nor_removed_nor_sealed_twice() {
    on_both(|app| {
        app.forwarded();
        for attempt in [
            "UPDATE audit_entries SET subject = 'another'",
            "UPDATE audit_entries SET status = 500",
            "DELETE FROM audit_entries",
        ] {
            let refused = by_hand(app, attempt).expect_err(attempt);
            assert!(refused.contains("only added and sealed once"), "{refused}");
        }
        sealed(app);
        let refused = by_hand(app, "UPDATE audit_entries SET position = position + 1").unwrap_err();
        assert!(refused.contains("only added and sealed once"), "{refused}");
        assert_eq!(verified(app), Ok(()));
    });
}

#[test]
fn entries_are_sealed_one_after_another_without_gaps() {
    on_both(|app| {
        app.forwarded();
        assert!(
            log(app)
                .list("/items")
                .iter()
                .all(|entry| entry.get("seal").is_none())
        );
        assert_eq!(verified(app), Ok(()));
        sealed(app);
        app.pass(1);
        app.received();
        sealed(app);
        let log = log(app);
        let mut previous = "0".repeat(64);
        for (place, entry) in (1..).zip(log.list("/items")) {
            assert_eq!(entry["seal"]["position"], place);
            assert_eq!(entry["seal"]["previous_hash"], previous.as_str());
            previous = entry["seal"]["hash"].as_str().unwrap().to_owned();
        }
        assert_eq!(log.list("/items").len(), 3);
        assert_eq!(verified(app), Ok(()));
    });
}

#[test]
fn what_is_changed_or_removed_all_the_same_is_named() {
    for (sql, expected) in [
        (
            "UPDATE audit_entries SET subject = 'another' WHERE position = 2",
            "the entry 2 does not hold: what it says",
        ),
        (
            "UPDATE audit_entries SET at = (SELECT min(at) FROM audit_entries), roles = 'admin' WHERE position = 1",
            "the entry 1 does not hold: what it says",
        ),
        (
            "DELETE FROM audit_entries WHERE position = 2",
            "the entry 2 does not hold: it is missing",
        ),
        (
            "DELETE FROM audit_entries WHERE position = 3",
            "the entry 3 does not hold: it is missing",
        ),
        (
            "UPDATE audit_ends SET position = 2",
            "the entry 3 does not hold: the log ends before it",
        ),
    ] {
        on_both(|app| {
            app.forwarded();
            app.received();
            sealed(app);
            assert_eq!(verified(app), Ok(()));
            tamper(app, sql);
            let told = verified(app).expect_err(sql);
            assert!(told.contains("the audit log of c_e625 does not hold"), "{told}");
            assert!(told.contains(expected), "{told}");
        });
    }
}
