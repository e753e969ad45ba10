//! The offices of an administration.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_persistence::{calendars, offices};

use super::view::OfficeView;
use crate::administrations::AdministrationPath;
use crate::calendars::in_force;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::short_list::{self, PageQuery, public};
use crate::state::AppState;

/// List the offices
///
/// The offices of an administration with their opening hours, in the order of its charter.
#[utoipa::path(
    tag = "administrations",
    operation_id = "list_offices",
    security(()),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of offices.", body = Page<OfficeView>))
)]
#[get("/administrations/{administration}/offices")]
pub async fn list_offices(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = query.read()?;
    let now = state.clock().now();
    let whose = path.administration.clone();
    let (administration, rows, calendars) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let administration = path.find(db)?;
            let rows = offices::list(db, &administration.code)?;
            let calendars = calendars::of_offices(db, &administration.code)?;
            Ok((administration, rows, calendars))
        })
        .await?;
    let page = short_list::page(
        rows,
        &asked,
        &state.links().this(&request),
        |row| row.value.code.as_str(),
        |row| {
            let calendars = calendars.get(row.value.code.as_str());
            let calendar = calendars.map_or(&administration.calendar, |calendars| in_force(calendars, now));
            OfficeView::of(&administration, &row.value, calendar, state.links())
        },
    )?;
    Ok(public(&page))
}
