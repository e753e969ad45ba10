//! Writes bounded types in place: utoipa refers to every named type, and a reader of the contract wants to see `maxLength`
//! beside the field.

use serde_json::{Map, Value};

use crate::bounded::INLINE;

/// Where references to schemas point.
const SCHEMAS: &str = "#/components/schemas/";

/// Replaces references to bounded types by what they are, and drops their entries from the components.
pub(super) fn inline(document: &mut Value) {
    let Some(schemas) = document.pointer("/components/schemas").and_then(Value::as_object) else {
        return;
    };
    let (placed, kept): (Map<_, _>, Map<_, _>) = schemas
        .clone()
        .into_iter()
        .partition(|(name, _)| name.starts_with(INLINE));
    if let Some(schemas) = document.pointer_mut("/components/schemas") {
        *schemas = Value::Object(kept);
    }
    place(document, &placed);
}

fn place(value: &mut Value, placed: &Map<String, Value>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| place(item, placed)),
        Value::Object(members) => {
            if let Some(schema) = target(members, placed) {
                members.remove("$ref");
                for (name, part) in schema {
                    members.entry(name).or_insert(part);
                }
            }
            members.values_mut().for_each(|member| place(member, placed));
            merge_null(members);
        }
        _ => {}
    }
}

fn target(members: &Map<String, Value>, placed: &Map<String, Value>) -> Option<Map<String, Value>> {
    let name = members.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)?;
    placed.get(name)?.as_object().cloned()
}

/// `oneOf: [{type: null}, {type: string, …}]` is `type: [string, null], …`.
fn merge_null(members: &mut Map<String, Value>) {
    let Some(choices) = members.get("oneOf").and_then(Value::as_array) else {
        return;
    };
    let is_null = |choice: &Value| choice.get("type").is_some_and(|kind| kind == "null");
    let others: Vec<_> = choices.iter().filter(|choice| !is_null(choice)).collect();
    let [Value::Object(only)] = others.as_slice() else {
        return;
    };
    let Some(Value::String(kind)) = only.get("type") else {
        return;
    };
    if choices.len() != 2 || kind == "object" {
        return;
    }
    let mut merged = only.clone();
    merged.insert("type".to_owned(), serde_json::json!([kind, "null"]));
    members.remove("oneOf");
    for (name, part) in merged {
        members.entry(name).or_insert(part);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_bounded_type_is_written_where_it_is_used() {
        let mut document = json!({
            "components": { "schemas": {
                "~Line": { "type": "string", "maxLength": 80 },
                "~List_Thing": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
                "Thing": { "properties": {
                    "title": { "$ref": "#/components/schemas/~Line", "description": "Its title." },
                    "note": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/~Line", "description": "A note." }] },
                    "parts": { "$ref": "#/components/schemas/~List_Thing" },
                    "whole": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Thing" }] },
                } },
            } },
        });
        inline(&mut document);
        assert_eq!(
            document.pointer("/components/schemas").unwrap(),
            &json!({ "Thing": { "properties": {
                "title": { "type": "string", "maxLength": 80, "description": "Its title." },
                "note": { "type": ["string", "null"], "maxLength": 80, "description": "A note." },
                "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } },
                "whole": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Thing" }] },
            } } })
        );
    }
}
