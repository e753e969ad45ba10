//! What is outermost: every answer passes here last.

use std::time::Instant;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use tracing::Instrument;

use super::limit::{Limiter, Quota};
use super::{coding, headers, problems, request_id, trace};

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
    let quota = quota(&request);
    let method = request.method().clone();
    if method == Method::HEAD {
        // A HEAD is answered as its GET; the connection leaves the body out.
        request.head_mut().method = Method::GET;
    }
    let answer = next
        .call(request)
        .instrument(trace::span(id))
        .await?
        .map_into_left_body();
    let mut answer = problems::write(answer, id);
    coding::tag(&mut answer);
    headers::stamp(&mut answer, id, quota.as_ref());
    trace::record(&answer, &method, id, started.elapsed());
    Ok(answer)
}

/// Counts the request; what is left goes with it, for [`super::admit`] to heed.
fn quota(request: &ServiceRequest) -> Option<Quota> {
    let limiter = request.app_data::<web::Data<Limiter>>()?;
    let quota = limiter.take(request.peer_addr());
    request.extensions_mut().insert(quota);
    Some(quota)
}
