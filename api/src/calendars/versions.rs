//! The versions of the calendar of an administration.

use actix_web::{HttpResponse, get, web};

use super::place::Place;
use super::view::CalendarVersions;
use crate::administrations::AdministrationPath;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// List the versions of the calendar of an administration
///
/// Every version that was ever decided, the newest first, each with the day from which it holds and why it was decided. None is
/// ever changed: a deadline can be explained by the one that it was computed by.
#[utoipa::path(
    tag = "administrations",
    operation_id = "list_administration_calendar_versions",
    security(()),
    params(AdministrationPath, IfNoneMatch),
    responses((status = 200, description = "The versions.", body = CalendarVersions))
)]
#[get("/administrations/{administration}/calendar/versions")]
pub async fn list_administration_calendar_versions(
    state: web::Data<AppState>,
    Path(path): Path<AdministrationPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let whose = path.administration.clone();
    let view = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let place = Place::of_administration(db, &path)?;
            Ok(CalendarVersions::of(&place, &place.versions(db)?, &links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
