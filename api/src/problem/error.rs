//! [`ApiError`]: one sentence for the citizen, one cause for the log.

use std::borrow::Cow;
use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use super::code::ProblemCode;
use crate::language::Bilingual;

/// A request that is not answered as asked: what the caller is told, and what only the log is told.
///
/// A handler returns it; the middleware renders it in the caller's language, with the request's id.
#[derive(Debug)]
pub struct ApiError(Box<Parts>);

#[derive(Debug)]
struct Parts {
    code: ProblemCode,
    detail: Bilingual,
    fields: Vec<FieldError>,
    rules: Vec<RefusedRule>,
    headers: Vec<(&'static str, String)>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// One field that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where it stands in the body: a JSON Pointer (RFC 6901); for a query parameter its name after `/`.
    pub pointer: String,
    /// Why, as a code that clients match (`too_long`, `missing`).
    pub code: Cow<'static, str>,
    /// Why, as a sentence.
    pub detail: Bilingual,
}

/// One rule that refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRule {
    /// The rule's name, in snake_case.
    pub rule: String,
    /// What it found.
    pub detail: Bilingual,
    /// Where it is written: a law, an act, a passage of the charter.
    pub source: String,
}

impl ApiError {
    /// An error whose sentence is the title of its code.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self::saying(code, code.row().title)
    }

    /// An error with a sentence of its own.
    #[must_use]
    pub fn saying(code: ProblemCode, detail: Bilingual) -> Self {
        let (fields, rules, headers) = (Vec::new(), Vec::new(), Vec::new());
        Self(Box::new(Parts {
            code,
            detail,
            fields,
            rules,
            headers,
            cause: None,
        }))
    }

    /// A fault of the service: the caller learns only the request's id.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let detail = Bilingual::new(
            "Il servizio ha avuto un guasto. Segnalate l'identificativo della richiesta.",
            "The service failed. Please report the request's id.",
        );
        Self::saying(ProblemCode::InternalError, detail).because(cause)
    }

    /// The service cannot answer now, and may in `seconds`.
    #[must_use]
    pub fn unavailable(seconds: u32) -> Self {
        let detail = Bilingual::new("Riprovate tra poco.", "Please try again shortly.");
        Self::saying(ProblemCode::Unavailable, detail).with_header("Retry-After", seconds.to_string())
    }

    /// A well-formed request that a rule refuses, with the rule.
    #[must_use]
    pub fn refused(detail: Bilingual, rules: Vec<RefusedRule>) -> Self {
        let mut error = Self::saying(ProblemCode::RuleRefused, detail);
        error.0.rules = rules;
        error
    }

    /// One field that the rules refuse (422).
    #[must_use]
    pub fn field(pointer: &str, code: &'static str, detail: Bilingual) -> Self {
        let field = FieldError {
            pointer: pointer.to_owned(),
            code: code.into(),
            detail: detail.clone(),
        };
        Self::saying(ProblemCode::ValidationFailed, detail).with_fields(vec![field])
    }

    /// The same error, naming the fields at fault.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    /// The same error, naming the rules that refuse.
    #[must_use]
    pub fn with_rules(mut self, rules: Vec<RefusedRule>) -> Self {
        self.0.rules = rules;
        self
    }

    /// The same error, with a header on the answer.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.headers.push((name, value.into()));
        self
    }

    /// The same error, with what caused it: for the log only.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// The code clients match.
    #[must_use]
    pub fn code(&self) -> ProblemCode {
        self.0.code
    }

    /// The sentence for the caller.
    #[must_use]
    pub fn detail(&self) -> &Bilingual {
        &self.0.detail
    }

    /// The fields at fault.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// The rules that refused.
    #[must_use]
    pub fn rules(&self) -> &[RefusedRule] {
        &self.0.rules
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.0.headers
    }

    /// What caused it, for the log: the whole chain in one line.
    #[must_use]
    pub fn cause(&self) -> Option<String> {
        let first = self.0.cause.as_deref()?;
        let mut line = first.to_string();
        let mut next = first.source();
        while let Some(deeper) = next {
            let said = deeper.to_string();
            if !line.contains(&said) {
                line = format!("{line}: {said}");
            }
            next = deeper.source();
        }
        Some(line)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code.row().name, self.0.detail.en)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.0.code.status()
    }

    /// Only the status: the middleware writes the body, which needs the request's language and id.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_told_to_the_log_and_not_to_the_caller() {
        let error = ApiError::internal(std::io::Error::other("disk on fire"));
        assert_eq!(error.cause().as_deref(), Some("disk on fire"));
        assert!(!error.to_string().contains("fire"));
        assert!(!error.detail().it.contains("fire"));
    }

    #[test]
    fn an_unavailable_service_says_when_to_come_back() {
        assert_eq!(
            ApiError::unavailable(5).headers(),
            [("Retry-After", "5".to_owned())]
        );
    }
}
