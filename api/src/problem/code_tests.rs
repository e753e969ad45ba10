//! The table against itself and against its documentation.

use std::collections::HashSet;

use super::*;

#[test]
fn every_code_is_listed_once_under_its_own_snake_case_name() {
    let names: HashSet<_> = ProblemCode::ALL.iter().map(|code| code.row().name).collect();
    assert_eq!(names.len(), ProblemCode::ALL.len());
    assert!(
        names
            .iter()
            .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    );
}

#[test]
fn every_code_is_an_error_with_a_title_in_both_languages() {
    for row in ProblemCode::ALL.map(ProblemCode::row) {
        assert!(
            row.status.is_client_error() || row.status.is_server_error(),
            "{}",
            row.name
        );
        assert!(
            !row.title.it.is_empty() && !row.title.en.is_empty(),
            "{}",
            row.name
        );
    }
}

#[test]
fn the_table_of_codes_is_the_documented_one() {
    let documented = include_str!("../../../docs/STATUS-CODES.md");
    for row in ProblemCode::ALL.map(ProblemCode::row) {
        let line = format!(
            "| `{}` | {} | {} | {} | ",
            row.name,
            row.status.as_u16(),
            row.title.it,
            row.title.en
        );
        assert!(
            documented.contains(&line),
            "docs/STATUS-CODES.md lacks the line: {line}"
        );
    }
    let rows = documented.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(
        rows,
        ProblemCode::ALL.len(),
        "docs/STATUS-CODES.md documents a code that does not exist"
    );
}
