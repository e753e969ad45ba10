//! What every client of HTTP relies on: HEAD, OPTIONS, where the contract is, compressed answers with tags of their own.

use std::collections::BTreeMap;
use std::io::Read;

use cartaviva_tests::{Answer, App, Database, Operation, Person, on_both};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

const STANDARD: &str = "/administrations/c_e625/charters/urp/standards/desk-opening-days";
const PROCEDURE: &str = "/administrations/c_e625/procedures/disservice-report";

fn operations() -> Vec<Operation> {
    Operation::all(&cartaviva_api::contract::document().unwrap())
}

/// Asks beside the contract, which knows nothing of compression.
fn get(person: &Person<'_>, path: &str) -> Answer {
    person.ask_beside("GET", &format!("/v1{path}"), None)
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    assert_eq!(answer.header("content-encoding"), "gzip", "{}", answer.text);
    let mut bytes = Vec::new();
    GzDecoder::new(answer.bytes.as_slice())
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

#[test]
fn a_head_says_what_its_get_would_say_and_sends_nothing() {
    let app = App::on(Database::sqlite());
    let admin = app.who("admin", "c_e625");
    let mut found = 0;
    for operation in operations().iter().filter(|operation| operation.method == "GET") {
        let path = format!("/v1{}", operation.path);
        let got = admin.ask_beside("GET", &path, None);
        let head = admin.ask_beside("HEAD", &path, None);
        assert_eq!(head.status, got.status, "{}", operation.id);
        assert!(head.bytes.is_empty(), "{}", operation.id);
        for name in ["content-type", "etag", "cache-control", "link", "vary"] {
            assert_eq!(head.header(name), got.header(name), "{} {name}", operation.id);
        }
        found += usize::from(got.status == 200);
    }
    assert!(found >= 30, "{found}");
}

#[test]
fn options_name_the_methods_of_every_path() {
    let app = App::on(Database::sqlite());
    let mut paths: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for operation in operations() {
        paths.entry(operation.path).or_default().push(operation.method);
    }
    for (path, mut methods) in paths {
        let answer = app.anonymous().ask_beside("OPTIONS", &format!("/v1{path}"), None);
        assert_eq!(answer.status, 204, "{path}");
        let mut allowed: Vec<_> = answer.header("allow").split(", ").map(str::to_owned).collect();
        if methods.iter().any(|method| method == "GET") {
            methods.push("HEAD".to_owned());
        }
        methods.push("OPTIONS".to_owned());
        methods.sort();
        allowed.sort();
        assert_eq!(allowed, methods, "{path}");
    }
    app.anonymous()
        .ask_beside("OPTIONS", "/v1/nothing", None)
        .problem(404, "path_not_found");
}

#[test]
fn every_answer_says_where_the_contract_is_and_who_may_keep_it() {
    let app = App::on(Database::sqlite());
    for operation in operations() {
        let answer = app.anonymous().ask(&operation.method, &operation.path, None);
        assert_eq!(
            answer.header("link"),
            "</v1/openapi.json>; rel=\"service-desc\"",
            "{}",
            operation.id
        );
        let kept = answer.header("cache-control");
        let public = kept.starts_with("public, max-age=");
        assert!(kept == "no-store" || public, "{}: {kept}", operation.id);
        assert!(
            !public || (answer.status < 400 && operation.is_open()),
            "{}",
            operation.id
        );
        for name in ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"] {
            assert!(
                answer.header(name).parse::<u32>().is_ok(),
                "{} {name}",
                operation.id
            );
        }
    }
}

#[test]
fn who_reads_gzip_gets_it_with_a_tag_of_its_own_that_names_the_same_state() {
    on_both(|app| {
        let plain = get(&app.anonymous(), PROCEDURE).expect(200);
        let reader = app.anonymous().with("Accept-Encoding", "gzip, br;q=0.5");
        let packed = get(&reader, PROCEDURE).expect(200);
        assert_eq!(unpacked(&packed), plain.bytes);
        assert!(packed.bytes.len() < plain.bytes.len());
        assert!(
            plain
                .headers
                .get_all("vary")
                .iter()
                .any(|vary| vary == "accept-encoding")
        );
        let tag = packed.header("etag");
        assert_eq!(
            tag,
            format!("{}-gzip\"", plain.header("etag").trim_end_matches('"'))
        );
        let again = get(&reader.clone().with("If-None-Match", tag), PROCEDURE);
        assert_eq!((again.status, again.header("etag")), (304, tag));
        assert!(again.bytes.is_empty());
        let other = get(
            &app.anonymous().with("If-None-Match", plain.header("etag")),
            PROCEDURE,
        );
        assert_eq!((other.status, other.header("etag")), (304, plain.header("etag")));
    });
}

#[test]
fn a_change_is_let_through_on_the_tag_of_a_compressed_answer() {
    on_both(|app| {
        let path = "/administrations/c_e625/calendar";
        let editor = app.who("editor", "c_e625");
        let read = get(&editor.clone().with("Accept-Encoding", "gzip"), path).expect(200);
        let tag = read
            .header("etag")
            .trim_end_matches('"')
            .trim_end_matches("-gzip");
        let change = json!({ "settings": { "patron_saint_day": "05-22" }, "valid_from": "2027-01-01", "reason": "Prova" });
        let dry = format!("{path}?dry_run=true");
        for named in [format!("{tag}\""), format!("{tag}-gzip\"")] {
            editor
                .clone()
                .with("If-Match", &named)
                .put(&dry, &change)
                .expect(200);
        }
        editor
            .with("If-Match", &format!("{tag}-other\""))
            .put(&dry, &change)
            .problem(412, "precondition_failed");
    });
}

#[test]
fn short_answers_and_problems_are_not_worth_compressing() {
    let app = App::on(Database::sqlite());
    let reader = app.anonymous().with("Accept-Encoding", "gzip");
    for path in ["/status", "/nothing", STANDARD] {
        let answer = get(&reader, path);
        assert_eq!(answer.header("content-encoding"), "", "{path}");
        assert!(answer.json.is_object(), "{path}");
    }
}

#[test]
fn what_is_digested_is_sent_as_it_is_and_a_stream_may_be_compressed() {
    on_both(|app| {
        app.citizen()
            .post("/administrations/c_e625/cases", &app.report())
            .expect(201);
        app.set_clock("2026-11-21T09:00:00+01:00");
        let auditor = app.who("auditor", "c_e625").with("Accept-Encoding", "gzip");
        let register = get(&auditor, "/administrations/c_e625/daily-registers/2026-11-20").expect(200);
        assert!(!register.header("repr-digest").is_empty());
        assert_eq!(register.header("content-encoding"), "");
        let operator = app.operator("c_e625").with("Accept", "text/csv");
        let path = "/administrations/c_e625/cases";
        let plain = get(&operator, path).expect(200);
        let packed = get(&operator.with("Accept-Encoding", "gzip"), path).expect(200);
        assert_eq!(unpacked(&packed), plain.bytes);
    });
}

#[test]
fn a_condition_that_is_no_list_of_tags_is_refused() {
    let app = App::on(Database::sqlite());
    for odd in ["{}", "v1", "\"a\" \"b\"", &format!("\"{}\"", "x".repeat(1_000))] {
        let reader = app.anonymous().with("If-None-Match", odd);
        reader.get(STANDARD).problem(400, "invalid_header");
    }
}

#[test]
fn a_problem_repeats_what_was_sent_only_as_far_as_it_can_be_shown() {
    let app = App::on(Database::sqlite());
    let mut report = app.report();
    let long = format!("a\u{9b}{}", "b".repeat(2_000));
    report[&long] = Value::Null;
    let answer = app.citizen().post("/administrations/c_e625/cases", &report);
    answer.problem(400, "invalid_body");
    let pointer = answer.str("/errors/0/pointer");
    assert!(pointer.starts_with("/a\u{fffd}b"), "{pointer}");
    assert_eq!(pointer.chars().count(), 500);
}
