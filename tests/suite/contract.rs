//! The contract: fresh, complete, and about what is served.

use std::collections::BTreeSet;
use std::fs;

use cartaviva_tests::{App, Database, Operation, on_both};
use serde_json::Value;

fn root(path: &str) -> String {
    format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"))
}

fn document() -> Value {
    cartaviva_api::contract::document().unwrap()
}

#[test]
fn the_committed_contract_is_what_the_handlers_say() {
    let committed = fs::read_to_string(root("openapi/openapi.json")).unwrap();
    let fresh = serde_json::to_string_pretty(&document()).unwrap() + "\n";
    assert!(
        committed == fresh,
        "openapi/openapi.json is old: cargo run -p cartaviva-openapi"
    );
}

#[test]
fn the_contract_that_is_served_is_the_committed_one() {
    on_both(|app| {
        let served = app.anonymous().get("/openapi.json").expect(200);
        let committed: Value =
            serde_json::from_str(&fs::read_to_string(root("openapi/openapi.json")).unwrap()).unwrap();
        assert!(
            served.json == committed,
            "openapi/openapi.json is old: cargo run -p cartaviva-openapi"
        );
        assert_eq!(served.str("/openapi"), "3.1.0");
    });
}

#[test]
fn every_documented_operation_is_served() {
    let app = App::on(Database::sqlite());
    for operation in Operation::all(&document()) {
        let answer = app.anonymous().ask(&operation.method, &operation.path, None);
        let nothing = answer.status == 405 || answer.json["code"] == "path_not_found";
        assert!(!nothing, "{}: {}", operation.id, answer.text);
    }
}

#[test]
fn every_route_is_documented() {
    let documented: BTreeSet<String> = Operation::all(&document())
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let page = fs::read_to_string(root("api/src/routes.rs")).unwrap();
    let routed: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.split_once(".service("))
        .map(|(_, rest)| {
            rest.split(')')
                .next()
                .unwrap()
                .rsplit("::")
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(routed, documented);
}

#[test]
fn what_is_published_needs_no_token_and_what_concerns_a_case_or_changes_something_does() {
    let open = ["present_case", "ask_for_ristoro", "add_own_attachment"];
    for operation in Operation::all(&document()) {
        let kept = [
            "/cases",
            "/own-cases",
            "/events",
            "/webhook-subscriptions",
            "/messages",
            "/protocol-entries",
            "/daily-registers",
            "/protocol-system",
            "/waiting-documents",
            "/emergency-periods",
            "/work-lists",
            "/disposals",
            "/data-readings",
            "/audit-entries",
        ];
        let published = operation.method == "GET" && !kept.iter().any(|part| operation.path.contains(part));
        let stateless = operation.described["tags"] == serde_json::json!(["deadlines"]);
        let expected = published || stateless || open.contains(&operation.id.as_str());
        assert_eq!(operation.is_open(), expected, "{}", operation.id);
    }
}

#[test]
fn every_refusal_is_a_problem() {
    let document = document();
    for operation in Operation::all(&document) {
        for (status, response) in operation.described["responses"].as_object().unwrap() {
            if status.as_str() < "400" {
                continue;
            }
            let link = response["$ref"].as_str().map(|link| link.trim_start_matches('#'));
            let response = link.map_or(response, |link| document.pointer(link).unwrap());
            let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(
                schema, "#/components/schemas/Problem",
                "{} {status}",
                operation.id
            );
        }
    }
}

#[test]
fn every_example_of_a_body_is_within_its_bounds() {
    let app = App::on(Database::sqlite());
    let document = document();
    let mut tried = 0;
    for operation in Operation::all(&document) {
        let body = operation
            .described
            .pointer("/requestBody/content/application~1json/schema/$ref");
        let Some(schema) = body.and_then(Value::as_str) else {
            continue;
        };
        let example = &document.pointer(schema.trim_start_matches('#')).unwrap()["example"];
        assert!(example.is_object(), "{} has no example", operation.id);
        let admin = app.who("admin", "c_e625").with("If-Match", "*");
        let answer = admin.ask(&operation.method, &operation.path, Some(&example.to_string()));
        // It may well be refused: by a rule, or because there is no such case.
        let read = [200, 201, 202].contains(&answer.status)
            || [
                "case_not_found",
                "webhook_subscription_not_found",
                "rule_refused",
                "not_found",
                "conflict",
            ]
            .iter()
            .any(|code| answer.json["code"] == *code);
        assert!(read, "{}: {}", operation.id, answer.text);
        tried += 1;
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn the_pages_of_the_documentation_are_served() {
    let app = App::on(Database::sqlite());
    let page = app.anonymous().ask_beside("GET", "/docs/", None).expect(200);
    assert!(page.text.contains("swagger-ui"));
}
