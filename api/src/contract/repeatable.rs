//! The header by which a POST may be repeated.

use serde_json::{Map, Value, json};

use crate::idempotency::{HEADER, LONGEST, PATTERN, SHORTEST};

/// The header's name among the components.
const NAME: &str = "IdempotencyKey";

/// Where the header is described.
const PLACE: &str = "#/components/parameters/IdempotencyKey";

/// What every POST says of it.
const DESCRIPTION: &str = "Makes the request safe to repeat, such as when its answer was lost: the same key with the same request \
    (path, query and body) by the same caller gets the same answer, and what it asks for is done once. Of two at the same time one \
    waits for the other. With another request the same key is refused (422, `idempotency_key_reused`). What was refused is not \
    kept: correct it and send it again with its key. Of a form with a file its fields, its file's name and its file's content are \
    compared. Keys and answers are kept for 24 hours at least, the answers sealed under the key. Choose a new random key for each \
    request, such as a UUID, and keep it secret. Operations that change nothing (calculations, simulations, dry runs) are answered \
    anew each time.";

/// Lets every POST take the header.
pub(super) fn take_key(document: &mut Value) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let posts = paths
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(|item| item.get_mut("post")?.as_object_mut());
    for post in posts {
        let parameters = post.entry("parameters").or_insert_with(|| json!([]));
        if let Some(parameters) = parameters.as_array_mut() {
            parameters.push(json!({ "$ref": PLACE }));
        }
    }
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        let parameters = components.entry("parameters").or_insert_with(|| json!({}));
        if let Some(parameters) = parameters.as_object_mut() {
            parameters.insert(NAME.to_owned(), described());
        }
    }
}

/// Whether a parameter is the header.
pub(super) fn is_key(parameter: &Value) -> bool {
    parameter["$ref"] == PLACE
}

fn described() -> Value {
    json!({
        "name": HEADER,
        "in": "header",
        "required": false,
        "description": DESCRIPTION,
        // Between quotation marks it is two characters longer.
        "schema": { "type": "string", "minLength": SHORTEST, "maxLength": LONGEST + 2, "pattern": PATTERN },
        "example": "8e03978e-40d5-43e8-bc93-6894a57f9324",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_post_takes_the_one_header_and_nothing_else_does() {
        let mut document = json!({
            "paths": { "/x": { "get": {}, "post": {} }, "/y": { "post": { "parameters": [{ "name": "y" }] }, "put": {} } },
            "components": {},
        });
        take_key(&mut document);
        let of = |pointer: &str| document.pointer(pointer).cloned();
        assert!(is_key(&of("/paths/~1x/post/parameters/0").unwrap()));
        assert!(is_key(&of("/paths/~1y/post/parameters/1").unwrap()));
        assert_eq!(
            (of("/paths/~1x/get/parameters"), of("/paths/~1y/put/parameters")),
            (None, None)
        );
        assert_eq!(
            of("/components/parameters/IdempotencyKey/name"),
            Some(json!(HEADER))
        );
    }
}
