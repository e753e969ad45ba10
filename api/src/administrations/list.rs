//! The administrations of this installation.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::administrations;

use super::view::AdministrationView;
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
    let rows = state
        .read(move |db| {
            Ok(administrations::list(
                db,
                asked.after.as_ref(),
                i64::from(asked.limit) + 1,
            )?)
        })
        .await?;
    let page = Page::of(
        rows,
        limit,
        state.links().this(&request).as_str(),
        |row| row.value.code.clone(),
        |row| AdministrationView::of(&row.value, state.links()),
    )?;
    Ok(public(&page))
}
