//! One administration.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::calendars;

use super::path::AdministrationPath;
use super::view::AdministrationView;
use crate::calendars::in_force;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show an administration
///
/// One public body, with its calendar and the way to its offices, services, charters and procedures.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_administration",
    security(()),
    params(AdministrationPath, IfNoneMatch),
    responses((status = 200, description = "The administration.", body = AdministrationView))
)]
#[get("/administrations/{administration}")]
pub async fn show_administration(
    state: web::Data<AppState>,
    Path(path): Path<AdministrationPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let now = state.clock().now();
    let whose = path.administration.clone();
    let (administration, calendars) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let administration = path.find(db)?;
            let calendars = calendars::history(db, &administration.code, None)?;
            Ok((administration, calendars))
        })
        .await?;
    let calendar = in_force(&calendars, now);
    let view = AdministrationView::of(&administration, calendar, state.links());
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
