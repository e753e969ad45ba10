//! Every field, parameter and header has a description and an example, and every example fits its own schema.

use jsonschema::{Registry, Validator};
use serde_json::{Map, Value, json};

use crate::contract::examples::own;

/// What the document is called among the schemas.
const DOCUMENT: &str = "urn:cartaviva:contract";

/// Members whose values are not schemas.
const VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// Fields, parameters and headers without a description or an example of their own or of what they refer to.
pub(super) fn lacking(document: &Value, faults: &mut Vec<String>) {
    each(document, "#", &mut |members, place| {
        for (name, field) in properties(members) {
            needs(document, field, &format!("{place}/properties/{name}"), faults);
        }
        for list in ["parameters", "headers"] {
            for (name, described) in parts(members.get(list)) {
                needs(document, described, &format!("{place}/{list}/{name}"), faults);
            }
        }
    });
}

fn needs(document: &Value, described: &Value, place: &str, faults: &mut Vec<String>) {
    if !any(document, described, &|found| own(found).is_some()) {
        faults.push(format!("{place} has no example"));
    }
    if !any(document, described, &|found| found.get("description").is_some()) {
        faults.push(format!("{place} has no description"));
    }
}

/// Whether something holds of a schema, of what it refers to, or of one of its parts.
fn any(document: &Value, described: &Value, holds: &impl Fn(&Value) -> bool) -> bool {
    if holds(described) {
        return true;
    }
    let target = described.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| document.pointer(target.trim_start_matches('#')));
    let schema = described.get("schema");
    let choices = ["oneOf", "anyOf", "allOf"].into_iter();
    let choices = choices
        .filter_map(|choices| described.get(choices)?.as_array())
        .flatten();
    target
        .into_iter()
        .chain(schema)
        .chain(choices)
        .any(|part| any(document, part, holds))
}

/// Examples that their own schema refuses.
pub(super) fn not_fitting(document: &Value, faults: &mut Vec<String>) {
    let registry = Registry::new()
        .add(DOCUMENT, document)
        .and_then(|known| known.prepare());
    let registry = match registry {
        Ok(registry) => registry,
        Err(error) => return faults.push(format!("the document cannot be referred to: {error}")),
    };
    let judge = |schema: &Value| {
        let options = jsonschema::draft202012::options();
        options
            .should_validate_formats(true)
            .with_registry(&registry)
            .build(schema)
    };
    each(document, "#", &mut |members, place| {
        let examples = examples(members);
        if examples.is_empty() {
            return;
        }
        let at = match members.get("schema") {
            Some(_) => format!("{place}/schema"),
            None => place.to_owned(),
        };
        let Ok(validator) = judge(&json!({ "$ref": format!("{DOCUMENT}{}", fragment(&at)) })) else {
            return faults.push(format!("{at} cannot be read as a schema"));
        };
        refused(&validator, &examples, place, faults);
    });
}

/// The examples of a schema, or of a parameter, a header or a content.
fn examples(members: &Map<String, Value>) -> Vec<&Value> {
    let one = members.get("example").into_iter();
    let named = members.contains_key("schema");
    let several = parts(members.get("examples")).filter_map(|(_, example)| match named {
        true => example.get("value"),
        false => Some(example),
    });
    one.chain(several).collect()
}

fn refused(validator: &Validator, examples: &[&Value], place: &str, faults: &mut Vec<String>) {
    for example in examples {
        for error in validator.iter_errors(example) {
            faults.push(format!(
                "the example of {place} does not fit it: {error} at {}",
                error.instance_path()
            ));
        }
    }
}

/// Every object of the document that is no value of an example, with its place.
fn each(value: &Value, place: &str, visit: &mut impl FnMut(&Map<String, Value>, &str)) {
    match value {
        Value::Array(_) => {
            for (index, item) in parts(Some(value)) {
                each(item, &format!("{place}/{index}"), visit);
            }
        }
        Value::Object(members) => {
            visit(members, place);
            for (name, member) in members
                .iter()
                .filter(|(name, _)| !VALUES.contains(&name.as_str()))
            {
                let here = format!("{place}/{}", escaped(name));
                if name == "properties" {
                    for (field, schema) in parts(Some(member)) {
                        each(schema, &format!("{here}/{field}"), visit);
                    }
                } else {
                    each(member, &here, visit);
                }
            }
        }
        _ => {}
    }
}

fn properties(members: &Map<String, Value>) -> impl Iterator<Item = (String, &Value)> {
    parts(members.get("properties"))
}

/// The items of a list or the members of an object, each with its step of a pointer.
fn parts(value: Option<&Value>) -> Box<dyn Iterator<Item = (String, &Value)> + '_> {
    match value {
        Some(Value::Array(items)) => Box::new(
            items
                .iter()
                .enumerate()
                .map(|(index, item)| (index.to_string(), item)),
        ),
        Some(Value::Object(members)) => {
            Box::new(members.iter().map(|(name, member)| (escaped(name), member)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A pointer as the fragment of a URI (RFC 6901 §6): paths have braces.
fn fragment(pointer: &str) -> String {
    pointer.replace('{', "%7B").replace('}', "%7D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_without_description_or_example_is_named() {
        let document = json!({ "components": { "schemas": {
            "Whole": { "examples": ["x"], "description": "A whole." },
            "Bare": { "type": "string" },
            "Case": { "properties": {
                "bare": { "type": "string" },
                "part": { "oneOf": [{ "$ref": "#/components/schemas/Whole" }, { "type": "null" }] },
                "other": { "$ref": "#/components/schemas/Bare", "description": "Described here." },
            } },
        } }, "paths": { "/x": { "get": { "parameters": [{ "name": "q", "description": "Asked.", "schema": { "type": "string" } }] } } } });
        let mut faults = Vec::new();
        lacking(&document, &mut faults);
        let expected = [
            "#/components/schemas/Case/properties/bare has no example",
            "#/components/schemas/Case/properties/bare has no description",
            "#/components/schemas/Case/properties/other has no example",
            "#/paths/~1x/get/parameters/0 has no example",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn an_example_that_its_schema_refuses_is_named() {
        let document = json!({ "components": { "schemas": {
            "Day": { "type": "string", "format": "date", "examples": ["2026-13-45"] },
            "Visit": {
                "type": "object", "additionalProperties": false, "example": { "on": "2026-13-45", "at": 7 },
                "properties": { "on": { "$ref": "#/components/schemas/Day" } },
            },
            "Right": { "type": "integer", "maximum": 3, "examples": [3] },
        }, "parameters": { "Limit": { "name": "limit", "example": 4, "schema": { "$ref": "#/components/schemas/Right" } } } } });
        let mut faults = Vec::new();
        not_fitting(&document, &mut faults);
        let places: Vec<_> = faults
            .iter()
            .map(|fault| fault.split(' ').nth(3).unwrap())
            .collect();
        let expected = [
            "#/components/parameters/Limit",
            "#/components/schemas/Day",
            "#/components/schemas/Visit",
            "#/components/schemas/Visit",
        ];
        assert_eq!(places, expected);
    }
}
