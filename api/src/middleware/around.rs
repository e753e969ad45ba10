//! The one middleware.

use std::time::Instant;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, web};
use tracing::Instrument;

use super::limit::Limiter;
use super::{headers, limit, problems, request_id, trace};
use crate::context::{self, Context};
use crate::idempotency::IdempotencyKey;
use crate::problem::ApiError;

/// Answers one request.
///
/// # Errors
/// None of its own: every refusal is an answer.
pub async fn around<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let started = Instant::now();
    let id = request_id::assign(&request);
    let quota = request
        .app_data::<web::Data<Limiter>>()
        .map(|limiter| limiter.take(request.peer_addr()));
    let method = request.method().clone();
    if method == Method::HEAD {
        // A HEAD is answered as its GET; the connection leaves the body out.
        request.head_mut().method = Method::GET;
    }
    let refused = quota.and_then(|quota| quota.exceeded).map(limit::refusal);
    let answer = match refused.map_or_else(|| known(&request), Err) {
        Err(refusal) => request.error_response(refusal).map_into_right_body(),
        Ok(context) => context::within(context, next.call(request))
            .instrument(trace::span(id))
            .await?
            .map_into_left_body(),
    };
    let mut answer = problems::write(answer, id);
    headers::stamp(&mut answer, id, quota.as_ref());
    trace::record(&answer, &method, id, started.elapsed());
    Ok(answer)
}

/// What is known of a request by its head.
fn known(request: &ServiceRequest) -> Result<Context, ApiError> {
    Ok(Context {
        key: IdempotencyKey::of(request.method(), request.headers())?,
        address: format!("{} {}", request.method(), request.uri()),
        ..Context::default()
    })
}
