//! The id of each request.

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage, web};
use uuid::Uuid;

use crate::state::AppState;

/// The header that carries it, both ways.
pub(super) const NAME: &str = "request-id";

/// The id of the request being answered, for handlers that pass it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// The id the client gave, when it is a UUID, else a new one.
pub(super) fn assign(request: &ServiceRequest) -> Uuid {
    let id = given(request).unwrap_or_else(|| fresh(request));
    request.extensions_mut().insert(RequestId(id));
    id
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
