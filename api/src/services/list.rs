//! The services of an administration.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_persistence::services;

use super::view::ServiceView;
use crate::administrations::AdministrationPath;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::short_list::{self, PageQuery, public};
use crate::state::AppState;

/// List the services
///
/// The service cards of an administration, in the order of its charters.
#[utoipa::path(
    tag = "administrations",
    operation_id = "list_services",
    security(()),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of services.", body = Page<ServiceView>))
)]
#[get("/administrations/{administration}/services")]
pub async fn list_services(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = query.read()?;
    let whose = path.administration.clone();
    let (administration, rows) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let administration = path.find(db)?.code;
            let rows = services::list(db, &administration)?;
            Ok((administration, rows))
        })
        .await?;
    let page = short_list::page(
        rows,
        &asked,
        &state.links().this(&request),
        |row| row.value.code.as_str(),
        |row| ServiceView::of(&administration, &row.value, state.links()),
    )?;
    Ok(public(&page))
}
