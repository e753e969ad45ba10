//! Entity tags and the conditions on them (RFC 9110 §13).

mod parameters;

use std::future::{Ready, ready};

use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};
use actix_web::dev::Payload;
use actix_web::http::header::{self, EntityTag, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The greatest length of a condition.
const LONGEST: usize = 1_000;

/// The media type of what is answered.
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// How long anybody may keep a public answer before asking again with its tag.
const PUBLIC: &str = "public, max-age=60";

/// The codings that an answer may be sent in; each has a tag of its own.
const CODINGS: [&str; 2] = ["gzip", "deflate"];

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
        self.answer_with(None, known, |mut answer| answer.json(content))
    }

    /// The same for what anybody may read: it may be kept for a minute, then asked for again with its tag.
    pub fn answer_public(&self, known: &IfNoneMatch, content: &impl Serialize) -> HttpResponse {
        self.answer_with(Some(PUBLIC), known, |mut answer| answer.json(content))
    }

    /// As [`answer`](Self::answer), with JSON that is written already.
    pub(crate) fn answer_bytes(&self, known: &IfNoneMatch, body: Bytes) -> HttpResponse {
        self.answer_with(None, known, |mut answer| {
            answer.insert_header((header::CONTENT_TYPE, JSON)).body(body)
        })
    }

    /// As [`answer_public`](Self::answer_public), with JSON that is written already.
    pub(crate) fn answer_public_bytes(&self, known: &IfNoneMatch, body: Bytes) -> HttpResponse {
        self.answer_with(Some(PUBLIC), known, |mut answer| {
            answer.insert_header((header::CONTENT_TYPE, JSON)).body(body)
        })
    }

    fn answer_with(
        &self,
        caching: Option<&'static str>,
        known: &IfNoneMatch,
        write: impl FnOnce(HttpResponseBuilder) -> HttpResponse,
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
        if had { answer.finish() } else { write(answer) }
    }
}

impl std::fmt::Display for ETag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The tag of the same state in another coding: `"x"` sent as gzip is `"x-gzip"`; none when it is weak.
pub(crate) fn coded(tag: &str, coding: &str) -> Option<String> {
    let opaque = tag.strip_prefix('"')?.strip_suffix('"')?;
    Some(format!("\"{opaque}-{coding}\""))
}

/// How a caller named the present tag, when it was in another coding.
pub(crate) fn as_named(present: &str, named: &str) -> Option<String> {
    let codings = CODINGS.iter().filter_map(|coding| coded(present, coding));
    codings.into_iter().find(|coded| named.contains(coded.as_str()))
}

/// The `If-Match` header, which a change needs: missing is 428.
#[derive(Clone, Debug)]
pub struct IfMatch(Tags);

impl IfMatch {
    /// Lets a change through only if the caller saw the present state.
    ///
    /// # Errors
    /// 412 when somebody changed it meanwhile.
    pub fn require(&self, present: &ETag) -> Result<(), ApiError> {
        if self.0.have(|tag| tag.strong_eq(&present.0)) {
            Ok(())
        } else {
            Err(stale(present))
        }
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
        let named = Tags::named(request, &header::IF_MATCH);
        ready(named.and_then(|named| named.map(Self).ok_or_else(missing)))
    }
}

fn missing() -> ApiError {
    let detail = Bilingual::new(
        "Indicate in If-Match l'ETag della risorsa che avete letto.",
        "Name in If-Match the ETag of the resource you read.",
    );
    ApiError::saying(ProblemCode::PreconditionRequired, detail)
}

/// The `If-None-Match` header, when the caller sent one.
#[derive(Clone, Debug)]
pub struct IfNoneMatch(Option<Tags>);

impl IfNoneMatch {
    /// What a request says that its caller has.
    ///
    /// # Errors
    /// 400 when the header cannot be read.
    pub(crate) fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        Tags::named(request, &header::IF_NONE_MATCH).map(Self)
    }

    /// Whether the caller already has this state.
    #[must_use]
    pub fn has(&self, present: &ETag) -> bool {
        let tags = self.0.as_ref();
        tags.is_some_and(|tags| tags.have(|tag| tag.weak_eq(&present.0)))
    }
}

impl FromRequest for IfNoneMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// What a condition names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Tags {
    /// Whatever there is.
    Any,
    /// One of these.
    Those(Vec<EntityTag>),
}

impl Tags {
    /// Those that a header names; none when it was not sent.
    fn named(request: &HttpRequest, name: &HeaderName) -> Result<Option<Self>, ApiError> {
        let mut lines = Vec::new();
        for line in request.headers().get_all(name) {
            lines.push(line.to_str().map_err(|_| unreadable(name))?);
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let text = lines.join(", ");
        let tags = (text.len() <= LONGEST).then(|| Self::read(&text)).flatten();
        tags.map(Some).ok_or_else(|| unreadable(name))
    }

    /// Reads all of a text as the contract says, or nothing.
    fn read(text: &str) -> Option<Self> {
        let mut rest = text.trim_matches([' ', '\t']);
        if rest == "*" {
            return Some(Self::Any);
        }
        let mut tags = Vec::new();
        loop {
            let (weak, quoted) = match rest.strip_prefix("W/") {
                Some(quoted) => (true, quoted),
                None => (false, rest),
            };
            let (opaque, after) = quoted.strip_prefix('"')?.split_once('"')?;
            if !opaque.bytes().all(|b| b.is_ascii_graphic()) {
                return None;
            }
            tags.push(EntityTag::new(weak, uncoded(opaque).to_owned()));
            let after = after.trim_start_matches([' ', '\t']);
            if after.is_empty() {
                return Some(Self::Those(tags));
            }
            rest = after.strip_prefix(',')?.trim_start_matches([' ', '\t']);
        }
    }

    fn have(&self, test: impl Fn(&EntityTag) -> bool) -> bool {
        match self {
            Self::Any => true,
            Self::Those(tags) => tags.iter().any(test),
        }
    }
}

/// The tag of a state, whatever coding it was sent in.
fn uncoded(opaque: &str) -> &str {
    let stripped = |coding: &&str| opaque.strip_suffix(*coding)?.strip_suffix('-');
    CODINGS.iter().find_map(stripped).unwrap_or(opaque)
}

fn unreadable(name: &HeaderName) -> ApiError {
    let detail = Bilingual::new(
        format!("{name}: serve un ETag tra virgolette, un elenco di ETag, o *."),
        format!("{name}: an ETag in quotes is needed, a list of them, or *."),
    );
    ApiError::saying(ProblemCode::InvalidHeader, detail)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use proptest::prelude::*;

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
    fn what_is_no_list_of_tags_is_400() {
        for odd in [
            "v3",
            "{}",
            "",
            "*, \"v3\"",
            "\"v3\" \"v4\"",
            "\"v3\",",
            "w/\"v3\"",
            "\"v 3\"",
        ] {
            assert_eq!(
                if_match(odd).unwrap_err().code(),
                ProblemCode::InvalidHeader,
                "{odd}"
            );
        }
    }

    #[test]
    fn the_tag_of_a_compressed_answer_names_the_same_state() {
        let present = ETag(EntityTag::new_strong("v3".to_owned()));
        assert_eq!(coded("\"v3\"", "gzip").as_deref(), Some("\"v3-gzip\""));
        assert!(if_match("\"v3-gzip\"").unwrap().require(&present).is_ok());
        assert!(if_match("\"v2-gzip\"").unwrap().require(&present).is_err());
        assert!(if_none_match("\"v2\" , \"v3-deflate\"").has(&present));
        assert!(!if_none_match("\"v3-other\"").has(&present));
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

    proptest! {
        #[test]
        fn no_condition_makes_the_reader_panic(odd in "[ -~]{0,80}", tags in "((W/)?\"[!-~]{0,9}\"[ ,]{0,2}){0,5}") {
            for text in [odd, tags] {
                let request = TestRequest::default().insert_header(("If-None-Match", text)).to_http_request();
                let _read = IfNoneMatch::from_request(&request, &mut Payload::None).into_inner();
            }
        }
    }
}
