//! The versions of the calendar of an office.

use actix_web::{HttpResponse, get, web};

use super::place::Place;
use super::view::CalendarVersions;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::offices::OfficePath;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// List the versions of the calendar of an office
///
/// Every version by which the office ever worked, the newest first, those that came from its administration included.
#[utoipa::path(
    tag = "administrations",
    operation_id = "list_office_calendar_versions",
    security(()),
    params(OfficePath, IfNoneMatch),
    responses((status = 200, description = "The versions.", body = CalendarVersions))
)]
#[get("/administrations/{administration}/offices/{office}/calendar/versions")]
pub async fn list_office_calendar_versions(
    state: web::Data<AppState>,
    Path(path): Path<OfficePath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let whose = path.administration.clone();
    let view = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let place = Place::of_office(db, &path)?;
            Ok(CalendarVersions::of(&place, &place.versions(db)?, &links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
