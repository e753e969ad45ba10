//! The offices of an administration.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_persistence::offices;

use super::view::OfficeView;
use crate::administrations::AdministrationPath;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::ApiError;
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
    let (administration, rows) = state
        .read(move |db| {
            let administration = path.find(db)?;
            let rows = offices::list(db, &administration.code)?;
            Ok((administration, rows))
        })
        .await?;
    let page = short_list::page(
        rows,
        &asked,
        &state.links().this(&request),
        |row| row.value.code.as_str(),
        |row| OfficeView::of(&administration, &row.value, state.links()),
    )?;
    Ok(public(&page))
}
