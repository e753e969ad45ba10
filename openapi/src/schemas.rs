//! Whether a schema still keeps what an earlier one promised.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::breaks::{members, resolved};

/// Bounds from above: a greater one lets more through.
const UPPER: [&str; 4] = ["maxLength", "maximum", "maxItems", "maxProperties"];

/// Bounds from below: a lesser one lets more through.
const LOWER: [&str; 4] = ["minLength", "minimum", "minItems", "minProperties"];

/// What lets more through only when it is dropped.
const FORMS: [&str; 3] = ["pattern", "format", "const"];

/// The schemas that a schema has for what it holds.
const PARTS: [&str; 3] = ["items", "propertyNames", "additionalProperties"];

/// A comparison of a released schema with the present one.
///
/// Of requests the present schema must accept all that the released one did; of answers it may allow nothing that the
/// released one did not, save new members of objects, which readers pass over.
pub(crate) struct Comparison<'a> {
    released: &'a Value,
    present: &'a Value,
    answers: bool,
    /// The pairs of references that were begun: schemas may contain themselves.
    begun: RefCell<BTreeSet<(String, String)>>,
}

/// A schema at one place, as it was and as it is.
#[derive(Clone, Copy)]
struct Pair<'a> {
    old: &'a Value,
    new: &'a Value,
}

impl<'a> Comparison<'a> {
    /// Of what is sent.
    pub(crate) fn of_requests(released: &'a Value, present: &'a Value) -> Self {
        Self {
            released,
            present,
            answers: false,
            begun: RefCell::default(),
        }
    }

    /// Of what is answered.
    pub(crate) fn of_answers(released: &'a Value, present: &'a Value) -> Self {
        Self {
            answers: true,
            ..Self::of_requests(released, present)
        }
    }

    /// What is no longer kept, each with its place.
    pub(crate) fn compare(&self, old: &'a Value, new: &'a Value, place: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.schema(old, new, place, &mut found);
        found
    }

    fn schema(&self, old: &'a Value, new: &'a Value, place: &str, found: &mut Vec<String>) {
        if let (Some(old), Some(new)) = (reference(old), reference(new))
            && !self.begun.borrow_mut().insert((old, new))
        {
            return;
        }
        let pair = Pair {
            old: resolved(self.released, old),
            new: resolved(self.present, new),
        };
        if choices(pair.old).is_some() || choices(pair.new).is_some() {
            return self.choices(pair, place, found);
        }
        self.values(pair, place, found);
        self.bounds(pair, place, found);
        self.members(pair, place, found);
        for part in PARTS {
            let of = |schema: &'a Value| schema.get(part).filter(|part| part.is_object());
            if let (Some(old), Some(new)) = (of(pair.old), of(pair.new)) {
                self.schema(old, new, &format!("{place}/*"), found);
            }
        }
    }

    /// The side that must contain the other, and the other.
    fn wide_and_narrow(&self, pair: Pair<'a>) -> (&'a Value, &'a Value) {
        if self.answers {
            (pair.old, pair.new)
        } else {
            (pair.new, pair.old)
        }
    }

    /// Every alternative of the narrower side is one of the wider.
    fn choices(&self, pair: Pair<'a>, place: &str, found: &mut Vec<String>) {
        let all = |schema: &'a Value| choices(schema).unwrap_or(std::slice::from_ref(schema));
        let (wide, narrow) = self.wide_and_narrow(pair);
        for choice in all(narrow) {
            let mut nearest: Option<Vec<String>> = None;
            for other in all(wide) {
                let (old, new) = if self.answers {
                    (other, choice)
                } else {
                    (choice, other)
                };
                let mut faults = Vec::new();
                Self {
                    begun: RefCell::default(),
                    ..*self
                }
                .schema(old, new, place, &mut faults);
                if nearest
                    .as_ref()
                    .is_none_or(|nearest| faults.len() < nearest.len())
                {
                    nearest = Some(faults);
                }
            }
            found.extend(nearest.unwrap_or_default());
        }
    }

    /// The types and the listed values.
    fn values(&self, pair: Pair<'a>, place: &str, found: &mut Vec<String>) {
        let (wide, narrow) = self.wide_and_narrow(pair);
        for name in ["type", "enum"] {
            let (Some(wide), narrow) = (listed(wide, name), listed(narrow, name)) else {
                continue;
            };
            let Some(narrow) = narrow else {
                found.push(format!("{place}: {name} {}", self.told(pair, name)));
                continue;
            };
            for value in narrow.difference(&wide) {
                let said = if self.answers { "is new" } else { "is gone" };
                found.push(format!("{place}: {name} {value} {said}"));
            }
        }
    }

    /// The least, the greatest and the form.
    fn bounds(&self, pair: Pair<'a>, place: &str, found: &mut Vec<String>) {
        let (wide, narrow) = self.wide_and_narrow(pair);
        let number = |schema: &Value, name: &str| schema.get(name).and_then(Value::as_f64);
        let beyond =
            |name: &str, further: fn(f64, f64) -> bool| match (number(wide, name), number(narrow, name)) {
                (Some(wide), Some(narrow)) => further(narrow, wide),
                (Some(_), None) => true,
                (None, _) => false,
            };
        let upper = UPPER
            .iter()
            .filter(|name| beyond(name, |narrow, wide| narrow > wide));
        let lower = LOWER
            .iter()
            .filter(|name| beyond(name, |narrow, wide| narrow < wide));
        let forms = FORMS.iter().filter(|name| {
            wide.get(**name)
                .is_some_and(|form| narrow.get(**name) != Some(form))
        });
        for name in upper.chain(lower).chain(forms) {
            found.push(format!("{place}: {name} {}", self.told(pair, name)));
        }
    }

    /// The members of an object.
    fn members(&self, pair: Pair<'a>, place: &str, found: &mut Vec<String>) {
        let (wide, narrow) = self.wide_and_narrow(pair);
        let required = |schema: &Value| listed(schema, "required").unwrap_or_default();
        for name in required(wide).difference(&required(narrow)) {
            let said = if self.answers {
                "may be absent"
            } else {
                "is required"
            };
            found.push(format!("{place}/{name}: {said}"));
        }
        for (name, old) in members(pair.old.get("properties")) {
            let place = format!("{place}/{name}");
            match pair
                .new
                .get("properties")
                .and_then(|properties| properties.get(name))
            {
                Some(new) => self.schema(old, new, &place, found),
                None => found.push(format!("{place}: the field is gone")),
            }
        }
    }

    fn told(&self, pair: Pair<'_>, name: &str) -> String {
        let shown = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), Value::to_string);
        format!(
            "{} is now {}",
            shown(pair.old.get(name)),
            shown(pair.new.get(name))
        )
    }
}

fn reference(schema: &Value) -> Option<String> {
    schema.get("$ref").and_then(Value::as_str).map(str::to_owned)
}

/// The alternatives of a schema.
fn choices(schema: &Value) -> Option<&[Value]> {
    let named = ["oneOf", "anyOf"].iter().find_map(|name| schema.get(*name));
    named.and_then(Value::as_array).map(Vec::as_slice)
}

/// Words under a name: one or a list.
fn listed(schema: &Value, name: &str) -> Option<BTreeSet<String>> {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match schema.get(name)? {
        Value::Array(values) => Some(values.iter().map(word).collect()),
        single => Some(BTreeSet::from([word(single)])),
    }
}
