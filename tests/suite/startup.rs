//! A database that cannot be used is refused at the start, and left as it was.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use cartaviva_api::commands;
use cartaviva_api::config::Settings;
use cartaviva_persistence::Target;
use cartaviva_tests::Database;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

/// A migration that no program of today knows.
const NEWER: &str =
    "INSERT INTO __diesel_schema_migrations (version, run_on) VALUES ('20990101000001', CURRENT_TIMESTAMP)";

fn file(database: &Database) -> PathBuf {
    match &database.target {
        Target::Sqlite(file) => file.clone(),
        Target::Postgres(_) => panic!("a server has no file"),
    }
}

/// What `cartaviva serve` says when it ends instead of serving; its causes in one line.
fn refused(database_url: &str, data_dir: &Path) -> String {
    let settings = Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        data_dir: data_dir.to_owned(),
        database_url: Some(database_url.to_owned()),
        log: "off".to_owned(),
        ..Settings::default()
    };
    let fault = commands::serve(&settings).expect_err("it does not serve");
    let mut told = fault.to_string();
    let mut cause: Option<&dyn Error> = fault.source();
    while let Some(deeper) = cause {
        told = format!("{told}: {deeper}");
        cause = deeper.source();
    }
    told
}

/// The names of what a folder holds.
fn held(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

#[test]
fn a_read_only_file_is_refused_by_name_and_nothing_is_changed() {
    let database = Database::sqlite();
    let file = file(&database);
    let before = (fs::read(&file).unwrap(), held(file.parent().unwrap()));
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let told = refused(&format!("sqlite://{}", file.display()), elsewhere.path());
    assert!(told.contains("cartaviva.db is read-only"), "{told}");
    assert_eq!((fs::read(&file).unwrap(), held(file.parent().unwrap())), before);
    assert!(held(elsewhere.path()).is_empty());
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_nothing_is_changed() {
    let database = Database::sqlite();
    let file = file(&database);
    SqliteConnection::establish(&file.to_string_lossy())
        .unwrap()
        .batch_execute(NEWER)
        .unwrap();
    let before = (fs::read(&file).unwrap(), held(file.parent().unwrap()));
    let elsewhere = tempfile::tempdir().unwrap();
    let told = refused(&format!("sqlite://{}", file.display()), elsewhere.path());
    assert!(
        told.contains("newer version") && told.contains("20990101000001"),
        "{told}"
    );
    assert_eq!((fs::read(&file).unwrap(), held(file.parent().unwrap())), before);
}

#[test]
fn a_server_whose_database_is_of_a_newer_version_is_refused() {
    let Some(database) = Database::postgresql() else {
        return;
    };
    let Target::Postgres(url) = &database.target else {
        panic!("a server has a URL");
    };
    PgConnection::establish(url)
        .unwrap()
        .batch_execute(NEWER)
        .unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let told = refused(url, elsewhere.path());
    assert!(told.contains("newer version"), "{told}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Gentile ufficio, ".repeat(1_000)).unwrap();
    let before = fs::read(&file).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let told = refused(&format!("sqlite://{}", file.display()), elsewhere.path());
    assert!(told.contains("not a database"), "{told}");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_server_that_does_not_answer_is_named_without_its_password() {
    let elsewhere = tempfile::tempdir().unwrap();
    let told = refused("postgres://carta:s3cret@127.0.0.1:1/carta", elsewhere.path());
    assert!(told.contains("not available"), "{told}");
    assert!(!told.contains("s3cret"), "{told}");
}
