//! The charters of an administration.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::charters::edition_in_force;
use cartaviva_persistence::charters;

use super::file::calendar;
use super::view::CharterView;
use crate::administrations::AdministrationPath;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::short_list::{self, PageQuery, public};
use crate::state::AppState;

/// List the charters
///
/// The charters of an administration, each with the edition in force today.
#[utoipa::path(
    tag = "charters",
    operation_id = "list_charters",
    security(()),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of charters.", body = Page<CharterView>))
)]
#[get("/administrations/{administration}/charters")]
pub async fn list_charters(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = query.read()?;
    let whose = path.administration.clone();
    let (administration, rows) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let administration = path.find(db)?;
            let rows = charters::list(db, &administration.code)?;
            Ok((administration, rows))
        })
        .await?;
    let today = calendar(&administration)?.date_of(state.clock().now());
    let page = short_list::page(
        rows,
        &asked,
        &state.links().this(&request),
        |row| row.value.code.as_str(),
        |row| {
            let edition = edition_in_force(&row.value.editions, today);
            CharterView::of(&administration.code, &row.value, edition, today, state.links())
        },
    )?;
    Ok(public(&page))
}
