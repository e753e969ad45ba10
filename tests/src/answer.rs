//! What the server answered, and what a test says of it.

use std::io::Read;

use serde_json::Value;
use ureq::Body;
use ureq::http::{HeaderMap, Response};

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked, for people.
    asked: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// Whether all of the body came that was announced.
    pub whole: bool,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub json: Value,
}

impl Answer {
    pub(crate) fn read(asked: String, answer: Response<Body>) -> Self {
        let (head, mut body) = answer.into_parts();
        let mut bytes = Vec::new();
        let whole = body.as_reader().read_to_end(&mut bytes).is_ok();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self {
            asked,
            status: head.status.as_u16(),
            headers: head.headers,
            bytes,
            whole,
            text,
            json,
        }
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// What stands at a JSON Pointer of the body.
    #[track_caller]
    pub fn at(&self, pointer: &str) -> &Value {
        self.json
            .pointer(pointer)
            .unwrap_or_else(|| self.fail(&format!("has nothing at {pointer}")))
    }

    /// The text at a JSON Pointer of the body.
    #[track_caller]
    pub fn str(&self, pointer: &str) -> &str {
        self.at(pointer)
            .as_str()
            .unwrap_or_else(|| self.fail(&format!("has no text at {pointer}")))
    }

    /// The list at a JSON Pointer of the body.
    #[track_caller]
    pub fn list(&self, pointer: &str) -> &[Value] {
        self.at(pointer)
            .as_array()
            .unwrap_or_else(|| self.fail(&format!("has no list at {pointer}")))
    }

    /// The member of a list whose `name` is `value`.
    #[track_caller]
    pub fn item(&self, list: &str, name: &str, value: &str) -> &Value {
        let found = self
            .list(list)
            .iter()
            .find(|item| item.get(name).is_some_and(|known| known == value));
        found.unwrap_or_else(|| self.fail(&format!("has no {name} = {value} in {list}")))
    }

    /// Says that it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        if self.status != status {
            self.fail(&format!("was to be {status}"));
        }
        self
    }

    /// Says that it is a problem of this code (RFC 9457).
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> &Self {
        let expected = [("/status", Value::from(status)), ("/code", Value::from(code))];
        let as_expected = expected
            .iter()
            .all(|(pointer, value)| self.json.pointer(pointer) == Some(value));
        if self.status != status || !as_expected {
            self.fail(&format!("was to be {status} {code}"));
        }
        if self.header("content-type") != "application/problem+json" {
            self.fail("was to be application/problem+json");
        }
        if self.str("/type") != format!("urn:problem-type:cartaviva:{code}") {
            self.fail("has a type that is not its code's");
        }
        if self.str("/instance") != format!("urn:uuid:{}", self.header("request-id")) {
            self.fail("has an instance that is not the request's");
        }
        if self.str("/title").is_empty() || self.str("/detail").is_empty() {
            self.fail("explains nothing");
        }
        self
    }

    /// Says that it is refused by this rule, which stands in the body with its source.
    #[track_caller]
    pub fn refused(&self, status: u16, rule: &str) -> &Self {
        self.problem(status, if status == 409 { "conflict" } else { "rule_refused" });
        let refused = self.item("/rules", "rule", rule);
        if refused.pointer("/detail").is_none_or(|detail| detail == "")
            || refused.pointer("/source").is_none()
        {
            self.fail("does not explain its rule");
        }
        self
    }

    /// Says that it is refused because of the field at this pointer.
    #[track_caller]
    pub fn field(&self, status: u16, code: &str, pointer: &str) -> &Self {
        self.problem(status, code);
        self.item("/errors", "pointer", pointer);
        self
    }

    #[track_caller]
    pub(crate) fn fail(&self, why: &str) -> ! {
        panic!(
            "the answer {why}\n  {} → {}\n  {}",
            self.asked, self.status, self.text
        )
    }
}
