//! What breaks a client, and what does not.

use serde_json::json;

use super::*;

/// A contract of one operation: its parameters, the schema of its body, the schema of its answer.
fn contract(body: Value, answer: Value) -> Value {
    json!({
        "paths": { "/cases": { "post": {
            "operationId": "present_case",
            "security": [{}],
            "x-roles": ["manager", "operator"],
            "parameters": [{ "in": "query", "name": "limit", "schema": { "type": "integer", "maximum": 100 } }],
            "requestBody": { "required": true, "content": { "application/json": { "schema": body } } },
            "responses": {
                "201": {
                    "headers": { "Location": {} },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Case" } } },
                },
                "422": { "$ref": "#/components/responses/Unprocessable" },
            },
        } } },
        "components": { "schemas": { "Case": answer } },
    })
}

/// What breaks when only the body or only the answer changes.
fn when(old: Value, new: Value) -> (Vec<String>, Vec<String>) {
    let nothing = || json!({ "type": "null" });
    let request = between(
        &contract(old.clone(), nothing()),
        &contract(new.clone(), nothing()),
    );
    let answer = between(&contract(nothing(), old), &contract(nothing(), new));
    (request, answer)
}

/// Adds a parameter.
fn add(document: &mut Value, parameter: Value) {
    operation(document)["parameters"]
        .as_array_mut()
        .unwrap()
        .push(parameter);
}

/// What breaks when the operation is changed by hand.
fn after(change: impl Fn(&mut Value)) -> Vec<String> {
    let old = contract(json!({ "type": "object" }), json!({ "type": "object" }));
    let mut new = old.clone();
    change(&mut new);
    between(&old, &new)
}

fn operation(document: &mut Value) -> &mut Value {
    &mut document["paths"]["/cases"]["post"]
}

#[test]
fn what_does_not_change_breaks_nothing() {
    assert_eq!(after(|_| ()), Vec::<String>::new());
}

#[test]
fn what_is_gone_is_named() {
    assert_eq!(
        after(|new| new["paths"] = json!({})),
        ["POST /cases: the operation is gone"]
    );
    assert_eq!(
        after(|new| operation(new)["parameters"] = json!([])),
        ["POST /cases query limit: the parameter is gone"]
    );
    assert_eq!(
        after(|new| operation(new)["responses"]["201"]["headers"] = json!({})),
        ["POST /cases 201: the header Location is gone"]
    );
    assert_eq!(
        after(|new| operation(new)["responses"] = json!({ "422": {} })),
        ["POST /cases 201: the answer is gone"]
    );
    assert_eq!(
        after(|new| operation(new)["requestBody"]["content"] = json!({ "text/plain": {} })),
        ["POST /cases body: application/json is no longer read"]
    );
    let (request, answer) = when(
        json!({ "properties": { "note": {} } }),
        json!({ "properties": {} }),
    );
    assert_eq!(request, ["POST /cases body/note: the field is gone"]);
    assert_eq!(answer, ["POST /cases 201/note: the field is gone"]);
}

#[test]
fn what_is_asked_for_anew_breaks_who_does_not_send_it() {
    assert_eq!(
        after(|new| operation(new)["parameters"][0]["required"] = json!(true)),
        ["POST /cases query limit: is required"]
    );
    assert_eq!(
        after(|new| add(
            new,
            json!({ "in": "header", "name": "If-Match", "required": true })
        )),
        ["POST /cases header If-Match: is new and required"]
    );
    assert_eq!(
        after(|new| operation(new)["security"] = json!([{ "token": [] }])),
        ["POST /cases: a token is needed"]
    );
    assert_eq!(
        after(|new| operation(new)["x-roles"] = json!(["manager"])),
        ["POST /cases: the role operator may not any more"]
    );
    let (old, new) = (json!({ "required": [] }), json!({ "required": ["note"] }));
    assert_eq!(
        when(old.clone(), new.clone()).0,
        ["POST /cases body/note: is required"]
    );
    assert!(when(old.clone(), new.clone()).1.is_empty());
    assert_eq!(
        when(new.clone(), old.clone()).1,
        ["POST /cases 201/note: may be absent"]
    );
    assert!(when(new, old).0.is_empty());
}

#[test]
fn requests_may_become_wider_and_answers_narrower_but_not_the_other_way() {
    for (narrow, wide, name) in [
        (json!({ "maxLength": 5 }), json!({ "maxLength": 6 }), "maxLength"),
        (json!({ "minItems": 1 }), json!({ "minItems": 0 }), "minItems"),
        (json!({ "maximum": 5 }), json!({}), "maximum"),
        (json!({ "pattern": "^a$" }), json!({}), "pattern"),
        (json!({ "enum": ["a"] }), json!({ "enum": ["a", "b"] }), "enum"),
        (
            json!({ "type": "string" }),
            json!({ "type": ["string", "null"] }),
            "type",
        ),
    ] {
        let (request, answer) = when(narrow.clone(), wide.clone());
        assert!(request.is_empty(), "{request:?}");
        assert!(answer.len() == 1 && answer[0].contains(name), "{answer:?}");
        let (request, answer) = when(wide, narrow);
        assert!(answer.is_empty(), "{answer:?}");
        assert!(request.len() == 1 && request[0].contains(name), "{request:?}");
    }
    assert_eq!(
        when(json!({ "maxLength": 6 }), json!({ "maxLength": 5 })).0,
        ["POST /cases body: maxLength 6 is now 5"]
    );
    assert_eq!(
        when(json!({ "pattern": "^a$" }), json!({ "pattern": "^b$" })).1,
        ["POST /cases 201: pattern \"^a$\" is now \"^b$\""]
    );
}

#[test]
fn what_is_added_breaks_nothing() {
    let old = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
    let mut new = old.clone();
    new["properties"]["b"] = json!({ "type": "string" });
    assert_eq!(when(old, new), (vec![], vec![]));
    let added = after(|new| {
        new["paths"]["/new"] = json!({ "get": {} });
        operation(new)["responses"]["409"] = json!({});
        add(new, json!({ "in": "query", "name": "q" }));
    });
    assert!(added.is_empty(), "{added:?}");
}

#[test]
fn what_may_be_null_is_compared_with_its_alternatives() {
    let of = |choices: Value| json!({ "properties": { "end": { "oneOf": choices } } });
    let both = of(json!([{ "type": "string" }, { "type": "null" }]));
    let alone = json!({ "properties": { "end": { "type": "string" } } });
    assert_eq!(when(both.clone(), alone.clone()).0.len(), 1);
    assert!(when(both.clone(), alone.clone()).1.is_empty());
    assert!(when(alone.clone(), both.clone()).0.is_empty());
    assert_eq!(when(alone, both).1.len(), 1);
}

#[test]
fn a_schema_that_holds_itself_is_compared_once() {
    let itself = |longest: u32| {
        json!({
            "properties": {
                "part": { "$ref": "#/components/schemas/Case" },
                "title": { "type": "string", "maxLength": longest },
            },
        })
    };
    let found = between(&contract(json!({}), itself(10)), &contract(json!({}), itself(20)));
    assert_eq!(found, ["POST /cases 201/title: maxLength 10 is now 20"]);
}
