//! Whether the service works.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{Line, Moment};
use crate::problem::ApiError;
use crate::state::AppState;

/// The state of the service.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({ "status": "ok", "version": "0.1.0", "now": "2026-11-20T10:30:00Z" }))]
pub struct ServiceStatus {
    /// That it works.
    pub status: Works,
    /// The version of the program.
    pub version: Line<1, 32>,
    /// The moment by the service's clock.
    pub now: Moment,
}

/// That the service works; when it does not, a problem is answered instead.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Works {
    /// The service answers and so does its database.
    Ok,
}

/// The state of the service
///
/// Answers 200 when the service and its database work, and 503 when the database does not answer.
#[utoipa::path(
    tag = "service",
    operation_id = "show_status",
    security(()),
    responses((status = 200, description = "The service works.", body = ServiceStatus))
)]
#[get("/status")]
pub(crate) async fn show_status(state: web::Data<AppState>) -> Result<HttpResponse, ApiError> {
    state.read(|_| Ok(())).await?;
    let status = ServiceStatus {
        status: Works::Ok,
        version: env!("CARGO_PKG_VERSION").into(),
        now: Moment(state.clock().now()),
    };
    Ok(HttpResponse::Ok().json(status))
}
