//! What the contract must have and a person may forget.

mod examples;

use serde_json::{Map, Value};

/// Everything in the document that is not as it must be, each with its place; empty when all is well.
#[must_use]
pub fn faults(document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    walk(document, "#", &mut faults);
    operations(document, &mut faults);
    references(document, document, "#", &mut faults);
    examples::lacking(document, &mut faults);
    examples::not_fitting(document, &mut faults);
    faults
}

/// Every reference leads somewhere. A type that only a parameter or a header uses is not written into the components: it is
/// to be described in place.
fn references(value: &Value, document: &Value, place: &str, faults: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                references(item, document, &format!("{place}/{index}"), faults);
            }
        }
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            if let Some(target) = target
                && document.pointer(target.trim_start_matches('#')).is_none()
            {
                faults.push(format!("{place} refers to {target}, which is not there"));
            }
            for (name, member) in members {
                references(member, document, &format!("{place}/{name}"), faults);
            }
        }
        _ => {}
    }
}

fn walk(value: &Value, place: &str, faults: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{place}/{index}"), faults);
            }
        }
        Value::Object(members) => {
            schema(members, place, faults);
            for (name, member) in members {
                let here = format!("{place}/{name}");
                match (name.as_str(), member) {
                    ("properties", Value::Object(properties)) => {
                        properties
                            .iter()
                            .for_each(|(name, schema)| walk(schema, &format!("{here}/{name}"), faults));
                    }
                    ("example" | "examples" | "default" | "enum" | "const", _) => {}
                    (_, member) => walk(member, &here, faults),
                }
            }
        }
        _ => {}
    }
}

fn schema(members: &Map<String, Value>, place: &str, faults: &mut Vec<String>) {
    let kind = match members.get("type") {
        Some(Value::String(kind)) => Some(kind.as_str()),
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null"),
        _ => None,
    };
    let nullable = members.get("type").is_some_and(Value::is_array);
    let mut need = |names: &[&str]| {
        for name in names.iter().filter(|name| !members.contains_key(**name)) {
            faults.push(format!("{place} lacks {name}"));
        }
    };
    match kind {
        Some("string") if !members.contains_key("enum") && !members.contains_key("const") => {
            need(&["maxLength"]);
            if !members.contains_key("format") {
                need(&["pattern"]);
            }
        }
        Some("integer" | "number") => need(&["format", "minimum", "maximum"]),
        Some("array") => need(&["minItems", "maxItems"]),
        Some("object") => need(&["additionalProperties"]),
        _ => {}
    }
    if nullable && matches!(kind, Some("array" | "boolean")) {
        faults.push(format!("{place} is a list or a boolean that may be null"));
    }
}

fn operations(document: &Value, faults: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let id = operation["operationId"].as_str().unwrap_or_default();
            if id.is_empty() || !seen.insert(id) {
                faults.push(format!("{method} {path} has no operationId of its own"));
            }
            for name in ["summary", "description"] {
                if operation[name].as_str().is_none_or(|text| text.trim().is_empty()) {
                    faults.push(format!("{method} {path} lacks a {name}"));
                }
            }
            for name in named_in(path).filter(|name| !takes(operation, "path", name)) {
                faults.push(format!(
                    "{method} {path} does not describe {{{name}}}: name its type in params(…)"
                ));
            }
            // A search says in its body what is asked for.
            if method == "get" && is_page(operation) {
                for name in ["limit", "cursor"]
                    .into_iter()
                    .filter(|name| !takes(operation, "query", name))
                {
                    faults.push(format!(
                        "{method} {path} answers a page but does not describe {name}"
                    ));
                }
            }
            if operation["tags"].as_array().is_none_or(|tags| tags.len() != 1) {
                faults.push(format!("{method} {path} has not exactly one tag"));
            }
        }
    }
}

/// The parameters that a path has.
fn named_in(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}

fn takes(operation: &Value, place: &str, name: &str) -> bool {
    let parameters = operation["parameters"].as_array();
    parameters
        .into_iter()
        .flatten()
        .any(|parameter| parameter["in"] == place && parameter["name"] == name)
}

/// Whether the answer is a page of a list.
fn is_page(operation: &Value) -> bool {
    let schema = operation.pointer("/responses/200/content/application~1json/schema/$ref");
    schema
        .and_then(Value::as_str)
        .is_some_and(|name| name.ends_with("Page"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_contract_has_no_faults() {
        assert_eq!(faults(&super::super::document().unwrap()), Vec::<String>::new());
    }

    #[test]
    fn a_field_without_bounds_is_a_fault() {
        let of = |mut schema: Value| {
            schema["description"] = json!("X.");
            schema["examples"] = json!(["x"]);
            let found = faults(&json!({ "properties": { "x": schema } }));
            let unfit = |fault: &String| fault.starts_with("the example of");
            found
                .into_iter()
                .filter(|fault| !unfit(fault))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(json!({ "type": "string" })),
            ["#/properties/x lacks maxLength", "#/properties/x lacks pattern"]
        );
        assert_eq!(
            of(json!({ "type": ["integer", "null"], "format": "int32", "minimum": 0 })),
            ["#/properties/x lacks maximum"]
        );
        assert_eq!(
            of(json!({ "type": "array", "maxItems": 3 })),
            ["#/properties/x lacks minItems"]
        );
        assert_eq!(
            of(json!({ "type": "object" })),
            ["#/properties/x lacks additionalProperties"]
        );
        assert_eq!(of(json!({ "type": ["boolean", "null"] })).len(), 1);
        assert!(of(json!({ "type": "string", "enum": ["a"] })).is_empty());
    }

    #[test]
    fn an_operation_explains_itself() {
        let found =
            faults(&json!({ "paths": { "/x": { "get": { "operationId": "show_x", "summary": "X" } } } }));
        assert_eq!(
            found,
            ["get /x lacks a description", "get /x has not exactly one tag"]
        );
    }

    #[test]
    fn a_list_can_be_leafed_through() {
        let page = json!({ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/CasePage" } } } });
        let parameters =
            json!([{ "in": "query", "name": "limit", "description": "D", "example": 20, "schema": {} }]);
        let list = json!({
            "operationId": "list_cases", "summary": "S", "description": "D", "tags": ["cases"],
            "parameters": parameters, "responses": { "200": page },
        });
        let found = faults(&json!({ "paths": { "/cases": { "get": list } } }));
        let dangling = "#/paths//cases/get/responses/200/content/application/json/schema refers to \
                        #/components/schemas/CasePage, which is not there";
        assert_eq!(
            found,
            ["get /cases answers a page but does not describe cursor", dangling]
        );
    }

    #[test]
    fn the_document_is_the_same_at_every_run_with_its_keys_in_order() {
        let first = super::super::document().unwrap();
        assert_eq!(first.to_string(), super::super::document().unwrap().to_string());
        let keys: Vec<_> = first.as_object().unwrap().keys().cloned().collect();
        assert!(keys.is_sorted());
    }
}
