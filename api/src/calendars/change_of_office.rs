//! Changing the calendar of an office.

use actix_web::{put, web};

use super::change::CalendarChangeQuery;
use super::decide::decide;
use super::place::Place;
use super::view::{CalendarBecomes, CalendarChangeView};
use crate::answer::Written;
use crate::auth::{EditCatalogue, May};
use crate::etag::IfMatch;
use crate::extract::{Json, Path, Query};
use crate::offices::OfficePath;
use crate::problem::ApiError;
use crate::state::AppState;

/// Change the calendar of an office
///
/// Adds a version that holds from a day on. An office that worked by the calendar of its administration has one of its own from
/// then on and follows the other no more. The deadlines that still run and are due on that day or later are computed anew; each that
/// moves is told in the events of its case. With `dry_run` the same answer comes and nothing is kept.
#[utoipa::path(
    tag = "administrations",
    operation_id = "change_office_calendar",
    security(("token" = ["editor"])),
    params(OfficePath, IfMatch, CalendarChangeQuery),
    responses((status = 200, description = "The new version and the deadlines that it moves.", body = CalendarChangeView))
)]
#[put("/administrations/{administration}/offices/{office}/calendar")]
pub async fn change_office_calendar(
    state: web::Data<AppState>,
    who: May<EditCatalogue>,
    Path(path): Path<OfficePath>,
    seen: IfMatch,
    Query(query): Query<CalendarChangeQuery>,
    Json(body): Json<CalendarBecomes>,
) -> Result<Written, ApiError> {
    let dry_run = query.dry_run.unwrap_or(false);
    let place = move |db: &mut _| Place::of_office(db, &path);
    decide(&state, who.into_principal(), seen, dry_run, body, place).await
}
