//! Answers that are compressed on their way, because the caller reads such.

use actix_web::Error;
use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_ENCODING, ContentEncoding, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH,
};
use actix_web::middleware::Next;

use crate::etag;

/// The least length that is worth compressing, in bytes.
pub(crate) const WORTH_COMPRESSING: u64 = 1_024;

/// The header that digests the bytes as they are sent (RFC 9530): they must not be changed any more.
const DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// Leaves alone what gains nothing by being compressed, or was digested as it is.
///
/// # Errors
/// None of its own.
pub async fn fit<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let mut answer = next.call(request).await?;
    let short = matches!(answer.response().body().size(), BodySize::Sized(size) if size < WORTH_COMPRESSING);
    if short || answer.headers().contains_key(DIGEST) {
        let as_it_is = HeaderValue::from_static(ContentEncoding::Identity.as_str());
        answer.headers_mut().insert(CONTENT_ENCODING, as_it_is);
    }
    Ok(answer)
}

/// Gives each coding of an answer a tag of its own (RFC 9110 §8.8.3.3): the bytes differ, so must the tags.
pub(super) fn tag<B>(answer: &mut ServiceResponse<B>) {
    let status = answer.status();
    let headers = answer.headers_mut();
    let coding = match headers
        .get(CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok())
    {
        Some("identity") => {
            headers.remove(CONTENT_ENCODING);
            None
        }
        Some(coding) => Some(coding.to_owned()),
        None => None,
    };
    if coding.is_none() && status != StatusCode::NOT_MODIFIED {
        return;
    }
    let Some(plain) = text(headers, &ETAG) else {
        return;
    };
    let had = asked_with(answer);
    let coded = match coding {
        Some(coding) => etag::coded(&plain, &coding),
        None => had.and_then(|had| etag::as_named(&plain, &had)),
    };
    if let Some(coded) = coded.and_then(|coded| HeaderValue::try_from(coded).ok()) {
        answer.headers_mut().insert(ETAG, coded);
    }
}

/// The tags that the caller already has.
fn asked_with<B>(answer: &ServiceResponse<B>) -> Option<String> {
    text(answer.request().headers(), &IF_NONE_MATCH)
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}
