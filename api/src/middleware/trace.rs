//! One line in the log for each request: what was asked, what was answered, how long it took. Never a query, a body, a token
//! or an id in the path: they may be personal data. A system that calls with a voucher is named: that is a body, no person.

use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use tracing::{Level, Span, error, info, info_span};
use uuid::Uuid;

use crate::auth::Consumer;
use crate::problem::ApiError;

/// The span in which a request is answered.
pub(super) fn span(id: Uuid) -> Span {
    info_span!("request", %id)
}

/// Writes the line.
pub(super) fn record<B>(answer: &ServiceResponse<B>, method: &Method, id: Uuid, took: Duration) {
    if !tracing::enabled!(Level::INFO) && !answer.status().is_server_error() {
        return;
    }
    let route = answer.request().match_pattern();
    let route = route.as_deref().unwrap_or("unknown");
    let status = answer.status().as_u16();
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let refusal = answer
        .response()
        .error()
        .and_then(|error| error.as_error::<ApiError>());
    let code = refusal.map(|refusal| refusal.code().row().name);
    let cause = refusal.and_then(ApiError::cause);
    let extensions = answer.request().extensions();
    let caller = extensions.get::<Consumer>();
    let consumer = caller.map(|caller| caller.consumer.as_str());
    let purpose = caller.map(|caller| caller.purpose.as_str());
    if answer.status().is_server_error() {
        error!(%id, %method, route, status, took_us, code, cause, consumer, purpose, "request failed");
    } else {
        info!(%id, %method, route, status, took_us, code, cause, consumer, purpose, "request answered");
    }
}
