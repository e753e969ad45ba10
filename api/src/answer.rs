//! The answer to a request that writes: made inside the transaction, so that it can be kept with what it tells of.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::{Deserialize, Serialize};

use crate::etag::ETag;
use crate::problem::ApiError;

/// An answer: its status, the headers that a handler sets, its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Option<String>,
    /// The path of what it is about, where that is not its location.
    #[serde(skip)]
    about: Option<String>,
}

impl Answer {
    /// 200.
    ///
    /// # Errors
    /// 500 when the body cannot be written.
    pub fn ok(body: &impl Serialize) -> Result<Self, ApiError> {
        Self::saying(StatusCode::OK, body)
    }

    /// 201 with the address of what was made.
    ///
    /// # Errors
    /// 500 when the body cannot be written.
    pub fn created(location: impl Into<String>, body: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self::saying(StatusCode::CREATED, body)?.with("Location", location))
    }

    /// 202.
    ///
    /// # Errors
    /// 500 when the body cannot be written.
    pub fn accepted(body: &impl Serialize) -> Result<Self, ApiError> {
        Self::saying(StatusCode::ACCEPTED, body)
    }

    /// 204.
    #[must_use]
    pub fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT.as_u16(),
            headers: Vec::new(),
            body: None,
            about: None,
        }
    }

    /// The same answer, about what is found at this path of the contract.
    #[must_use]
    pub fn about(mut self, path: String) -> Self {
        self.about = Some(path);
        self
    }

    /// Its status.
    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// The path in the contract of what it says that was made or changed, at a service that is known by this address.
    pub(crate) fn tells_of(&self, base: &str) -> Option<&str> {
        let location = self.headers.iter().find(|(name, _)| name == "Location");
        let path = location.and_then(|(_, link)| link.strip_prefix(base)?.strip_prefix("/v1"));
        self.about.as_deref().or(path)
    }

    /// The same answer with a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same answer with the tag of the state that it shows.
    #[must_use]
    pub fn tagged(self, tag: &ETag) -> Self {
        self.with("ETag", tag.to_string())
    }

    fn saying(status: StatusCode, body: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self {
            status: status.as_u16(),
            headers: Vec::new(),
            body: Some(serde_json::to_string(body).map_err(ApiError::internal)?),
            about: None,
        })
    }
}

/// What every operation that may write answers with: an answer whose effect is committed ([`AppState::answer`]), or that of a
/// request which changed nothing.
///
/// [`AppState::answer`]: crate::state::AppState::answer
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    answer: Answer,
    repeated: bool,
}

impl Written {
    /// The answer to a request that changes nothing, whatever it says: asked again, it is answered anew.
    #[must_use]
    pub fn nothing(answer: Answer) -> Self {
        Self::now(answer)
    }

    /// An answer whose effect is committed with it.
    pub(crate) fn now(answer: Answer) -> Self {
        Self {
            answer,
            repeated: false,
        }
    }

    /// The answer that the same request got before.
    pub(crate) fn before(answer: Answer) -> Self {
        Self {
            answer,
            repeated: true,
        }
    }

    /// Whether it is the answer of before, so that nothing more is to be done.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.repeated
    }
}

impl Responder for Written {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Answer {
            status,
            headers,
            body,
            ..
        } = self.answer;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = HttpResponse::build(status);
        for header in headers {
            answer.insert_header(header);
        }
        match body {
            Some(body) => answer.content_type("application/json").body(body),
            None => answer.finish(),
        }
    }
}
