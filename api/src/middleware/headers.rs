//! The headers of every answer.

use actix_web::dev::ServiceResponse;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, LINK, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use uuid::Uuid;

use super::limit::Quota;
use super::request_id;

/// What a page of data may do in a browser: nothing.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// What the documentation pages may do: run their own scripts, ask this service.
const DOCUMENTATION: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
);

const RATELIMIT_LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const RATELIMIT_REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RATELIMIT_RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// Sets them, save those that the handler set itself.
pub(super) fn stamp<B>(answer: &mut ServiceResponse<B>, id: Uuid, quota: Option<&Quota>) {
    let policy = if answer.request().path().starts_with("/docs") {
        DOCUMENTATION
    } else {
        NOTHING
    };
    let headers = answer.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        LINK,
        HeaderValue::from_static("</v1/openapi.json>; rel=\"service-desc\""),
    );
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    let coded = |value: &HeaderValue| {
        value
            .to_str()
            .is_ok_and(|value| value.eq_ignore_ascii_case("accept-encoding"))
    };
    if !headers.get_all(VARY).any(coded) {
        headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Ok(id) = HeaderValue::from_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer())) {
        headers.insert(request_id::NAME, id);
    }
    if let Some(quota) = quota {
        headers.insert(RATELIMIT_LIMIT, quota.limit.into());
        headers.insert(RATELIMIT_REMAINING, quota.remaining.into());
        headers.insert(RATELIMIT_RESET, quota.reset.into());
    }
}
