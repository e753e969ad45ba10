//! The id of each request.

use std::future::{Ready, ready};

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::HeaderName;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use uuid::Uuid;

use crate::problem::ApiError;
use crate::state::AppState;

/// The header that carries it, both ways.
pub(super) const NAME: HeaderName = HeaderName::from_static("request-id");

/// The id of the request being answered, for handlers that pass it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

impl FromRequest for RequestId {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request.extensions().get::<Self>().copied();
        ready(known.ok_or_else(|| ApiError::internal("the request has no id")))
    }
}

/// The id the client gave, when it is a UUID, else a new one.
pub(super) fn of(request: &ServiceRequest) -> Uuid {
    given(request).unwrap_or_else(|| fresh(request))
}

fn given(request: &ServiceRequest) -> Option<Uuid> {
    let text = request.headers().get(NAME)?.to_str().ok()?;
    if text.len() == 36 {
        Uuid::try_parse(text).ok()
    } else {
        None
    }
}

fn fresh(request: &ServiceRequest) -> Uuid {
    request
        .app_data::<web::Data<AppState>>()
        .map_or(Uuid::nil(), |state| state.randomness().id(state.clock().now()))
}
