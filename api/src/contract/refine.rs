//! The one pass that completes the gathered document: what every operation shares is written once, here.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{info, inline, repeatable, responses};

/// Members whose values are not schemas, whatever they look like.
const NOT_SCHEMAS: [&str; 6] = ["example", "examples", "default", "enum", "const", "required"];

/// Completes the document.
pub(super) fn refine(document: &mut Value) {
    rename_generics(document);
    refer_to_items(document);
    inline::inline(document);
    require_parameters(document);
    require_bodies(document);
    complete(document);
    describe(document);
    responses::each_operation(document, tell_roles);
    repeatable::take_key(document);
    responses::share(document);
}

/// Roles are not scopes: `security: [{token: [operator]}, {token: [manager]}]` is `security: [{token: []}]` with
/// `x-roles: [manager, operator]`.
fn tell_roles(operation: &mut Value) {
    let Some(members) = operation.as_object_mut() else {
        return;
    };
    let Some(Value::Array(schemes)) = members.get_mut("security") else {
        return;
    };
    let mut roles = BTreeSet::new();
    for scheme in schemes.iter_mut().filter_map(Value::as_object_mut) {
        for named in scheme.values_mut().filter_map(Value::as_array_mut) {
            roles.extend(
                named
                    .drain(..)
                    .filter_map(|role| role.as_str().map(str::to_owned)),
            );
        }
    }
    schemes.dedup();
    if !roles.is_empty() {
        members.insert("x-roles".to_owned(), json!(roles));
    }
}

/// `Page_CaseView` is `CaseViewPage`: schema names are words without joints.
fn rename_generics(value: &mut Value) {
    let rename = |name: &str| match name.split_once('_') {
        Some((outer, inner)) if !name.starts_with(crate::bounded::INLINE) => Some(format!("{inner}{outer}")),
        _ => None,
    };
    if let Some(schemas) = value
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    {
        let named = std::mem::take(schemas);
        *schemas = named
            .into_iter()
            .map(|(name, schema)| (rename(&name).unwrap_or(name), schema))
            .collect();
    }
    each_reference(value, &|reference| {
        let name = reference.strip_prefix("#/components/schemas/")?;
        rename(name).map(|name| format!("#/components/schemas/{name}"))
    });
}

/// utoipa writes the items of a page in place; they are a schema of their own.
fn refer_to_items(document: &mut Value) {
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    let names: Vec<_> = schemas.keys().cloned().collect();
    for (name, page) in schemas.iter_mut() {
        let Some(item) = name
            .strip_suffix("Page")
            .filter(|item| names.iter().any(|name| name == item))
        else {
            continue;
        };
        if let Some(items) = page.pointer_mut("/properties/items/items") {
            *items = json!({ "$ref": format!("#/components/schemas/{item}") });
        }
    }
}

fn each_reference(value: &mut Value, change: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_reference(item, change)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(changed) = change(reference)
            {
                *reference = changed;
            }
            members
                .values_mut()
                .for_each(|member| each_reference(member, change));
        }
        _ => {}
    }
}

/// A parameter is there or is not: it is never null.
fn require_parameters(document: &mut Value) {
    responses::each_operation(document, |operation| {
        let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) else {
            return;
        };
        for schema in parameters
            .iter_mut()
            .filter_map(|parameter| parameter.get_mut("schema"))
        {
            if let Some([kind, null]) = schema.get("type").and_then(Value::as_array).map(Vec::as_slice)
                && null == "null"
                && let (kind, Some(schema)) = (kind.clone(), schema.as_object_mut())
            {
                schema.insert("type".to_owned(), kind);
            } else if let Some(only) = without_null(schema) {
                *schema = only;
            }
        }
    });
}

/// A body that may be left out is there or is not: it is never null.
fn require_bodies(document: &mut Value) {
    responses::each_operation(document, |operation| {
        let Some(body) = operation.get_mut("requestBody").and_then(Value::as_object_mut) else {
            return;
        };
        let contents = body.get_mut("content").and_then(Value::as_object_mut);
        for schema in contents
            .into_iter()
            .flat_map(Map::values_mut)
            .filter_map(|media| media.get_mut("schema"))
        {
            if let Some(only) = without_null(schema) {
                *schema = only;
            }
        }
    });
}

/// `oneOf: [{type: null}, X]` is X.
fn without_null(schema: &Value) -> Option<Value> {
    let choices = schema.get("oneOf")?.as_array()?;
    let mut others = choices
        .iter()
        .filter(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
    let only = others.next()?.clone();
    others.next().is_none().then_some(only)
}

/// Closes objects and completes the bounds that follow from a format.
fn complete(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(complete),
        Value::Object(members) => {
            complete_schema(members);
            for (name, member) in members.iter_mut() {
                match (name.as_str(), member) {
                    ("properties", Value::Object(properties)) => properties.values_mut().for_each(complete),
                    (name, _) if NOT_SCHEMAS.contains(&name) => {}
                    (_, member) => complete(member),
                }
            }
        }
        _ => {}
    }
}

fn complete_schema(schema: &mut Map<String, Value>) {
    let kind = schema
        .get("type")
        .and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str()))
        .unwrap_or_default();
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    let bounds: &[(&str, Value)] = match (kind, format) {
        ("object", _) if schema.contains_key("properties") => &[("additionalProperties", json!(false))],
        ("integer", "int64") => &[
            ("minimum", json!(-9_007_199_254_740_991_i64)),
            ("maximum", json!(9_007_199_254_740_991_i64)),
        ],
        ("integer", _) => &[
            ("format", json!("int32")),
            ("minimum", json!(i32::MIN)),
            ("maximum", json!(i32::MAX)),
        ],
        ("string", "uuid") => &[("maxLength", json!(36))],
        ("string", "date") => &[("maxLength", json!(10))],
        ("string", "date-time") => &[("maxLength", json!(35))],
        _ => &[],
    };
    for (name, bound) in bounds {
        schema.entry(*name).or_insert_with(|| bound.clone());
    }
}

/// What utoipa cannot write about the API.
fn describe(document: &mut Value) {
    if let Some(info) = document.get_mut("info").and_then(Value::as_object_mut) {
        info.insert("x-summary".to_owned(), json!(info::SUMMARY));
        info.insert("x-api-id".to_owned(), json!(info::API_ID));
    }
    if let Some(servers) = document.get_mut("servers").and_then(Value::as_array_mut) {
        servers.push(json!({
            "url": "http://localhost:8080/v1",
            "description": "An installation on the reader's own machine.",
            "x-sandbox": true,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generic_schema_is_named_by_its_words() {
        let mut document = json!({
            "components": { "schemas": { "Page_CaseView": { "x": 1 } } },
            "paths": { "$ref": "#/components/schemas/Page_CaseView" },
        });
        rename_generics(&mut document);
        assert_eq!(
            document,
            json!({
                "components": { "schemas": { "CaseViewPage": { "x": 1 } } },
                "paths": { "$ref": "#/components/schemas/CaseViewPage" },
            })
        );
    }

    #[test]
    fn a_page_refers_to_its_items() {
        let items = json!({ "type": "array", "items": { "type": "object" } });
        let mut document = json!({ "components": { "schemas": {
            "Case": { "type": "object" },
            "CasePage": { "properties": { "items": items } },
        } } });
        refer_to_items(&mut document);
        let items = document.pointer("/components/schemas/CasePage/properties/items/items");
        assert_eq!(items, Some(&json!({ "$ref": "#/components/schemas/Case" })));
    }

    #[test]
    fn roles_are_told_apart_from_scopes() {
        let mut operation = json!({ "security": [{}, { "token": ["operator"] }, { "token": ["manager"] }] });
        tell_roles(&mut operation);
        let expected = json!({ "security": [{}, { "token": [] }], "x-roles": ["manager", "operator"] });
        assert_eq!(operation, expected);
    }

    #[test]
    fn what_a_format_implies_is_written_and_examples_are_left_alone() {
        let mut schema = json!({
            "type": "object",
            "properties": { "example": { "type": "integer", "format": "int64" }, "day": { "type": "string", "format": "date" } },
            "example": { "type": "object", "properties": {} },
        });
        complete(&mut schema);
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(
            schema["properties"]["example"]["maximum"],
            json!(9_007_199_254_740_991_i64)
        );
        assert_eq!(schema["properties"]["day"]["maxLength"], json!(10));
        assert_eq!(schema["example"], json!({ "type": "object", "properties": {} }));
    }
}
