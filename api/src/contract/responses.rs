//! The headers and the problems that operations share.

use serde_json::{Map, Value, json};

use super::repeatable;

/// The headers of every answer.
const EVERY: [&str; 4] = [
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Request-Id",
];

/// A problem that operations share: its status, its name in the components, what it means, when it can happen.
struct Shared {
    status: &'static str,
    name: &'static str,
    description: &'static str,
    header: Option<&'static str>,
    happens: fn(&Traits) -> bool,
}

/// What an operation asks for, as far as its shared answers depend on it.
struct Traits {
    takes_path: bool,
    takes_other: bool,
    takes_body: bool,
    takes_token: bool,
    needs_token: bool,
    takes_key: bool,
    if_match: bool,
    if_none_match: bool,
}

const SHARED: [Shared; 13] = [
    shared("400", "BadRequest", "The request cannot be read.", None, |t| {
        t.takes_other || t.takes_body || t.takes_key
    }),
    shared(
        "401",
        "Unauthorized",
        "A token is missing or not trusted.",
        Some("WWW-Authenticate"),
        |t| t.takes_token,
    ),
    shared(
        "403",
        "Forbidden",
        "The token's roles do not allow this.",
        Some("WWW-Authenticate"),
        |t| t.needs_token,
    ),
    shared(
        "404",
        "NotFound",
        "There is no such thing, or it may not be known.",
        None,
        |t| t.takes_path,
    ),
    shared(
        "408",
        "RequestTimeout",
        "The body arrived too slowly.",
        None,
        |t| t.takes_body,
    ),
    shared(
        "412",
        "PreconditionFailed",
        "Somebody else changed it since it was read.",
        Some("ETag"),
        |t| t.if_match,
    ),
    shared("413", "PayloadTooLarge", "The body is too large.", None, |t| {
        t.takes_body
    }),
    shared(
        "415",
        "UnsupportedMediaType",
        "The body is not JSON.",
        Some("Accept-Post"),
        |t| t.takes_body,
    ),
    shared("422", "Unprocessable", "A field or a rule refuses.", None, |t| {
        t.takes_body || t.takes_key
    }),
    shared("428", "PreconditionRequired", "If-Match is missing.", None, |t| {
        t.if_match
    }),
    shared(
        "429",
        "TooManyRequests",
        "The client asked too often.",
        Some("Retry-After"),
        |_| true,
    ),
    shared("500", "InternalError", "The service failed.", None, |_| true),
    shared(
        "503",
        "Unavailable",
        "The service cannot answer now.",
        Some("Retry-After"),
        |_| true,
    ),
];

const fn shared(
    status: &'static str,
    name: &'static str,
    description: &'static str,
    header: Option<&'static str>,
    happens: fn(&Traits) -> bool,
) -> Shared {
    Shared {
        status,
        name,
        description,
        header,
        happens,
    }
}

/// Gives every operation its shared headers and problems.
pub(super) fn share(document: &mut Value) {
    let mut used = vec![false; SHARED.len()];
    each_operation(document, |operation| {
        let traits = Traits::of(operation);
        let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
            return;
        };
        for (shared, used) in SHARED.iter().zip(&mut used) {
            if (shared.happens)(&traits) && !responses.contains_key(shared.status) {
                let reference = format!("#/components/responses/{}", shared.name);
                responses.insert(shared.status.to_owned(), json!({ "$ref": reference }));
                *used = true;
            }
        }
        if traits.if_none_match {
            responses
                .entry("304")
                .or_insert_with(|| json!({ "description": "The caller has the present state." }));
        }
        for (status, response) in responses.iter_mut() {
            add_headers(status, response, &traits);
        }
    });
    let named = SHARED
        .iter()
        .zip(used)
        .filter(|(_, used)| *used)
        .map(|(shared, _)| (shared.name.to_owned(), shared.response()));
    let responses: Map<_, _> = named.collect();
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("responses".to_owned(), Value::Object(responses));
    }
    let headers = used_headers(document);
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("headers".to_owned(), Value::Object(headers));
    }
}

/// Visits every operation.
pub(super) fn each_operation(document: &mut Value, mut visit: impl FnMut(&mut Value)) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut)
    {
        for (name, operation) in item.iter_mut() {
            if matches!(name.as_str(), "get" | "put" | "post" | "delete" | "patch") {
                visit(operation);
            }
        }
    }
}

impl Traits {
    fn of(operation: &Value) -> Self {
        let none = Vec::new();
        let parameters = operation
            .get("parameters")
            .and_then(Value::as_array)
            .unwrap_or(&none);
        let takes = |place: &str| parameters.iter().any(|parameter| parameter["in"] == place);
        let named = |name: &str| parameters.iter().any(|parameter| parameter["name"] == name);
        // The document's own security asks for a token; an operation may say otherwise.
        let schemes = operation.get("security").and_then(Value::as_array);
        let open = |scheme: &Value| scheme.as_object().is_some_and(Map::is_empty);
        Self {
            takes_path: takes("path"),
            takes_other: takes("query") || takes("header"),
            takes_body: operation.get("requestBody").is_some(),
            takes_token: schemes.is_none_or(|schemes| !schemes.iter().all(open)),
            needs_token: schemes.is_none_or(|schemes| !schemes.iter().any(open)),
            takes_key: parameters.iter().any(repeatable::is_key),
            if_match: named("If-Match"),
            if_none_match: named("If-None-Match"),
        }
    }
}

impl Shared {
    fn response(&self) -> Value {
        let mut headers: Map<_, _> = EVERY
            .iter()
            .chain(&self.header)
            .map(|name| header(name))
            .collect();
        headers.extend([header("Cache-Control")]);
        json!({
            "description": self.description,
            "headers": headers,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        })
    }
}

fn header(name: &str) -> (String, Value) {
    (
        name.to_owned(),
        json!({ "$ref": format!("#/components/headers/{name}") }),
    )
}

/// The headers of an answer that an operation describes itself.
fn add_headers(status: &str, response: &mut Value, traits: &Traits) {
    let Some(response) = response
        .as_object_mut()
        .filter(|response| !response.contains_key("$ref"))
    else {
        return;
    };
    let mut names: Vec<&str> = EVERY.to_vec();
    names.push("Cache-Control");
    if matches!(status, "201" | "202") {
        names.push("Location");
    }
    if status == "304" || (status.starts_with('2') && (traits.if_none_match || traits.if_match)) {
        names.push("ETag");
    }
    let headers = response.entry("headers").or_insert_with(|| json!({}));
    if let Some(headers) = headers.as_object_mut() {
        let named = descriptions().map(|(name, _)| name);
        names.extend(named.into_iter().filter(|name| headers.contains_key(*name)));
        headers.extend(names.into_iter().map(header));
    }
}

/// The descriptions of the headers that something refers to.
fn used_headers(document: &Value) -> Map<String, Value> {
    let text = document.to_string();
    let all = descriptions();
    all.into_iter()
        .filter(|(name, _)| text.contains(&format!("#/components/headers/{name}\"")))
        .map(|(name, description)| (name.to_owned(), description))
        .collect()
}

fn descriptions() -> [(&'static str, Value); 12] {
    [
        (
            "RateLimit-Limit",
            count("How many requests the client may make in a minute."),
        ),
        ("RateLimit-Remaining", count("How many of them are left.")),
        (
            "RateLimit-Reset",
            count("Seconds until all of them are there again."),
        ),
        ("Retry-After", count("Seconds after which to try again.")),
        (
            "Request-Id",
            text(
                "The request's id, a UUID: name it when asking for help.",
                36,
                "^[0-9a-f-]{36}$",
            ),
        ),
        (
            "Cache-Control",
            text(
                "Whether the answer may be kept: no-store, or public with max-age in seconds.",
                64,
                "^[a-z0-9=, -]+$",
            ),
        ),
        (
            "ETag",
            text("The tag of the present state.", 72, "^\"[A-Za-z0-9_.-]+\"$"),
        ),
        (
            "Location",
            text(
                "Where what was made is found: an absolute URL.",
                2048,
                "^https?://[!-~]+$",
            ),
        ),
        (
            "Content-Disposition",
            text(
                "To be saved as a file, under a safe name.",
                1000,
                "^attachment[ -~]*$",
            ),
        ),
        (
            "Repr-Digest",
            text(
                "The SHA-256 digest of the content (RFC 9530).",
                100,
                "^sha-256=:[A-Za-z0-9+/=]+:$",
            ),
        ),
        (
            "WWW-Authenticate",
            text("How to prove who is calling (RFC 6750).", 500, "^Bearer [ -~]+$"),
        ),
        (
            "Accept-Post",
            text("The media types a body may have.", 64, "^[a-z/+, -]+$"),
        ),
    ]
}

fn count(description: &str) -> Value {
    let schema = json!({ "type": "integer", "format": "int32", "minimum": 0, "maximum": 1_000_000_000 });
    json!({ "description": description, "schema": schema })
}

fn text(description: &str, longest: u32, pattern: &str) -> Value {
    let schema = json!({ "type": "string", "minLength": 1, "maxLength": longest, "pattern": pattern });
    json!({ "description": description, "schema": schema })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(operation: Value) -> Vec<String> {
        let mut document = json!({ "paths": { "/x": { "post": operation } }, "components": {} });
        share(&mut document);
        document["paths"]["/x"]["post"]["responses"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    }

    #[test]
    fn a_public_read_has_neither_401_nor_422() {
        let read = json!({ "security": [{}], "responses": { "200": { "description": "" } } });
        assert_eq!(statuses(read), ["200", "429", "500", "503"]);
    }

    #[test]
    fn a_change_by_staff_has_every_refusal() {
        let change = json!({
            "parameters": [{ "in": "path", "name": "case" }, { "in": "header", "name": "If-Match" }],
            "requestBody": {},
            "responses": { "200": { "description": "" } },
        });
        let expected = "200 400 401 403 404 408 412 413 415 422 428 429 500 503";
        assert_eq!(statuses(change).join(" "), expected);
    }

    #[test]
    fn where_a_token_is_optional_it_can_be_refused_but_nothing_is_forbidden() {
        let either = json!({ "security": [{}, { "token": [] }], "responses": {} });
        assert_eq!(statuses(either).join(" "), "401 429 500 503");
    }

    #[test]
    fn what_an_operation_says_itself_is_kept() {
        let mut document = json!({
            "paths": { "/x": { "get": { "security": [{}], "responses": { "429": { "description": "own" } } } } },
            "components": {},
        });
        share(&mut document);
        assert_eq!(
            document["paths"]["/x"]["get"]["responses"]["429"]["description"],
            "own"
        );
        assert!(
            document["components"]["responses"]
                .get("TooManyRequests")
                .is_none()
        );
    }
}
