//! Gives every field, parameter and header an example.
//!
//! What a field says of itself comes first, with `#[schema(example = …)]`; then what `examples.json` says of the field in its
//! schema; then the example of the schema that it stands in; then what `examples.json` says of its word, which means the same
//! everywhere; then what its type says ([`crate::bounded::OF_TYPE`]). Wholes are put together from their parts.

mod told;
mod wholes;

use serde_json::{Map, Value, json};

use super::responses;
use crate::bounded::OF_TYPE;
use told::Told;
use wholes::Wholes;

/// Gives an example to whatever has none, and tells which of the examples told were not needed.
///
/// # Errors
/// When `examples.json` cannot be read.
pub(super) fn give(document: &mut Value) -> Result<Vec<String>, serde_json::Error> {
    let mut told = Told::read()?;
    if let Some(schemas) = members(document, "/components/schemas") {
        for (name, schema) in schemas.iter_mut() {
            fields(schema, name, &mut told);
        }
        let parts = schemas.clone();
        let wholes = Wholes::of(&parts);
        for schema in schemas.values_mut() {
            complete(schema, &wholes);
            if !has_own(schema) {
                put(schema, wholes.example(schema));
            }
        }
        let wholes = schemas.clone();
        parameters(document, &wholes, &mut told);
    }
    for (name, header) in members(document, "/components/headers").into_iter().flatten() {
        set(header, "example", told.header(name));
    }
    drop_of_type(document);
    Ok(told.unused())
}

/// Gives the fields of a schema theirs, and those of what is written in it in place.
fn fields(schema: &mut Value, name: &str, told: &mut Told) {
    let whole = own(schema).cloned();
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(|part| fields(part, "", told)),
        Value::Object(members) => {
            for (member, part) in members.iter_mut() {
                if let ("properties", Value::Object(properties)) = (member.as_str(), &mut *part) {
                    for (field, property) in properties.iter_mut() {
                        if !has_own(property) {
                            let in_whole = whole
                                .as_ref()
                                .and_then(|whole| whole.get(field))
                                .filter(|held| !is_empty(held));
                            let found = told.field(name, field, in_whole, property);
                            put(property, found);
                        }
                        fields(property, "", told);
                    }
                } else if ["items", "additionalProperties", "oneOf", "allOf", "anyOf"]
                    .contains(&member.as_str())
                {
                    fields(part, "", told);
                }
            }
        }
        _ => {}
    }
}

/// Puts the examples of lists and objects together from those of their parts.
fn complete(schema: &mut Value, wholes: &Wholes<'_>) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(|part| complete(part, wholes)),
        Value::Object(members) => {
            for (member, part) in members.iter_mut() {
                if let ("properties", Value::Object(properties)) = (member.as_str(), &mut *part) {
                    for property in properties.values_mut() {
                        if !has_own(property) && property.get("$ref").is_none() {
                            put(property, wholes.example(property));
                        }
                        complete(property, wholes);
                    }
                } else if ["items", "additionalProperties", "oneOf", "allOf", "anyOf"]
                    .contains(&member.as_str())
                {
                    complete(part, wholes);
                }
            }
        }
        _ => {}
    }
}

/// Gives the parameters of every operation theirs.
fn parameters(document: &mut Value, schemas: &Map<String, Value>, told: &mut Told) {
    let wholes = Wholes::of(schemas);
    responses::each_operation(document, |operation| {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            let Some(schema) = parameter.get("schema") else {
                continue;
            };
            if has_own(parameter) || has_own(schema) {
                continue;
            }
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            let found = if parameter.get("in").is_some_and(|place| place == "header") {
                told.header(name)
            } else {
                told.field("", name, None, schema)
            };
            let found = found.or_else(|| wholes.example(schema));
            set(parameter, "example", found);
        }
    });
}

/// What bounded types say is in its place by now.
fn drop_of_type(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_of_type),
        Value::Object(members) => {
            members.remove(OF_TYPE);
            members.values_mut().for_each(drop_of_type);
        }
        _ => {}
    }
}

/// The example that a schema, a parameter or a header has.
pub(super) fn own(described: &Value) -> Option<&Value> {
    described
        .get("example")
        .or_else(|| described.get("examples")?.get(0))
}

fn has_own(described: &Value) -> bool {
    own(described).is_some()
}

/// An empty list or object says nothing of what may be in it.
fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty)
}

/// Gives a schema an example.
fn put(schema: &mut Value, example: Option<Value>) {
    set(schema, "examples", example.map(|example| json!([example])));
}

fn set(described: &mut Value, member: &str, value: Option<Value>) {
    if let (Some(members), Some(value)) = (described.as_object_mut(), value) {
        members.entry(member).or_insert(value);
    }
}

fn members<'a>(document: &'a mut Value, pointer: &str) -> Option<&'a mut Map<String, Value>> {
    document.pointer_mut(pointer)?.as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(schemas: Value) -> Value {
        let mut document = json!({ "components": { "schemas": schemas } });
        give(&mut document).unwrap();
        document["components"]["schemas"].take()
    }

    #[test]
    fn what_a_field_says_of_itself_comes_first_and_what_its_type_says_last() {
        let text = |more: Value| {
            let mut schema = json!({ "type": "string", "x-example": "of its type" });
            schema
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            schema
        };
        let properties = json!({
            "given_name": text(json!({ "examples": ["Anna"] })),
            "family_name": text(json!({})),
            "email": text(json!({})),
            "of_no_word": text(json!({})),
        });
        let whole = json!({ "family_name": "Verdi" });
        let found =
            given(json!({ "Person": { "type": "object", "properties": properties, "example": whole } }));
        let of = |field: &str| found["Person"]["properties"][field]["examples"][0].clone();
        assert_eq!(of("given_name"), json!("Anna"));
        assert_eq!(of("family_name"), json!("Verdi"));
        assert_eq!(of("email"), json!("anna.rossi@example.it"));
        assert_eq!(of("of_no_word"), json!("of its type"));
        assert!(!found.to_string().contains(OF_TYPE));
    }

    #[test]
    fn a_whole_is_put_together_from_what_is_always_there() {
        let found = given(json!({
            "Day": { "type": "string", "examples": ["2026-11-20"] },
            "Visit": {
                "type": "object", "required": ["on", "open"],
                "properties": {
                    "on": { "$ref": "#/components/schemas/Day" },
                    "open": { "type": "boolean" },
                    "given_name": { "type": "string" },
                },
            },
            "Visits": {
                "type": "object", "required": ["items"],
                "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Visit" } } },
            },
        }));
        let visit = json!({ "on": "2026-11-20", "open": true });
        assert_eq!(found["Visit"]["examples"], json!([visit]));
        assert_eq!(
            found["Visits"]["properties"]["items"]["examples"],
            json!([[visit]])
        );
        assert_eq!(found["Visits"]["examples"], json!([{ "items": [visit] }]));
    }

    #[test]
    fn every_example_that_is_told_is_used() {
        let mut document = super::super::gathered().unwrap();
        assert_eq!(give(&mut document).unwrap(), Vec::<String>::new());
    }
}
