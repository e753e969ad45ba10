//! What is outermost: every answer passes here last.

use std::time::Instant;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};
use tracing::Instrument;
use uuid::Uuid;

use super::limit::{Limiter, Quota};
use super::request_id::RequestId;
use super::{coding, headers, problems, request_id, trace};
use crate::connection::Exchange;
use crate::door::Client;
use crate::problem::{ApiError, ProblemCode};
use crate::state::AppState;
use crate::tracking::TriedCode;

/// Answers one request.
///
/// # Errors
/// None of its own: every refusal is an answer.
pub async fn around<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let started = Instant::now();
    if let Some(exchange) = request.conn_data::<Exchange>() {
        exchange.is_asked();
    }
    let id = request_id::of(&request);
    let counted = count(&request);
    let quota = counted.map(|(_, quota)| quota);
    let method = request.method().clone();
    if method == Method::HEAD {
        // A HEAD is answered as its GET; the connection leaves the body out.
        request.head_mut().method = Method::GET;
    }
    let answer = match at_hand(&request, quota.as_ref()) {
        Some(found) => request.into_response(found).map_into_right_body(),
        None => {
            tell(&request, id, counted);
            let answer = next.call(request).instrument(trace::span(id)).await?;
            answer.map_into_left_body()
        }
    };
    count_unknown_code(&answer);
    let mut answer = problems::write(answer, id);
    coding::tag(&mut answer);
    headers::stamp(&mut answer, id, quota.as_ref());
    trace::record(&answer, &method, id, started.elapsed());
    Ok(answer)
}

/// The answer, where it is kept in memory and the client may have it.
fn at_hand(request: &ServiceRequest, quota: Option<&Quota>) -> Option<HttpResponse> {
    if quota.is_some_and(|quota| quota.exceeded.is_some()) {
        return None;
    }
    let state = request.app_data::<web::Data<AppState>>()?;
    state.at_hand(request.request())
}

/// Counts the request of its client, and says what is left.
fn count(request: &ServiceRequest) -> Option<(Client, Quota)> {
    let limiter = request.app_data::<web::Data<Limiter>>()?;
    let state = request.app_data::<web::Data<AppState>>()?;
    let client = state.door().client(request);
    Some((client, limiter.take(client)))
}

/// What is known of the request goes with it: what is left is for [`super::admit`] to heed.
fn tell(request: &ServiceRequest, id: Uuid, counted: Option<(Client, Quota)>) {
    let mut extensions = request.extensions_mut();
    extensions.insert(RequestId(id));
    if let Some((client, quota)) = counted {
        extensions.insert(client);
        extensions.insert(quota);
    }
}

/// Counts a tracking code that opened nothing. One that has not the shape of a code was no attempt.
fn count_unknown_code<B>(answer: &ServiceResponse<B>) {
    let error = answer.response().error();
    let refusal = error.and_then(|error| error.as_error::<ApiError>());
    let unknown = refusal.is_some_and(|refusal| refusal.code() == ProblemCode::TrackingCodeUnknown);
    let extensions = answer.request().extensions();
    if unknown
        && extensions.contains::<TriedCode>()
        && let Some(client) = extensions.get::<Client>()
        && let Some(state) = answer.request().app_data::<web::Data<AppState>>()
    {
        state.door().count_unknown_code(*client);
    }
}
