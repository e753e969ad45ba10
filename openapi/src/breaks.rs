//! What would break a client that was written for an earlier contract.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::schemas::Comparison;

/// Everything of `released` that `present` no longer keeps, each with its place.
pub(crate) fn between(released: &Value, present: &Value) -> Vec<String> {
    let documents = Documents { released, present };
    let mut found = Vec::new();
    for (path, item) in members(released.get("paths")) {
        for (method, old) in members(Some(item)) {
            let place = format!("{} {path}", method.to_uppercase());
            match present
                .get("paths")
                .and_then(|paths| paths.get(path)?.get(method))
            {
                Some(new) => documents.operation(old, new, &place, &mut found),
                None => found.push(format!("{place}: the operation is gone")),
            }
        }
    }
    found
}

/// Two contracts.
struct Documents<'a> {
    released: &'a Value,
    present: &'a Value,
}

impl<'a> Documents<'a> {
    fn operation(&self, old: &'a Value, new: &'a Value, place: &str, found: &mut Vec<String>) {
        if old.get("operationId") != new.get("operationId") {
            let id = |operation: &Value| operation.get("operationId").cloned().unwrap_or_default();
            found.push(format!(
                "{place}: the operation {} is called {}",
                id(old),
                id(new)
            ));
        }
        callers(old, new, place, found);
        self.parameters(old, new, place, found);
        self.body(old, new, place, found);
        self.answers(old, new, place, found);
    }

    fn parameters(&self, old: &'a Value, new: &'a Value, place: &str, found: &mut Vec<String>) {
        let new_ones = parameters(new);
        for old in parameters(old) {
            let place = format!("{place} {}", called(old));
            match new_ones.iter().find(|new| called(new) == called(old)) {
                Some(new) => {
                    if is(new, "required") && !is(old, "required") {
                        found.push(format!("{place}: is required"));
                    }
                    self.request(old.get("schema"), new.get("schema"), &place, found);
                }
                None => found.push(format!("{place}: the parameter is gone")),
            }
        }
        let added = new_ones.iter().filter(|new| {
            is(new, "required") && !parameters(old).iter().any(|old| called(old) == called(new))
        });
        found.extend(added.map(|new| format!("{place} {}: is new and required", called(new))));
    }

    fn body(&self, old: &'a Value, new: &'a Value, place: &str, found: &mut Vec<String>) {
        let place = format!("{place} body");
        match (old.get("requestBody"), new.get("requestBody")) {
            (Some(old), Some(new)) => {
                if is(new, "required") && !is(old, "required") {
                    found.push(format!("{place}: is required"));
                }
                for (media, old) in members(old.get("content")) {
                    match new.get("content").and_then(|content| content.get(media)) {
                        Some(new) => self.request(old.get("schema"), new.get("schema"), &place, found),
                        None => found.push(format!("{place}: {media} is no longer read")),
                    }
                }
            }
            (None, Some(new)) if is(new, "required") => found.push(format!("{place}: is new and required")),
            (Some(_), None) => found.push(format!("{place}: is gone")),
            _ => {}
        }
    }

    fn answers(&self, old: &'a Value, new: &'a Value, place: &str, found: &mut Vec<String>) {
        for (status, old) in members(old.get("responses")) {
            let place = format!("{place} {status}");
            let Some(new) = new.get("responses").and_then(|responses| responses.get(status)) else {
                // One refusal fewer breaks nobody.
                if status.starts_with(['2', '3']) {
                    found.push(format!("{place}: the answer is gone"));
                }
                continue;
            };
            let (old, new) = (resolved(self.released, old), resolved(self.present, new));
            for name in names(old, "headers").difference(&names(new, "headers")) {
                found.push(format!("{place}: the header {name} is gone"));
            }
            for (media, old) in members(old.get("content")) {
                match new.get("content").and_then(|content| content.get(media)) {
                    Some(new) => self.answer(old.get("schema"), new.get("schema"), &place, found),
                    None => found.push(format!("{place}: {media} is no longer answered")),
                }
            }
        }
    }

    /// What was accepted must be accepted still.
    fn request(&self, old: Option<&Value>, new: Option<&Value>, place: &str, found: &mut Vec<String>) {
        if let (Some(old), Some(new)) = (old, new) {
            found.extend(Comparison::of_requests(self.released, self.present).compare(old, new, place));
        }
    }

    /// What is answered must be something that was answered before.
    fn answer(&self, old: Option<&Value>, new: Option<&Value>, place: &str, found: &mut Vec<String>) {
        if let (Some(old), Some(new)) = (old, new) {
            found.extend(Comparison::of_answers(self.released, self.present).compare(old, new, place));
        }
    }
}

/// Who might call must be able to still.
fn callers(old: &Value, new: &Value, place: &str, found: &mut Vec<String>) {
    let open = |operation: &Value| {
        let schemes = operation.get("security").and_then(Value::as_array);
        schemes.is_some_and(|schemes| schemes.iter().any(|scheme| scheme.get("token").is_none()))
    };
    if open(old) && !open(new) {
        found.push(format!("{place}: a token is needed"));
    }
    let roles = |operation: &Value| -> BTreeSet<String> {
        let roles = operation.get("x-roles").and_then(Value::as_array);
        let words = roles.into_iter().flatten().filter_map(Value::as_str);
        words.map(str::to_owned).collect()
    };
    for role in roles(old).difference(&roles(new)) {
        found.push(format!("{place}: the role {role} may not any more"));
    }
}

/// What a reference leads to, or the thing itself.
pub(crate) fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value.get("$ref").and_then(Value::as_str);
    let found = target.and_then(|target| document.pointer(target.trim_start_matches('#')));
    found.unwrap_or(value)
}

/// The members of an object; none of anything else.
pub(crate) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn parameters(operation: &Value) -> &[Value] {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    parameters.map(Vec::as_slice).unwrap_or_default()
}

/// A parameter by its name and where it stands.
fn called(parameter: &Value) -> String {
    let part = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default();
    format!("{} {}", part("in"), part("name"))
}

fn is(value: &Value, name: &str) -> bool {
    value.get(name) == Some(&Value::Bool(true))
}

fn names<'a>(value: &'a Value, member: &str) -> BTreeSet<&'a String> {
    members(value.get(member)).map(|(name, _)| name).collect()
}

#[cfg(test)]
#[path = "breaks_tests.rs"]
mod tests;
