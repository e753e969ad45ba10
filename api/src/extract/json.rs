//! A JSON body, read and validated.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::rt::time::timeout;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::{DeserializeOwned, IgnoredAny};
use sha2::{Digest, Sha256};
use validator::Validate;

use super::objects::Objects;
use super::{pointer, shape_error};
use crate::context;
use crate::language::Bilingual;
use crate::problem::{ApiError, FieldError, ProblemCode};

/// How slowly a body may arrive; how large it may be is actix's `PayloadConfig`.
#[derive(Clone, Copy, Debug)]
pub struct JsonLimits {
    /// The longest time a body may take to arrive.
    pub patience: Duration,
}

/// A JSON body that has the right shape and whose every field is within its bounds.
///
/// Refused with 415 (another media type), 413 (too large), 408 (too slow), 400 (not JSON, or a member missing, unknown or
/// of another type, named by its pointer) and 422 (every field out of its bounds, named by its pointer).
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T> Json<T> {
    /// What was read.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if !is_json(request) {
            return Box::pin(std::future::ready(Err(unsupported())));
        }
        let body = arriving(request, payload);
        Box::pin(async move { read(&body.await?).map(Self) })
    }
}

/// A JSON body that may be left out; one that is sent is read and refused as [`Json`] is.
#[derive(Clone, Debug)]
pub struct OptionalJson<T>(pub Option<T>);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for OptionalJson<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let typed = is_json(request);
        let body = arriving(request, payload);
        Box::pin(async move {
            match body.await? {
                nothing if nothing.is_empty() => Ok(Self(None)),
                _ if !typed => Err(unsupported()),
                bytes => read(&bytes).map(|body| Self(Some(body))),
            }
        })
    }
}

/// The bytes of a body, as they arrive.
fn arriving(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<web::Bytes, ApiError>> + use<> {
    let patience = request.app_data::<JsonLimits>().map(|limits| limits.patience);
    let bytes = web::Bytes::from_request(request, payload);
    async move {
        let arrived = match patience {
            Some(patience) => timeout(patience, bytes)
                .await
                .map_err(|_| ApiError::new(ProblemCode::RequestTimeout))?,
            None => bytes.await,
        };
        let bytes = arrived.map_err(unreadable)?;
        context::tell_body(|| Sha256::digest(&bytes).into());
        Ok(bytes)
    }
}

/// Reads and validates a body.
pub(crate) fn read<T: DeserializeOwned + Validate>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(Objects(&mut deserializer)).map_err(|error| named::<T>(bytes, error))?;
    deserializer.end().map_err(|error| malformed(&error))?;
    value.validate().map_err(|errors| {
        ApiError::saying(
            ProblemCode::ValidationFailed,
            Bilingual::new(
                "Uno o più campi non sono ammessi.",
                "One or more fields are refused.",
            ),
        )
        .with_fields(pointer::refused_fields(&errors))
    })?;
    Ok(value)
}

/// What a body is refused for, with its place: to know it each member has to be followed, which costs more than to read it, so
/// that a body is read again when it is refused.
fn named<T: DeserializeOwned>(bytes: &[u8], error: serde_json::Error) -> ApiError {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize::<_, T>(Objects(&mut deserializer)) {
        Err(error) => misshapen(bytes, &error),
        Ok(_) => malformed(&error),
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let Ok(Some(media)) = request.mime_type() else {
        return false;
    };
    media.type_() == "application"
        && (media.subtype() == "json" || media.suffix().is_some_and(|s| s == "json"))
}

fn unsupported() -> ApiError {
    let detail = Bilingual::new(
        "Il corpo deve essere application/json.",
        "The body must be application/json.",
    );
    ApiError::saying(ProblemCode::UnsupportedMediaType, detail).with_header("Accept-Post", "application/json")
}

fn unreadable(error: actix_web::Error) -> ApiError {
    match error.as_error::<PayloadError>() {
        Some(PayloadError::Overflow) => ApiError::new(ProblemCode::PayloadTooLarge),
        _ => ApiError::new(ProblemCode::MalformedJson).because(error.to_string()),
    }
}

/// What the body's shape is refused for. Of a number where a word is listed serde_json says that it cannot be read at all:
/// whether the body is JSON, the body tells.
fn misshapen(bytes: &[u8], error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    let inner = error.inner();
    if !inner.is_data() && serde_json::from_slice::<IgnoredAny>(bytes).is_err() {
        return malformed(inner);
    }
    refused(shape_error::field(error.path(), inner))
}

/// One member that has not the shape of what is asked.
fn refused(field: FieldError) -> ApiError {
    let at = |said: &str| match field.pointer.as_str() {
        "" => said.to_owned(),
        pointer => format!("{pointer}: {said}"),
    };
    let detail = Bilingual::new(at(&field.detail.it), at(&field.detail.en));
    ApiError::saying(ProblemCode::InvalidBody, detail).with_fields(vec![field])
}

fn malformed(error: &serde_json::Error) -> ApiError {
    let (line, column) = (error.line(), error.column());
    let detail = Bilingual::new(
        format!("Il corpo non è JSON: la lettura si ferma alla riga {line}, colonna {column}."),
        format!("The body is not JSON: reading stops at line {line}, column {column}."),
    );
    ApiError::saying(ProblemCode::MalformedJson, detail)
}
