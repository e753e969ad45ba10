//! One service.

use actix_web::{HttpResponse, get, web};

use super::path::ServicePath;
use super::view::ServiceView;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show a service
///
/// One service card: what is offered, to whom, how, with what, in what time, at what cost.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_service",
    security(()),
    params(ServicePath, IfNoneMatch),
    responses((status = 200, description = "The service.", body = ServiceView))
)]
#[get("/administrations/{administration}/services/{service}")]
pub async fn show_service(
    state: web::Data<AppState>,
    Path(path): Path<ServicePath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let whose = path.administration.clone();
    let (administration, service) = state
        .read_public(&whose, Shows::TheDay, move |db| path.find(db))
        .await?;
    let view = ServiceView::of(&administration.code, &service, state.links());
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
