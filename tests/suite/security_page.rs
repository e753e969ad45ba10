//! The page on security names the tests that prove it: they are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names of the functions below a folder.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.lines().filter_map(|line| {
                line.trim()
                    .strip_prefix("async fn ")
                    .or(line.trim().strip_prefix("fn "))
            });
            found.extend(names.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())));
        }
    }
}

#[test]
fn every_test_that_the_page_on_security_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut known = BTreeSet::new();
    for folder in [
        "tests/suite",
        "api/src",
        "domain/src",
        "domain/tests",
        "persistence/src",
    ] {
        functions(&root.join(folder), &mut known);
    }
    let page = fs::read_to_string(root.join("docs/SECURITY.md")).unwrap();
    let between = page.split('`').skip(1).step_by(2);
    let named: BTreeSet<_> = between
        .filter(|name| {
            name.matches('_').count() >= 3
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        })
        .map(str::to_owned)
        .collect();
    assert!(named.len() >= 40, "{}", named.len());
    let missing: Vec<_> = named.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
