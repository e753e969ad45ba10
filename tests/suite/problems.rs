//! What goes wrong is said in one shape, whatever it is.

use cartaviva_tests::{Answer, App, Database, on_both};
use serde_json::{Value, json};

const CASES: &str = "/administrations/c_e625/cases";

fn app() -> App {
    App::on(Database::sqlite())
}

/// Posts a report of which one member was changed.
fn report_with(app: &App, pointer: &str, value: Value) -> Answer {
    let mut body = app.report();
    let (parent, member) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[member] = value;
    app.citizen().post(CASES, &body)
}

#[test]
fn an_unknown_path_is_not_found() {
    let app = app();
    for path in [
        "/v1/nothing",
        "/nothing",
        "/",
        "/v1",
        "/v1/",
        "/v1/administrations/",
        "/v1//status",
        "/v2/status",
    ] {
        app.anonymous()
            .ask_beside("GET", path, None)
            .problem(404, "path_not_found");
    }
}

#[test]
fn a_wrong_method_is_told_which_are_right() {
    let app = app();
    for (method, path, allow) in [
        ("DELETE", "/administrations/c_e625", "GET, HEAD, OPTIONS"),
        ("PUT", CASES, "GET, POST, HEAD, OPTIONS"),
        ("PATCH", "/tracking", "GET, HEAD, OPTIONS"),
        ("GET", "/deadline-calculations", "POST, OPTIONS"),
        ("POST", "/status", "GET, HEAD, OPTIONS"),
    ] {
        let answer = app.anonymous().ask(method, path, None);
        answer.problem(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}

#[test]
fn a_body_that_is_no_json_is_refused_wherever_it_goes_wrong() {
    let app = app();
    let more = format!("{} {{}}", app.report());
    for body in [
        "",
        "{",
        "{\"procedure\": ",
        "{'a': 1}",
        "\u{feff}{}",
        "{\"procedure\": \"\\x\"}",
        &more,
    ] {
        app.citizen()
            .ask("POST", CASES, Some(body))
            .problem(400, "malformed_json");
    }
    let deep = "[".repeat(100_000);
    let deep = app.citizen().ask("POST", CASES, Some(&deep));
    assert_eq!(deep.status, 400, "{}", deep.text);
}

#[test]
fn a_body_of_another_shape_is_refused_with_the_place() {
    let app = app();
    for body in ["null", "7", "\"x\"", "[]"] {
        app.citizen()
            .ask("POST", CASES, Some(body))
            .problem(400, "invalid_body");
    }
    report_with(&app, "/colour", json!("red")).field(400, "invalid_body", "/colour");
    report_with(&app, "/reporter/nickname", json!("Nina")).field(400, "invalid_body", "/reporter/nickname");
    report_with(&app, "/subject", json!(7)).field(400, "invalid_body", "/subject");
    report_with(&app, "/channel", json!("pigeon")).field(400, "invalid_body", "/channel");
    report_with(&app, "/occurred_at", json!("yesterday")).field(400, "invalid_body", "/occurred_at");
    let twice = r#"{"procedure":"complaint","procedure":"suggestion"}"#;
    assert_eq!(app.citizen().ask("POST", CASES, Some(twice)).status, 400);
}

#[test]
fn a_body_that_says_it_is_something_else_is_refused() {
    let app = app();
    let body = app.report().to_string();
    for media in [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "nonsense",
    ] {
        let answer = app
            .citizen()
            .with("Content-Type", media)
            .ask("POST", CASES, Some(&body));
        answer.problem(415, "unsupported_media_type");
    }
    app.citizen()
        .with("Content-Type", "application/json; charset=utf-8")
        .ask("POST", CASES, Some(&body))
        .expect(201);
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let app = app();
    let body = format!("{{\"subject\": \"{}\"}}", "a".repeat(1_100_000));
    app.citizen()
        .ask("POST", CASES, Some(&body))
        .problem(413, "payload_too_large");
}

#[test]
fn every_field_out_of_its_bounds_is_named_at_once() {
    on_both(|app| {
        let mut body = app.report();
        body["subject"] = json!("a".repeat(201));
        body["description"] = json!("");
        body["procedure"] = json!("Not A Code");
        body["reporter"]["email"] = json!("nobody");
        let answer = app.citizen().post(CASES, &body);
        answer.problem(422, "validation_failed");
        for pointer in ["/subject", "/description", "/procedure", "/reporter/email"] {
            answer.item("/errors", "pointer", pointer);
        }
        assert_eq!(answer.list("/errors").len(), 4);
    });
}

#[test]
fn a_text_is_as_long_as_it_may_be_counted_in_characters() {
    let app = app();
    for (pointer, longest) in [
        ("/subject", 200),
        ("/description", 5_000),
        ("/reporter/given_name", 100),
    ] {
        report_with(&app, pointer, json!("è".repeat(longest))).expect(201);
        report_with(&app, pointer, json!("è".repeat(longest + 1))).field(422, "validation_failed", pointer);
    }
}

#[test]
fn control_characters_are_refused() {
    let app = app();
    for text in ["abc\u{0}", "abc\u{7}def", "abc\ndef", "   "] {
        report_with(&app, "/subject", json!(text)).field(422, "validation_failed", "/subject");
    }
    report_with(&app, "/description", json!("a\u{0}b")).field(422, "validation_failed", "/description");
}

#[test]
fn a_tax_code_is_checked_to_its_last_character() {
    on_both(|app| {
        report_with(app, "/reporter/tax_code", json!("RSSNNA80A41E625V")).field(
            422,
            "validation_failed",
            "/reporter/tax_code",
        );
        for odd in [
            "RSSNNA80A41E62",
            "RSSNNA80A41E625!",
            "00000000001",
            "RSSNNA80A99E625Z",
        ] {
            let refused = report_with(app, "/reporter/tax_code", json!(odd));
            refused.field(422, "validation_failed", "/reporter/tax_code");
            assert!(!refused.text.contains(odd), "{}", refused.text);
        }
    });
}

#[test]
fn a_good_tax_code_is_taken_and_kept() {
    on_both(|app| {
        let mut body = app.report();
        body["reporter"]["tax_code"] = json!("RSSMRA80A01H501U");
        let case = app.filed("c_e625", &body);
        assert_eq!(
            app.operator("c_e625")
                .reading_for("verification")
                .get(&case.sub("reporter"))
                .expect(200)
                .str("/identity/reporter/tax_code"),
            "RSSMRA80A01H501U"
        );
    });
}

#[test]
fn a_problem_is_told_in_italian_unless_english_is_preferred() {
    let app = app();
    let ask = |language: &str| {
        let answer = app
            .anonymous()
            .with("Accept-Language", language)
            .get("/administrations/c_a000");
        answer.problem(404, "administration_not_found");
        (
            answer.str("/title").to_owned(),
            answer.header("content-language").to_owned(),
        )
    };
    let (italian, english) = (
        ("Ente inesistente".into(), "it".into()),
        ("No such administration".into(), "en".into()),
    );
    for language in ["it", "de", "", "*", "it,en;q=0.9", "en;q=0.1,it;q=0.2"] {
        assert_eq!(ask(language), italian, "{language}");
    }
    for language in ["en", "en-GB,en;q=0.9,it;q=0.8", "de,en;q=0.5"] {
        assert_eq!(ask(language), english, "{language}");
    }
}

#[test]
fn a_problem_names_the_request_and_nothing_of_what_is_inside() {
    let app = app();
    let id = "019aa9f6-7b1c-7e0c-9d6f-0c7f3f0a9b11";
    let answer = app
        .anonymous()
        .with("Request-Id", id)
        .get("/administrations/c_a000");
    assert_eq!(answer.str("/instance"), format!("urn:uuid:{id}"));
    assert_eq!(answer.header("request-id"), id);
    for word in ["SELECT", "sqlite", "diesel", "panicked", "src/"] {
        assert!(!answer.text.contains(word), "{word}");
    }
}

#[test]
fn every_answer_says_how_it_may_be_kept_and_that_its_type_is_what_it_says() {
    let app = app();
    for path in [
        "/status",
        "/administrations/c_e625",
        "/administrations/c_a000",
        "/tracking",
        "/nothing",
    ] {
        let answer = app.anonymous().get(path);
        assert!(!answer.header("cache-control").is_empty(), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("request-id").len(), 36, "{path}");
        assert!(!answer.header("ratelimit-remaining").is_empty(), "{path}");
    }
}

#[test]
fn an_address_that_is_no_text_is_not_found() {
    let app = app();
    for path in [
        "/v1/administrations/%FF",
        "/v1/administrations/%00",
        "/v1/administrations/..%2f..%2fetc",
        "/v1/%2e%2e",
    ] {
        let answer = app.anonymous().ask_beside("GET", path, None).expect(404);
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
    }
}

#[test]
fn a_list_is_no_object_and_a_number_no_word() {
    let app = app();
    let list = app.citizen().ask("POST", CASES, Some("[null, null]"));
    list.field(400, "invalid_body", "");
    report_with(&app, "/channel", json!(7)).field(400, "invalid_body", "/channel");
}
