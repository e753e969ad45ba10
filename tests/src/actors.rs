//! Clients as people.

use serde_json::{Map, Value, json};
use ureq::http::Request;

use crate::answer::Answer;
use crate::app::App;
use crate::contract;
use crate::form::Form;

/// Somebody who asks, with what they say in every request.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    app: &'a App,
    claims: Option<Map<String, Value>>,
    headers: Vec<(String, String)>,
}

impl<'a> Person<'a> {
    /// Somebody without a token, who reads English.
    pub(crate) fn without_token(app: &'a App) -> Self {
        Self {
            app,
            claims: None,
            headers: vec![("Accept-Language".to_owned(), "en".to_owned())],
        }
    }

    /// Somebody who holds a role in an administration, or in one of its offices.
    pub(crate) fn of(app: &'a App, role: &str, administration: &str, office: Option<&str>) -> Self {
        let mut claims = Map::new();
        claims.insert("iss".to_owned(), json!(cartaviva_api::auth::LOCAL_ISSUER));
        claims.insert("aud".to_owned(), json!("cartaviva"));
        claims.insert("sub".to_owned(), json!(format!("{role} of {administration}")));
        claims.insert("roles".to_owned(), json!([role]));
        claims.insert("administration".to_owned(), json!(administration));
        if let Some(office) = office {
            claims.insert("office".to_owned(), json!(office));
        }
        Self {
            claims: Some(claims),
            ..Self::without_token(app)
        }
    }

    /// The same person, whose token says something else.
    pub fn claiming(mut self, name: &str, value: Value) -> Self {
        self.claims.get_or_insert_default().insert(name.to_owned(), value);
        self
    }

    /// The same person, who sends a header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same person, who says why they read people's data.
    pub fn reading_for(self, reason: &str) -> Self {
        self.with("Reading-Reason", reason)
    }

    /// The token they show now, good for an hour unless it says otherwise.
    pub fn token(&self) -> Option<String> {
        let mut claims = self.claims.clone()?;
        claims
            .entry("exp")
            .or_insert_with(|| json!(self.app.seconds() + 3_600));
        Some(self.app.sign(&claims))
    }

    /// Reads what is at a path of the contract.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, None)
    }

    /// Posts JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, Some(&body.to_string()))
    }

    /// Posts without a body.
    pub fn post_nothing(&self, path: &str) -> Answer {
        self.ask("POST", path, None)
    }

    /// Puts JSON.
    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.ask("PUT", path, Some(&body.to_string()))
    }

    /// Asks anything, with a body as it is; the path is one of the contract, without `/v1`.
    pub fn ask(&self, method: &str, path: &str, body: Option<&str>) -> Answer {
        let begun = self.app.tally().begun(self.app.database());
        let answer = self.ask_beside(method, &format!("/v1{path}"), body);
        self.app
            .tally()
            .ended(self.app.database(), begun, (method, path), &answer);
        contract::hold(method, path, &answer);
        let dry = path.contains("dry_run=true") || body.is_some_and(|body| body.contains("\"dry_run\":true"));
        self.app
            .deeds()
            .note((method, path), dry, self.is_keyed(), &answer);
        answer
    }

    /// Posts a form with a file.
    pub fn upload(&self, path: &str, form: &Form) -> Answer {
        let typed = self.clone().with("Content-Type", &form.media_type());
        let begun = self.app.tally().begun(self.app.database());
        let answer = typed.send("POST", &format!("/v1{path}"), Some(&form.bytes()));
        self.app
            .tally()
            .ended(self.app.database(), begun, ("POST", path), &answer);
        contract::hold("POST", path, &answer);
        self.app
            .deeds()
            .note(("POST", path), false, self.is_keyed(), &answer);
        answer
    }

    /// Whether what they ask may be the repeat of what they asked.
    fn is_keyed(&self) -> bool {
        let mut names = self.headers.iter().map(|(name, _)| name);
        names.any(|name| name.eq_ignore_ascii_case("Idempotency-Key"))
    }

    /// Asks beside the contract: the path is the whole one.
    pub fn ask_beside(&self, method: &str, path: &str, body: Option<&str>) -> Answer {
        self.send(method, path, body.map(str::as_bytes))
    }

    fn send(&self, method: &str, path: &str, body: Option<&[u8]>) -> Answer {
        let mut request = Request::builder().method(method).uri(self.app.url(path));
        if let Some(token) = self.token() {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let typed = self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("Content-Type"));
        if body.is_some() && !typed {
            request = request.header("Content-Type", "application/json");
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let asked = format!("{method} {path}");
        let answer = match body {
            Some(body) => self.app.agent().run(request.body(body).expect("a request")),
            None => self.app.agent().run(request.body(()).expect("a request")),
        };
        Answer::read(asked, answer.expect("the server answers"))
    }
}
