//! The calendar of an office.

use actix_web::{HttpResponse, get, web};

use super::place::Place;
use super::show::CalendarQuery;
use super::view::CalendarVersionView;
use crate::etag::IfNoneMatch;
use crate::extract::{Path, Query};
use crate::offices::OfficePath;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show the calendar of an office
///
/// The calendar by which an office works today, or on the day named; it is the administration's where the office has none of its
/// own. The `ETag` of today's is what a change names in `If-Match`.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_office_calendar",
    security(()),
    params(OfficePath, CalendarQuery, IfNoneMatch),
    responses((status = 200, description = "The calendar.", body = CalendarVersionView))
)]
#[get("/administrations/{administration}/offices/{office}/calendar")]
pub async fn show_office_calendar(
    state: web::Data<AppState>,
    Path(path): Path<OfficePath>,
    known: IfNoneMatch,
    Query(query): Query<CalendarQuery>,
) -> Result<HttpResponse, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let whose = path.administration.clone();
    let view = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let place = Place::of_office(db, &path)?;
            let versions = place.versions(db)?;
            CalendarVersionView::of(&place, &versions, query.on.map(|on| on.0), now, &links)
        })
        .await?;
    Ok(view.tag()?.answer_public(&known, &view))
}
