//! What the contract says of a request's bounds is what is enforced: values just beyond each bound are refused, by name.

use std::collections::BTreeSet;

use cartaviva_tests::{Answer, App, Bounds, Database, Operation};
use serde_json::Value;

fn document() -> Value {
    cartaviva_api::contract::document().unwrap()
}

/// Whether an answer refuses the field at a pointer, or something in it; the two times of an interval are one value.
fn names(answer: &Answer, pointer: &str) -> bool {
    let fields = answer.json["errors"].as_array().cloned().unwrap_or_default();
    let under = |inner: &str, outer: &str| {
        let rest = inner.strip_prefix(outer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let named = |field: &Value| {
        let at = field["pointer"].as_str().unwrap_or_default();
        under(at, pointer) || (field["code"] == "bad_time" && under(pointer, at))
    };
    [400, 422].contains(&answer.status) && fields.iter().any(named)
}

#[test]
#[expect(clippy::print_stdout, reason = "how much was tried is told")]
fn a_body_just_beyond_any_bound_is_refused_by_the_name_of_its_field() {
    let app = App::on(Database::sqlite());
    let document = document();
    let bounds = Bounds::of(&document);
    let admin = app.who("admin", "c_e625").with("If-Match", "*");
    let (mut schemas, mut tried, mut faults) = (BTreeSet::new(), 0, Vec::new());
    for operation in Operation::all(&document) {
        let content = operation
            .described
            .pointer("/requestBody/content/application~1json/schema");
        let Some(schema) = content.filter(|schema| schemas.insert(schema.to_string())) else {
            continue;
        };
        for beyond in bounds.beyond(schema) {
            let body = beyond.body.to_string();
            let answer = admin.ask(&operation.method, &operation.path, Some(&body));
            if !names(&answer, &beyond.pointer) {
                faults.push(format!(
                    "{} {} ({}): {} {}",
                    operation.id, beyond.pointer, beyond.why, answer.status, answer.json["errors"]
                ));
            }
            tried += 1;
        }
    }
    println!(
        "{} request schemas, {tried} values beyond their bounds",
        schemas.len()
    );
    assert!(
        faults.is_empty(),
        "{} of {tried}:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(schemas.len() >= 40 && tried >= 1_000, "{} {tried}", schemas.len());
}

#[test]
#[expect(clippy::print_stdout, reason = "how much was tried is told")]
fn a_query_just_beyond_any_bound_is_refused_by_the_name_of_its_parameter() {
    let app = App::on(Database::sqlite());
    let document = document();
    let bounds = Bounds::of(&document);
    let receipt = app
        .citizen()
        .post("/administrations/c_e625/cases", &app.report())
        .expect(201);
    let admin = app
        .who("admin", "c_e625")
        .with("Tracking-Code", receipt.str("/tracking_code"));
    let (mut tried, mut faults) = (0, Vec::new());
    for operation in Operation::all(&document)
        .iter()
        .filter(|operation| operation.method == "GET")
    {
        let parameters = operation.described["parameters"].as_array().cloned();
        for parameter in parameters
            .iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "query")
        {
            let name = parameter["name"].as_str().unwrap();
            for (why, value) in bounds.beyond_value(&parameter["schema"]) {
                let Some(text) = written(&value) else {
                    continue;
                };
                let path = format!("{}?{name}={}", operation.path, encoded(&text));
                let answer = admin.ask("GET", &path, None);
                if answer.status != 400 || !names(&answer, &format!("/{name}")) {
                    faults.push(format!(
                        "{} {name} ({why}): {} {}",
                        operation.id, answer.status, answer.text
                    ));
                }
                tried += 1;
            }
        }
    }
    println!("{tried} values beyond the bounds of parameters");
    assert!(
        faults.is_empty(),
        "{} of {tried}:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(tried >= 200, "{tried}");
}

/// A value as a query writes it; what a query cannot tell from a right one is left out.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text == "7" => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if number.as_i64() == Some(7) => None,
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let words: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            Some(words.join(","))
        }
        _ => None,
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
