//! The headers of every answer.

use actix_web::dev::ServiceResponse;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, LINK, REFERRER_POLICY, VARY,
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
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(HeaderName::from_static(request_id::NAME), id);
    }
    if let Some(quota) = quota {
        number(headers, "ratelimit-limit", quota.limit);
        number(headers, "ratelimit-remaining", quota.remaining);
        number(headers, "ratelimit-reset", quota.reset);
    }
}

fn number(headers: &mut HeaderMap, name: &'static str, value: u32) {
    headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
}
