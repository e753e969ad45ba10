//! Changing the calendar of an administration.

use actix_web::{put, web};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::decide::decide;
use super::place::Place;
use super::view::{CalendarBecomes, CalendarChangeView};
use crate::administrations::AdministrationPath;
use crate::answer::Written;
use crate::auth::{EditCatalogue, May};
use crate::etag::IfMatch;
use crate::extract::{Json, Path, Query};
use crate::problem::ApiError;
use crate::state::AppState;

/// Whether to keep the change.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarChangeQuery {
    /// Only shows which deadlines would move; nothing is kept.
    #[param(example = true)]
    pub dry_run: Option<bool>,
}

/// Change the calendar of an administration
///
/// Adds a version that holds from a day on, for the administration and for its offices without a calendar of their own. The
/// deadlines that still run and are due on that day or later are computed anew; each that moves is told in the events of its case,
/// with its old and its new date. With `dry_run` the same answer comes and nothing is kept.
#[utoipa::path(
    tag = "administrations",
    operation_id = "change_administration_calendar",
    security(("token" = ["editor"])),
    params(AdministrationPath, IfMatch, CalendarChangeQuery),
    responses((status = 200, description = "The new version and the deadlines that it moves.", body = CalendarChangeView))
)]
#[put("/administrations/{administration}/calendar")]
pub async fn change_administration_calendar(
    state: web::Data<AppState>,
    who: May<EditCatalogue>,
    Path(path): Path<AdministrationPath>,
    seen: IfMatch,
    Query(query): Query<CalendarChangeQuery>,
    Json(body): Json<CalendarBecomes>,
) -> Result<Written, ApiError> {
    let dry_run = query.dry_run.unwrap_or(false);
    let place = move |db: &mut _| Place::of_administration(db, &path);
    decide(&state, who.into_principal(), seen, dry_run, body, place).await
}
