//! The examples that `examples.json` tells.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::bounded::OF_TYPE;

/// What is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// Of a field in its schema, where its word means something else than elsewhere.
    fields: BTreeMap<String, Map<String, Value>>,
    /// Of a word, whichever field or parameter it is the name of.
    words: Map<String, Value>,
    /// Of a header.
    headers: Map<String, Value>,
    /// What was needed.
    #[serde(skip)]
    used: BTreeSet<String>,
}

impl Told {
    /// Reads it.
    pub(super) fn read() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("examples.json"))
    }

    /// The example of a field: what is told of it, what the example of its schema holds, what is told of its word, what its
    /// type says.
    pub(super) fn field(
        &mut self,
        schema: &str,
        field: &str,
        in_whole: Option<&Value>,
        described: &Value,
    ) -> Option<Value> {
        if let Some(told) = self.fields.get(schema).and_then(|fields| fields.get(field)) {
            self.used.insert(format!("{schema}.{field}"));
            return Some(told.clone());
        }
        let of_value = |value: &&Value| holds(described, value);
        if let Some(held) = in_whole.filter(of_value) {
            return Some(held.clone());
        }
        if let Some(told) = self.words.get(field).filter(of_value) {
            self.used.insert(field.to_owned());
            return Some(told.clone());
        }
        described.get(OF_TYPE).cloned()
    }

    /// The example of a header.
    pub(super) fn header(&mut self, name: &str) -> Option<Value> {
        let told = self.headers.get(name)?;
        self.used.insert(format!("header {name}"));
        Some(told.clone())
    }

    /// What was told and not needed.
    pub(super) fn unused(&self) -> Vec<String> {
        let fields = self.fields.iter().flat_map(|(schema, fields)| {
            let name = move |field: &String| format!("{schema}.{field}");
            fields.keys().map(name)
        });
        let headers = self.headers.keys().map(|name| format!("header {name}"));
        let all = fields.chain(headers).chain(self.words.keys().cloned());
        all.filter(|name| !self.used.contains(name)).collect()
    }
}

/// Whether a schema that is written in place is of the type of a value; what refers to another schema has its example.
fn holds(schema: &Value, value: &Value) -> bool {
    let of_value = match value {
        Value::Null => return false,
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    match schema.get("type") {
        Some(Value::String(kind)) => kind == of_value,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == of_value),
        _ => false,
    }
}
