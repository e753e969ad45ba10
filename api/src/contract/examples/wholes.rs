//! Examples of lists and objects, put together from those of their parts.

use serde_json::{Map, Value};

use super::own;
use crate::bounded::OF_TYPE;

/// How deep schemas refer to each other; what refers to itself ends there.
const DEEPEST: usize = 16;

/// The schemas of which examples are put together.
#[derive(Clone, Copy)]
pub(super) struct Wholes<'a> {
    schemas: &'a Map<String, Value>,
}

impl<'a> Wholes<'a> {
    pub(super) fn of(schemas: &'a Map<String, Value>) -> Self {
        Self { schemas }
    }

    /// The example of a schema, from its parts.
    pub(super) fn example(self, schema: &Value) -> Option<Value> {
        self.within(schema, DEEPEST)
    }

    fn within(self, schema: &Value, left: usize) -> Option<Value> {
        let left = left.checked_sub(1)?;
        if let Some(known) = own(schema).or_else(|| schema.get("const")) {
            return Some(known.clone());
        }
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let name = target.strip_prefix("#/components/schemas/")?;
            return self.within(self.schemas.get(name)?, left);
        }
        if let Some(word) = schema.get("enum").and_then(|words| words.get(0)) {
            return Some(word.clone());
        }
        for choices in ["oneOf", "anyOf"] {
            let choices = schema.get(choices).and_then(Value::as_array);
            let found =
                choices.and_then(|choices| choices.iter().find_map(|choice| self.within(choice, left)));
            if found.is_some() {
                return found;
            }
        }
        match kind(schema) {
            "boolean" => Some(Value::Bool(true)),
            "array" => Some(self.list(schema, left)),
            "object" => Some(self.object(schema, left)),
            _ => schema.get(OF_TYPE).cloned(),
        }
    }

    /// One item, or as many as there must be.
    fn list(self, schema: &Value, left: usize) -> Value {
        let item = schema.get("items").and_then(|items| self.within(items, left));
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or_default();
        (0..least.max(1)).filter_map(|_| item.clone()).collect()
    }

    /// What is always there; of an object that may lack all its members, all of them.
    fn object(self, schema: &Value, left: usize) -> Value {
        let required = schema.get("required").and_then(Value::as_array);
        let is_there = |name: &str| required.is_none_or(|names| names.iter().any(|known| known == name));
        let properties = schema.get("properties").and_then(Value::as_object);
        let members = properties.into_iter().flatten();
        let members = members.filter(|(name, _)| is_there(name));
        let members = members.filter_map(|(name, part)| Some((name.clone(), self.within(part, left)?)));
        Value::Object(members.collect())
    }
}

/// The type of a schema, null apart.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str);
            kinds.find(|kind| *kind != "null").unwrap_or_default()
        }
        _ => "",
    }
}
