//! The editions of a charter.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::path::CharterPath;
use super::view::EditionView;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::short_list::{self, PageQuery, public};
use crate::state::AppState;

/// List the editions of a charter
///
/// Every edition, oldest first: the act that approved it, since when it holds, when it is to be reviewed.
#[utoipa::path(
    tag = "charters",
    operation_id = "list_editions",
    security(()),
    params(CharterPath, PageQuery),
    responses((status = 200, description = "A page of editions.", body = Page<EditionView>))
)]
#[get("/administrations/{administration}/charters/{charter}/editions")]
pub async fn list_editions(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<CharterPath>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = query.read()?;
    let whose = path.administration.clone();
    let file = state
        .read_public(&whose, Shows::TheDay, move |db| path.open(db))
        .await?;
    let today = file.today(state.clock().now());
    let page = short_list::page(
        file.charter.editions.iter().collect(),
        &asked,
        &state.links().this(&request),
        |edition| edition.code.as_str(),
        |edition| {
            EditionView::of(
                &file.administration.code,
                &file.charter,
                edition,
                today,
                state.links(),
            )
        },
    )?;
    Ok(public(&page))
}
