//! Which requests are let in. It stands inside of what a browser needs to read a refusal.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use uuid::Uuid;

use super::limit::{self, Quota};
use super::request_id::RequestId;
use crate::context::{self, Context};
use crate::idempotency::IdempotencyKey;
use crate::problem::ApiError;

/// Lets a request in, with what its head tells of it, unless it is one too many or its head cannot be read.
///
/// # Errors
/// None of its own: a refusal is an answer.
pub async fn admit<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let exceeded = request
        .extensions()
        .get::<Quota>()
        .and_then(|quota| quota.exceeded);
    let refused = exceeded.map(limit::refusal);
    match refused.map_or_else(|| known(&request), Err) {
        Err(refusal) => Ok(request.error_response(refusal).map_into_right_body()),
        Ok(context) => Ok(context::within(context, next.call(request))
            .await?
            .map_into_left_body()),
    }
}

/// What is known of a request by its head.
fn known(request: &ServiceRequest) -> Result<Context, ApiError> {
    let id = request.extensions().get::<RequestId>().copied();
    Ok(Context {
        request: id.map_or(Uuid::nil(), |RequestId(id)| id),
        path: request.path().trim_start_matches("/v1").to_owned(),
        key: IdempotencyKey::of(request.method(), request.headers())?,
        address: format!("{} {}", request.method(), request.uri()),
        ..Context::default()
    })
}
