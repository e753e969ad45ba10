//! Lists of cases as files.

use std::collections::BTreeMap;

use cartaviva_tests::{Answer, Person, on_both};
use serde_json::{Value, json};

use super::{CASES, crowd, walk};

/// The lines of a file, each by the names of its columns.
fn lines(answer: &Answer) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(answer.text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn file(who: Person<'_>, query: &str) -> Answer {
    who.with("Accept", "text/csv")
        .get(&format!("{CASES}?{query}"))
        .expect(200)
}

/// What a file says of the case of a page.
fn line(item: &Value) -> BTreeMap<String, String> {
    let text = |pointer: String| {
        item.pointer(&pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let mut line: BTreeMap<_, _> = [
        "id",
        "protocol_number",
        "procedure",
        "channel",
        "status",
        "office",
        "service",
        "subject",
        "received_at",
        "assignee",
        "waiting_for",
        "outcome",
        "decided_at",
    ]
    .into_iter()
    .map(|column| (column.to_owned(), text(format!("/{column}"))))
    .collect();
    for part in ["term", "state", "due_at"] {
        line.insert(format!("next_{part}"), text(format!("/next_deadline/{part}")));
    }
    line
}

#[test]
fn a_file_holds_what_the_pages_of_its_list_hold() {
    on_both(|app| {
        app.received();
        app.forwarded();
        app.upheld();
        let desk = app.operator("c_e625");
        for query in [
            "",
            "sort=oldest",
            "status=forwarded,decided",
            "q=sportello",
            "office=no-such-office",
        ] {
            let pages: Vec<_> = walk(&desk, query).iter().map(line).collect();
            let file = file(app.operator("c_e625"), query);
            assert_eq!(lines(&file), pages, "{query}");
        }
        let file = file(app.operator("c_e625"), "");
        assert_eq!(file.header("content-type"), "text/csv");
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"cases-c_e625-2026-11-20.csv\""
        );
        assert_eq!(file.header("cache-control"), "no-store");
    });
}

#[test]
fn a_file_of_thousands_holds_every_case_once_in_the_order_of_its_pages() {
    on_both(|app| {
        crowd(app, 2_100);
        for query in ["sort=oldest", "", "sort=due"] {
            let mut pages: Vec<_> = walk(&app.operator("c_e625"), &format!("limit=100&{query}"))
                .iter()
                .map(line)
                .collect();
            for line in &mut pages {
                let subject = line.get_mut("subject").unwrap();
                if subject.starts_with('=') {
                    subject.insert(0, '\'');
                }
            }
            assert_eq!(pages.len(), if query == "sort=due" { 106 } else { 2_101 });
            assert_eq!(lines(&file(app.operator("c_e625"), query)), pages);
        }
    });
}

#[test]
fn a_file_names_no_person_and_an_office_has_its_own_cases_alone() {
    on_both(|app| {
        let (received, forwarded) = (app.received(), app.forwarded());
        let of_office = file(app.officer("c_e625", "competent-office"), "");
        assert!(of_office.text.contains(&forwarded.id) && !of_office.text.contains(&received.id));
        let other = file(app.officer("c_e625", "urp"), "office=competent-office");
        assert!(lines(&other).is_empty() && other.text.starts_with("id,protocol_number,"));
        for role in ["operator", "auditor", "integrator", "admin"] {
            let whole = file(app.who(role, "c_e625"), "");
            assert_eq!(lines(&whole).len(), 2, "{role}");
            assert!(!whole.text.contains("Rossi") && !whole.text.contains("anna.rossi"));
        }
        app.who("editor", "c_e625")
            .with("Accept", "text/csv")
            .get(CASES)
            .problem(403, "role_not_allowed");
    });
}

#[test]
fn a_text_that_a_spreadsheet_would_compute_is_harmless_in_a_file() {
    on_both(|app| {
        for subject in [
            "=HYPERLINK(\"http://x\")",
            "+39 0586",
            "-2+3",
            "@SUM(A1)",
            "Una, \"due\"",
        ] {
            let mut body = app.report();
            body["subject"] = json!(subject);
            app.filed("c_e625", &body);
        }
        let seen: Vec<_> = lines(&file(app.operator("c_e625"), "sort=oldest"))
            .into_iter()
            .map(|line| line["subject"].clone())
            .collect();
        let mut expected = [
            "'=HYPERLINK(\"http://x\")",
            "'+39 0586",
            "'-2+3",
            "'@SUM(A1)",
            "Una, \"due\"",
        ];
        expected.sort_unstable();
        let mut seen: Vec<_> = seen.iter().map(String::as_str).collect();
        seen.sort_unstable();
        assert_eq!(seen, expected);
    });
}

#[test]
fn a_file_is_the_whole_list_and_has_no_pages() {
    on_both(|app| {
        let desk = || app.operator("c_e625").with("Accept", "text/csv");
        desk()
            .get(&format!("{CASES}?limit=5"))
            .field(400, "invalid_query", "/limit");
        desk()
            .get(&format!("{CASES}?cursor=AAAA"))
            .field(400, "invalid_query", "/cursor");
        desk()
            .get(&format!("{CASES}?q=-"))
            .field(400, "invalid_query", "/q");
    });
}

#[test]
fn a_file_is_for_who_prefers_it() {
    on_both(|app| {
        for (accept, media) in [
            ("text/csv, application/json;q=0.5", "text/csv"),
            ("application/json, text/csv;q=0.5", "application/json"),
            ("*/*", "application/json"),
            ("text/html", "application/json"),
        ] {
            let answer = app
                .operator("c_e625")
                .with("Accept", accept)
                .get(CASES)
                .expect(200);
            assert_eq!(answer.header("content-type"), media, "{accept}");
        }
    });
}
