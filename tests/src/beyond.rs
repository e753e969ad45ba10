//! Values that lie just beyond the bounds of a schema.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// What may be put where a text has a form, to find one that breaks it.
const ODD: [&str; 12] = [
    "\u{0}",
    "\u{9b}",
    " ",
    "%",
    "A",
    "à",
    "-",
    "--",
    "0",
    "_",
    "http:",
    "2026-13-45",
];

/// A value that a schema refuses.
#[derive(Clone, Debug)]
pub struct Beyond {
    /// Where it stands in the body: a JSON Pointer.
    pub pointer: String,
    /// What is wrong with it, for people.
    pub why: String,
    /// The body with it, otherwise as the schema's example.
    pub body: Value,
}

/// The schemas of a contract, and one of them whose bounds are tried.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'a> {
    document: &'a Value,
}

impl<'a> Bounds<'a> {
    /// The bounds that a contract tells.
    pub fn of(document: &'a Value) -> Self {
        Self { document }
    }

    /// A value that a schema accepts.
    pub fn sample(&self, schema: &Value) -> Value {
        let schema = self.resolved(schema);
        if let Some(example) = schema.get("example").or_else(|| schema.get("examples")?.get(0)) {
            return example.clone();
        }
        if let Some(word) = schema.get("enum").and_then(|words| words.get(0)) {
            return word.clone();
        }
        match kind(schema) {
            "object" => {
                let required = schema.get("required").and_then(Value::as_array);
                let names = required.into_iter().flatten().filter_map(Value::as_str);
                let member = |name: &str| (name.to_owned(), self.sample(&schema["properties"][name]));
                Value::Object(names.map(member).collect())
            }
            "array" => {
                let count = schema["minItems"].as_u64().unwrap_or_default();
                (0..count).map(|_| self.sample(&schema["items"])).collect()
            }
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(0)),
            "boolean" => json!(false),
            _ => json!(text(schema)),
        }
    }

    /// Every value just beyond a bound of a body, one at a time.
    pub fn beyond(&self, schema: &Value) -> Vec<Beyond> {
        let body = self.sample(schema);
        let mut found = Vec::new();
        self.walk(schema, "", &mut |pointer: &str, why: &str, value: Value| {
            let mut changed = body.clone();
            if put(&mut changed, pointer, value, self, schema) {
                found.push(Beyond {
                    pointer: pointer.to_owned(),
                    why: why.to_owned(),
                    body: changed,
                });
            }
        });
        found
    }

    /// Every value just beyond a bound of one value that is no object.
    pub fn beyond_value(&self, schema: &Value) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        self.walk(schema, "", &mut |pointer: &str, why: &str, value: Value| {
            if pointer.is_empty() {
                found.push((why.to_owned(), value));
            }
        });
        found
    }

    /// The schema itself, and not that it may be null.
    fn resolved<'b>(&self, schema: &'b Value) -> &'b Value
    where
        'a: 'b,
    {
        let choices = schema.get("oneOf").and_then(Value::as_array);
        let not_null = choices.and_then(|choices| choices.iter().find(|choice| choice["type"] != "null"));
        let schema = not_null.unwrap_or(schema);
        match schema.get("$ref").and_then(Value::as_str) {
            Some(target) => self.resolved(
                self.document
                    .pointer(target.trim_start_matches('#'))
                    .expect("a reference leads somewhere"),
            ),
            None => schema,
        }
    }

    fn walk(&self, schema: &Value, pointer: &str, tell: &mut impl FnMut(&str, &str, Value)) {
        let schema = self.resolved(schema);
        match kind(schema) {
            "object" => self.object(schema, pointer, tell),
            "array" => self.array(schema, pointer, tell),
            "integer" | "number" => number(schema, pointer, tell),
            "boolean" => tell(pointer, "no boolean", json!("yes")),
            "string" => string(schema, pointer, tell),
            _ => {}
        }
    }

    fn object(&self, schema: &Value, pointer: &str, tell: &mut impl FnMut(&str, &str, Value)) {
        tell(pointer, "no object", json!("text"));
        tell(pointer, "a list", json!([]));
        tell(pointer, "a list of its members", self.members(schema));
        if schema["additionalProperties"] == false {
            tell(&format!("{pointer}/no_such_member"), "no member", json!(1));
        }
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            self.walk(member, &format!("{pointer}/{name}"), tell);
        }
        if let Some(most) = schema["maxProperties"].as_u64()
            && schema["additionalProperties"].is_object()
            && schema["propertyNames"]["enum"].is_null()
        {
            let value = self.sample(&schema["additionalProperties"]);
            let names = (0..=most).map(|number| format!("f{number}"));
            let many: Map<_, _> = names.map(|name| (name, value.clone())).collect();
            tell(pointer, "too many members", Value::Object(many));
        }
    }

    /// What an object must have, in the order in which it is described, as a list.
    fn members(&self, schema: &Value) -> Value {
        let required = schema["required"].as_array().into_iter().flatten();
        let names = required.filter_map(Value::as_str);
        names
            .map(|name| self.sample(&schema["properties"][name]))
            .collect()
    }

    fn array(&self, schema: &Value, pointer: &str, tell: &mut impl FnMut(&str, &str, Value)) {
        tell(pointer, "no list", json!({}));
        let item = self.sample(&schema["items"]);
        if let Some(most) = schema["maxItems"].as_u64() {
            tell(
                pointer,
                "too many items",
                (0..=most).map(|_| item.clone()).collect(),
            );
        }
        if let Some(least @ 1..) = schema["minItems"].as_u64() {
            tell(
                pointer,
                "too few items",
                (1..least).map(|_| item.clone()).collect(),
            );
        }
        self.walk(&schema["items"], &format!("{pointer}/0"), tell);
    }
}

fn kind(schema: &Value) -> &str {
    let kinds = &schema["type"];
    let several = kinds.as_array().into_iter().flatten().filter_map(Value::as_str);
    kinds
        .as_str()
        .or_else(|| several.into_iter().find(|kind| *kind != "null"))
        .unwrap_or_default()
}

fn number(schema: &Value, pointer: &str, tell: &mut impl FnMut(&str, &str, Value)) {
    tell(pointer, "no number", json!("7"));
    if let Some(least) = schema["minimum"].as_i64() {
        tell(pointer, "too small", json!(least - 1));
    }
    if let Some(most) = schema["maximum"].as_i64() {
        tell(pointer, "too large", json!(most + 1));
        tell(pointer, "far too large", json!(1e300));
    }
    if kind(schema) == "integer" {
        tell(pointer, "not whole", json!(1.5));
    }
}

fn string(schema: &Value, pointer: &str, tell: &mut impl FnMut(&str, &str, Value)) {
    tell(pointer, "no text", json!(7));
    if schema["enum"].is_array() {
        return tell(pointer, "not listed", json!("no-such-word"));
    }
    let filler = text(schema);
    if let Some(most) = length(schema, "maxLength") {
        tell(pointer, "too long", json!(longer(&filler, most + 1)));
    }
    if let Some(least @ 1..) = length(schema, "minLength") {
        let short: String = filler.chars().take(least - 1).collect();
        tell(pointer, "too short", json!(short));
    }
    let judge = validator(schema);
    let bounded = |odd: &&str| {
        let long = odd.chars().count();
        long >= length(schema, "minLength").unwrap_or(0)
            && long <= length(schema, "maxLength").unwrap_or(usize::MAX)
    };
    let grown = ODD.iter().map(|odd| {
        let least = length(schema, "minLength").unwrap_or(0);
        longer(odd, least.max(odd.chars().count()))
    });
    let odd = grown
        .filter(|odd| bounded(&odd.as_str()))
        .find(|odd| !judge.is_valid(&json!(odd)));
    if let Some(odd) = odd {
        tell(pointer, "of another form", json!(odd));
    }
}

fn length(schema: &Value, name: &str) -> Option<usize> {
    usize::try_from(schema[name].as_u64()?).ok()
}

/// A text repeated until it is so long.
fn longer(text: &str, long: usize) -> String {
    text.chars().cycle().take(long).collect()
}

fn validator(schema: &Value) -> Validator {
    let alone = json!({ "type": "string", "pattern": schema.get("pattern").cloned().unwrap_or(json!("")) });
    jsonschema::draft202012::new(&alone).expect("a pattern of the contract")
}

/// A text that a schema accepts, as far as its format or its pattern lets one guess.
fn text(schema: &Value) -> String {
    let known = match schema["format"].as_str() {
        Some("date") => "2026-11-20",
        Some("date-time") => "2026-11-20T11:30:00+01:00",
        Some("uuid") => "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11",
        Some("email") => "anna.rossi@example.it",
        Some("uri") => "https://example.it/",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let least = length(schema, "minLength").unwrap_or(0).max(1);
    let judge = validator(schema);
    let guesses = [
        "a",
        "1",
        "A",
        "05-22",
        "09:00",
        "2026",
        "2026/0000123",
        "case.*",
        "\"a\"",
    ];
    let fitting = guesses.iter().map(|guess| longer(guess, least.max(guess.len())));
    fitting
        .into_iter()
        .find(|guess| judge.is_valid(&json!(guess)))
        .unwrap_or_else(|| longer("a", least))
}

/// Puts a value at a place; what leads there is made when it is missing.
fn put(body: &mut Value, pointer: &str, value: Value, bounds: &Bounds<'_>, schema: &Value) -> bool {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        *body = value;
        return true;
    };
    if !reach(body, parent, bounds, schema) {
        return false;
    }
    match body.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert(last.to_owned(), value);
            true
        }
        Some(Value::Array(items)) => {
            match items.first_mut() {
                Some(first) => *first = value,
                None => items.push(value),
            }
            true
        }
        _ => false,
    }
}

/// Sees to it that there is something at a place.
fn reach(body: &mut Value, pointer: &str, bounds: &Bounds<'_>, schema: &Value) -> bool {
    let there = body.pointer(pointer).is_some_and(|there| !there.is_null());
    if there || pointer.is_empty() {
        return true;
    }
    let mut part = bounds.resolved(schema);
    for step in pointer.split('/').skip(1) {
        let next = match kind(part) {
            "array" => &part["items"],
            _ => &part["properties"][step],
        };
        part = bounds.resolved(next);
    }
    put(body, pointer, bounds.sample(part), bounds, schema)
}
