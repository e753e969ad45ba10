//! Somebody of the administration, who asks one thing after the other and hears every answer, whatever it is.

use std::time::Duration;

use serde_json::{Value, json};
use ureq::{Agent, http};

use crate::ADMINISTRATION;
use crate::installation::Installation;

/// What was answered: 0 when nothing was.
pub struct Heard {
    /// The status.
    pub status: u16,
    /// When to come back, if that was said: seconds.
    pub retry_after: Option<u64>,
    /// The body, where it is JSON.
    pub body: Value,
}

impl Heard {
    /// A text of the body.
    pub fn text(&self, pointer: &str) -> &str {
        self.body
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// Somebody with a token.
pub struct Staff {
    agent: Agent,
    base: String,
    token: Option<String>,
}

impl Staff {
    /// Somebody who has a role in the administration.
    pub fn of(installation: &Installation, role: &str) -> Self {
        Self {
            token: Some(installation.token(role)),
            ..Self::nobody(installation)
        }
    }

    /// Somebody without a token.
    pub fn nobody(installation: &Installation) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        Self {
            agent,
            base: installation.url(),
            token: None,
        }
    }

    /// Reads something of the administration.
    pub fn gets(&self, path: &str) -> Heard {
        self.asks("GET", path, &[], Vec::new())
    }

    /// Posts something to the administration.
    pub fn posts(&self, path: &str, body: &Value) -> Heard {
        self.asks(
            "POST",
            path,
            &[("Content-Type", "application/json")],
            body.to_string().into_bytes(),
        )
    }

    /// Presents a case.
    pub fn presents(&self, subject: &str) -> Heard {
        let case = json!({
            "procedure": "disservice-report", "channel": "web", "subject": subject,
            "description": "Martedì alle 16 lo sportello era chiuso senza avviso.",
            "reporter": { "given_name": "Anna", "family_name": "Rossi", "email": "anna.rossi@example.it" },
        });
        self.posts("/cases", &case)
    }

    /// Asks for something of the administration.
    pub fn asks(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Heard {
        self.asks_anywhere(
            method,
            &format!("/administrations/{ADMINISTRATION}{path}"),
            headers,
            body,
        )
    }

    /// Asks for anything.
    pub fn asks_anywhere(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Heard {
        let mut request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = if method == "GET" {
            self.agent.run(request.body(()).expect("a request"))
        } else {
            self.agent.run(request.body(body).expect("a request"))
        };
        let Ok(mut answer) = answer else {
            return Heard {
                status: 0,
                retry_after: None,
                body: Value::Null,
            };
        };
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        Heard {
            status: answer.status().as_u16(),
            retry_after: header("Retry-After").and_then(|seconds| seconds.parse().ok()),
            body: answer.body_mut().read_json().unwrap_or_default(),
        }
    }
}
