//! Writes every refusal as a problem, in the caller's language.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, VARY};
use uuid::Uuid;

use crate::language::{Language, preferred};
use crate::problem::{ApiError, Problem, ProblemCode};

/// The media type of problems.
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// An answer whose body may have been replaced by a problem.
pub(super) type Answer<B> = ServiceResponse<EitherBody<B, BoxBody>>;

/// The same answer, or the problem that it is. The error stays with the answer, so that the log can tell its cause.
pub(super) fn write<B: MessageBody>(answer: Answer<B>, id: Uuid) -> Answer<B> {
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let (request, mut response) = answer.into_parts();
    let language = preferred(&request);
    let foreign = ApiError::new(code_of(status));
    let error = response
        .error()
        .and_then(|error| error.as_error::<ApiError>())
        .unwrap_or(&foreign);
    let headers = headers_of(error, language);
    let (status, body) = (error.code().status(), body(error, language, id));
    *response.status_mut() = status;
    for (name, value) in headers {
        response.headers_mut().insert(name, value);
    }
    response
        .headers_mut()
        .append(VARY, HeaderValue::from_static("accept-language"));
    ServiceResponse::new(request, response.set_body(EitherBody::right(BoxBody::new(body))))
}

/// The code of a refusal that did not come from here but from the library beneath.
fn code_of(status: StatusCode) -> ProblemCode {
    match status {
        StatusCode::NOT_FOUND => ProblemCode::PathNotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::PayloadTooLarge,
        StatusCode::REQUEST_TIMEOUT => ProblemCode::RequestTimeout,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMediaType,
        status if status.is_client_error() => ProblemCode::InvalidHeader,
        StatusCode::SERVICE_UNAVAILABLE => ProblemCode::Unavailable,
        _ => ProblemCode::InternalError,
    }
}

fn headers_of(error: &ApiError, language: Language) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, MEDIA_TYPE);
    headers.insert(
        CONTENT_LANGUAGE,
        HeaderValue::from_static(crate::language::tag(language)),
    );
    for (name, value) in error.headers() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    headers
}

fn body(error: &ApiError, language: Language, id: Uuid) -> Vec<u8> {
    serde_json::to_vec(&Problem::of(error, language, id)).unwrap_or_default()
}
