//! Where two documents differ.

use serde_json::Value;

/// Each difference by its place (a JSON Pointer), `committed` against `generated`.
pub(crate) fn between(committed: &Value, generated: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(committed, generated, "", &mut found);
    found
}

fn compare(old: &Value, new: &Value, place: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(olds), Value::Object(news)) => {
            for (name, old) in olds {
                let here = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
                match news.get(name) {
                    Some(new) => compare(old, new, &here, found),
                    None => found.push(format!("{here}: gone")),
                }
            }
            let added = news.keys().filter(|name| !olds.contains_key(*name));
            found.extend(
                added.map(|name| format!("{place}/{}: new", name.replace('~', "~0").replace('/', "~1"))),
            );
        }
        (Value::Array(olds), Value::Array(news)) if olds.len() == news.len() => {
            for (index, (old, new)) in olds.iter().zip(news).enumerate() {
                compare(old, new, &format!("{place}/{index}"), found);
            }
        }
        _ if old != new => found.push(format!("{place}: {} is now {}", short(old), short(new))),
        _ => {}
    }
}

/// The beginning of a value.
fn short(value: &Value) -> String {
    value.to_string().chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_difference_is_named_by_its_place() {
        let old = json!({ "paths": { "/a": { "get": 1 }, "/b": [1, 2] }, "same": [1] });
        let new = json!({ "paths": { "/a": { "get": 2 }, "/b": [1, 2, 3], "/c": 0 }, "same": [1] });
        assert_eq!(
            between(&old, &new),
            [
                "/paths/~1a/get: 1 is now 2",
                "/paths/~1b: [1,2] is now [1,2,3]",
                "/paths/~1c: new"
            ]
        );
        assert_eq!(between(&json!({ "a": 1 }), &json!({})), ["/a: gone"]);
        assert!(between(&old, &old).is_empty());
    }
}
