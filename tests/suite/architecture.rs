//! The house stays as it was drawn.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest file, in lines.
const LONGEST: usize = 400;

/// The files that may know that there are two databases.
const KNOWING: [&str; 7] = [
    "src/at_once/fragments.rs",
    "src/at_once/mod.rs",
    "src/connection.rs",
    "src/dialect.rs",
    "src/direct.rs",
    "src/migrate.rs",
    "src/sql_types.rs",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of Rust below a folder, with its text.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// Every file of Rust of some crates.
fn sources_of(crates: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for name in crates {
        sources(&root().join(name), &mut found);
    }
    assert!(!found.is_empty());
    found
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    let long: Vec<_> = sources_of(&["domain", "persistence", "api", "openapi", "tests"])
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > LONGEST)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_file_is_a_drawer_for_everything() {
    for (path, _) in sources_of(&["domain", "persistence", "api", "openapi", "tests"]) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            !["util", "utils", "helpers", "common", "misc"].contains(&name),
            "{}",
            path.display()
        );
    }
}

#[test]
fn one_room_alone_knows_that_there_are_two_databases() {
    for (path, text) in sources_of(&["persistence"]) {
        let may = KNOWING.iter().any(|known| path.ends_with(known));
        let knows = [
            "AnyConnection::Postgres",
            "AnyConnection::Sqlite",
            "diesel::pg",
            "diesel::sqlite",
        ]
        .iter()
        .any(|word| text.contains(word));
        assert!(!knows || may, "{}", path.display());
    }
    for (path, text) in sources_of(&["domain", "api"]) {
        assert!(!text.contains("diesel"), "{}", path.display());
    }
}

/// What a crate depends on, tests included, as its manifest names it.
fn dependencies(name: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && let Some((dependency, _)) = line.split_once(['.', ' ', '=']) {
            names.push(dependency.to_owned());
        }
    }
    assert!(!names.is_empty());
    names
}

#[test]
fn each_crate_knows_only_its_own_trade() {
    for (name, strangers) in [
        (
            "domain",
            [
                "actix",
                "diesel",
                "utoipa",
                "rand",
                "tokio",
                "cartaviva-persistence",
                "cartaviva-api",
            ]
            .as_slice(),
        ),
        (
            "persistence",
            &["actix", "utoipa", "validator", "jsonwebtoken", "cartaviva-api"],
        ),
        ("api", &["diesel", "libsqlite3", "pq-sys"]),
    ] {
        for dependency in dependencies(name) {
            let strange = strangers.iter().any(|stranger| dependency.starts_with(stranger));
            assert!(!strange, "{name} depends on {dependency}");
        }
    }
}

#[test]
fn the_rules_read_no_clock_no_chance_and_no_file() {
    for (path, text) in sources_of(&["domain/src"]) {
        for word in [
            "now_utc",
            "now_local",
            "SystemTime::now",
            "Instant::now",
            "Uuid::new",
            "std::fs",
            "std::env",
            "async fn",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

/// What is asked by POST because its words may be somebody's name, and only reads: pages, and files sent while they are read.
const ONLY_READ: [&str; 2] = ["fn search_cases(", "fn search_protocol_entries("];

#[test]
fn every_operation_that_may_write_answers_with_what_it_wrote() {
    let mut seen = 0;
    for (path, text) in sources_of(&["api/src"]) {
        for method in ["post", "put", "patch", "delete"] {
            for handler in text.split(&format!("\n#[{method}(")).skip(1) {
                let signature = handler.split(" {\n").next().unwrap();
                let takes_part = signature.contains("-> Result<Written, ApiError>")
                    || ONLY_READ.iter().any(|name| signature.contains(name));
                assert!(takes_part, "{}: {signature}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn whatever_is_personal_is_read_on_the_record() {
    let mut seen = 0;
    for (path, text) in sources_of(&["api/src"]) {
        if text.contains(".reads(db") {
            assert!(text.contains(".read_on_record("), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 2, "{seen}");
}
