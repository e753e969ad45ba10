//! The administrations of this installation.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::{administrations, calendars};

use super::view::AdministrationView;
use crate::calendars::in_force;
use crate::extract::Query;
use crate::page::{Page, PageRequest};
use crate::problem::ApiError;
use crate::short_list::{PageQuery, public};
use crate::state::AppState;

/// List administrations
///
/// The public bodies whose charters this installation keeps, by code.
#[utoipa::path(
    tag = "administrations",
    operation_id = "list_administrations",
    security(()),
    params(PageQuery),
    responses((status = 200, description = "A page of administrations.", body = Page<AdministrationView>))
)]
#[get("/administrations")]
pub async fn list_administrations(
    state: web::Data<AppState>,
    request: HttpRequest,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = PageRequest::<AdministrationCode>::read(query.limit, query.cursor.as_ref())?;
    let limit = asked.limit;
    let now = state.clock().now();
    let (rows, calendars) = state
        .read(move |db| {
            let rows = administrations::list(db, asked.after.as_ref(), i64::from(asked.limit) + 1)?;
            let codes: Vec<&str> = rows.iter().map(|row| row.value.code.as_str()).collect();
            let calendars = calendars::of_administrations(db, &codes)?;
            Ok((rows, calendars))
        })
        .await?;
    let page = Page::of(
        rows,
        limit,
        state.links().this(&request).as_str(),
        |row| row.value.code.clone(),
        |row| {
            let calendars = calendars.get(row.value.code.as_str());
            let calendar = calendars.map_or(&row.value.calendar, |calendars| in_force(calendars, now));
            AdministrationView::of(&row.value, calendar, state.links())
        },
    )?;
    Ok(public(&page))
}
