//! The procedures of an administration.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_persistence::procedures;

use super::view::ProcedureView;
use crate::administrations::AdministrationPath;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::short_list::{self, PageQuery, public};
use crate::state::AppState;

/// List the procedures
///
/// The kinds of case that an administration takes, with what each asks and the terms it runs.
#[utoipa::path(
    tag = "administrations",
    operation_id = "list_procedures",
    security(()),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of procedures.", body = Page<ProcedureView>))
)]
#[get("/administrations/{administration}/procedures")]
pub async fn list_procedures(
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
            let rows = procedures::list(db, &administration)?;
            Ok((administration, rows))
        })
        .await?;
    let page = short_list::page(
        rows,
        &asked,
        &state.links().this(&request),
        |row| row.value.code.as_str(),
        |row| ProcedureView::of(&administration, &row.value, state.links()),
    )?;
    Ok(public(&page))
}
