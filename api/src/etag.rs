//! Entity tags and the conditions on them (RFC 9110 §13).

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, EntityTag, Header};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The tag of one state of a resource: two states never share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ETag(EntityTag);

impl ETag {
    /// The tag of an answer, from its content.
    ///
    /// # Errors
    /// 500 when the answer cannot be written as JSON.
    pub fn of_content(content: &impl Serialize) -> Result<Self, ApiError> {
        serde_json::to_vec(content)
            .map(|bytes| Self::of_bytes(&bytes))
            .map_err(ApiError::internal)
    }

    /// The tag of these bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        Self(EntityTag::new_strong(
            BASE64URL_NOPAD.encode(digest.get(..18).unwrap_or_default()),
        ))
    }

    /// The answer 200 with this tag, or 304 when the caller has it already. Nobody may keep it: it concerns a case.
    pub fn answer(&self, known: &IfNoneMatch, content: &impl Serialize) -> HttpResponse {
        self.answer_as(None, known, content)
    }

    /// The same for what anybody may read: it may be kept for a minute, then asked for again with its tag.
    pub fn answer_public(&self, known: &IfNoneMatch, content: &impl Serialize) -> HttpResponse {
        self.answer_as(Some("public, max-age=60"), known, content)
    }

    fn answer_as(
        &self,
        caching: Option<&str>,
        known: &IfNoneMatch,
        content: &impl Serialize,
    ) -> HttpResponse {
        let had = known.has(self);
        let mut answer = if had {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        answer.insert_header((header::ETAG, self.to_string()));
        if let Some(caching) = caching {
            answer.insert_header((header::CACHE_CONTROL, caching));
        }
        if had {
            answer.finish()
        } else {
            answer.json(content)
        }
    }
}

impl std::fmt::Display for ETag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The `If-Match` header, which a change needs: missing is 428.
#[derive(Clone, Debug)]
pub struct IfMatch(header::IfMatch);

impl IfMatch {
    /// Lets a change through only if the caller saw the present state.
    ///
    /// # Errors
    /// 412 when somebody changed it meanwhile.
    pub fn require(&self, present: &ETag) -> Result<(), ApiError> {
        let seen = match &self.0 {
            header::IfMatch::Any => true,
            header::IfMatch::Items(tags) => tags.iter().any(|tag| tag.strong_eq(&present.0)),
        };
        if seen { Ok(()) } else { Err(stale(present)) }
    }
}

fn stale(present: &ETag) -> ApiError {
    let detail = Bilingual::new(
        "La risorsa è cambiata da quando l'avete letta: rileggetela e riprovate.",
        "The resource changed since you read it: read it again and retry.",
    );
    ApiError::saying(ProblemCode::PreconditionFailed, detail).with_header("ETag", present.to_string())
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::IF_MATCH) {
            let detail = Bilingual::new(
                "Indicate in If-Match l'ETag della risorsa che avete letto.",
                "Name in If-Match the ETag of the resource you read.",
            );
            return ready(Err(ApiError::saying(ProblemCode::PreconditionRequired, detail)));
        }
        ready(match header::IfMatch::parse(request) {
            Ok(tags) if !matches!(&tags, header::IfMatch::Items(items) if items.is_empty()) => Ok(Self(tags)),
            _ => Err(unreadable("If-Match")),
        })
    }
}

/// The `If-None-Match` header, when the caller sent one.
#[derive(Clone, Debug)]
pub struct IfNoneMatch(Option<header::IfNoneMatch>);

impl IfNoneMatch {
    /// Whether the caller already has this state.
    #[must_use]
    pub fn has(&self, present: &ETag) -> bool {
        match &self.0 {
            None => false,
            Some(header::IfNoneMatch::Any) => true,
            Some(header::IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&present.0)),
        }
    }
}

impl FromRequest for IfNoneMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::IF_NONE_MATCH) {
            return ready(Ok(Self(None)));
        }
        ready(
            header::IfNoneMatch::parse(request)
                .map(|tags| Self(Some(tags)))
                .map_err(|_| unreadable("If-None-Match")),
        )
    }
}

fn unreadable(name: &'static str) -> ApiError {
    let detail = Bilingual::new(
        format!("{name}: serve un ETag tra virgolette, un elenco di ETag, o *."),
        format!("{name}: an ETag in quotes is needed, a list of them, or *."),
    );
    ApiError::saying(ProblemCode::InvalidHeader, detail)
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![parameter(
            "If-Match",
            "The ETag of the state that was read; without it the change is refused (428).",
            true,
        )]
    }
}

impl IntoParams for IfNoneMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![parameter(
            "If-None-Match",
            "The ETag of the state the caller has; 304 when it is still the present one.",
            false,
        )]
    }
}

fn parameter(name: &str, description: &str, required: bool) -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(1_000))
        .pattern(Some(r#"^(\*|(W/)?"[^"]*"(, *(W/)?"[^"]*")*)$"#));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .description(Some(description))
        .required(if required { Required::True } else { Required::False })
        .schema(Some(schema))
        .build()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn if_match(value: &'static str) -> Result<IfMatch, ApiError> {
        let request = TestRequest::default()
            .insert_header(("If-Match", value))
            .to_http_request();
        IfMatch::from_request(&request, &mut Payload::None).into_inner()
    }

    fn if_none_match(value: &'static str) -> IfNoneMatch {
        let request = TestRequest::default()
            .insert_header(("If-None-Match", value))
            .to_http_request();
        IfNoneMatch::from_request(&request, &mut Payload::None)
            .into_inner()
            .unwrap()
    }

    #[test]
    fn a_change_without_if_match_is_428() {
        let request = TestRequest::default().to_http_request();
        let refused = IfMatch::from_request(&request, &mut Payload::None)
            .into_inner()
            .unwrap_err();
        assert_eq!(refused.code(), ProblemCode::PreconditionRequired);
    }

    #[test]
    fn a_change_of_a_state_that_is_past_is_412() {
        let present = ETag(EntityTag::new_strong("v3".to_owned()));
        assert!(if_match("\"v3\"").unwrap().require(&present).is_ok());
        assert!(if_match("\"v2\", \"v3\"").unwrap().require(&present).is_ok());
        assert!(if_match("*").unwrap().require(&present).is_ok());
        for past in ["\"v2\"", "W/\"v3\""] {
            let refused = if_match(past).unwrap().require(&present).unwrap_err();
            assert_eq!(refused.code(), ProblemCode::PreconditionFailed);
        }
    }

    #[test]
    fn a_tag_without_quotes_is_400() {
        assert_eq!(if_match("v3").unwrap_err().code(), ProblemCode::InvalidHeader);
    }

    #[test]
    fn a_caller_who_has_the_present_state_is_told_so() {
        let present = ETag(EntityTag::new_strong("v3".to_owned()));
        assert!(if_none_match("\"v3\"").has(&present));
        assert!(if_none_match("W/\"v3\"").has(&present));
        assert!(!if_none_match("\"v2\"").has(&present));
        assert_eq!(present.answer(&if_none_match("\"v3\""), &"x").status(), 304);
        assert_eq!(present.answer(&if_none_match("\"v4\""), &"x").status(), 200);
    }

    #[test]
    fn the_tag_of_an_answer_changes_with_its_content() {
        assert_eq!(
            ETag::of_content(&["a"]).unwrap(),
            ETag::of_content(&["a"]).unwrap()
        );
        assert_ne!(
            ETag::of_content(&["a"]).unwrap(),
            ETag::of_content(&["b"]).unwrap()
        );
    }
}
