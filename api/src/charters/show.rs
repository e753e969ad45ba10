//! One charter.

use actix_web::{HttpResponse, get, web};

use super::path::{CharterPath, EditionQuery};
use super::view::CharterView;
use crate::etag::IfNoneMatch;
use crate::extract::{Path, Query};
use crate::problem::ApiError;
use crate::state::AppState;

/// Show a charter
///
/// One charter in the edition in force today where the administration is, or in the edition asked for: the act that
/// approved it, since when it holds, when it is to be reviewed, its principles and remedies.
#[utoipa::path(
    tag = "charters",
    operation_id = "show_charter",
    security(()),
    params(CharterPath, EditionQuery, IfNoneMatch),
    responses((status = 200, description = "The charter.", body = CharterView))
)]
#[get("/administrations/{administration}/charters/{charter}")]
pub async fn show_charter(
    state: web::Data<AppState>,
    Path(path): Path<CharterPath>,
    known: IfNoneMatch,
    Query(query): Query<EditionQuery>,
) -> Result<HttpResponse, ApiError> {
    let file = state.read(move |db| path.open(db)).await?;
    let today = file.today(state.clock().now());
    let edition = file.edition(query.edition.as_ref(), today)?;
    let administration = &file.administration.code;
    let view = CharterView::of(administration, &file.charter, Some(edition), today, state.links());
    Ok(file.tag(today, state.links())?.answer_public(&known, &view))
}
