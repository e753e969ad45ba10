//! The calendar of an administration.

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::place::Place;
use super::view::CalendarVersionView;
use crate::administrations::AdministrationPath;
use crate::bounded::Day;
use crate::etag::IfNoneMatch;
use crate::extract::{Path, Query};
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// On which day.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// The day on which the calendar holds; today when absent.
    #[param(example = "2027-01-01")]
    pub on: Option<Day>,
}

/// Show the calendar of an administration
///
/// The calendar that holds today, or on the day named: zone, working days, opening hours, closures, holidays, with its version and
/// the day from which it holds. The `ETag` of today's is what a change names in `If-Match`.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_administration_calendar",
    security(()),
    params(AdministrationPath, CalendarQuery, IfNoneMatch),
    responses((status = 200, description = "The calendar.", body = CalendarVersionView))
)]
#[get("/administrations/{administration}/calendar")]
pub async fn show_administration_calendar(
    state: web::Data<AppState>,
    Path(path): Path<AdministrationPath>,
    known: IfNoneMatch,
    Query(query): Query<CalendarQuery>,
) -> Result<HttpResponse, ApiError> {
    let (now, links) = (state.clock().now(), state.links().clone());
    let whose = path.administration.clone();
    let view = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let place = Place::of_administration(db, &path)?;
            let versions = place.versions(db)?;
            CalendarVersionView::of(&place, &versions, query.on.map(|on| on.0), now, &links)
        })
        .await?;
    Ok(view.tag()?.answer_public(&known, &view))
}
