//! One standard.

use actix_web::{HttpResponse, get, web};

use super::path::{StandardPath, find};
use super::view::StandardView;
use crate::charters::{CharterFile, EditionQuery};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::{Path, Query};
use crate::problem::ApiError;
use crate::state::AppState;

/// Show a standard
///
/// One standard as the edition in force today promises it, or as the edition asked for did.
#[utoipa::path(
    tag = "charters",
    operation_id = "show_standard",
    security(()),
    params(StandardPath, EditionQuery, IfNoneMatch),
    responses((status = 200, description = "The standard.", body = StandardView))
)]
#[get("/administrations/{administration}/charters/{charter}/standards/{standard}")]
pub async fn show_standard(
    state: web::Data<AppState>,
    Path(path): Path<StandardPath>,
    known: IfNoneMatch,
    Query(query): Query<EditionQuery>,
) -> Result<HttpResponse, ApiError> {
    let StandardPath {
        administration,
        charter,
        standard,
    } = path;
    let file = state
        .read(move |db| CharterFile::open(db, &administration, &charter))
        .await?;
    let edition = file.edition(query.edition.as_ref(), file.today(state.clock().now()))?;
    let standard = find(edition, &standard)?;
    let view = StandardView::of(
        &file.administration.code,
        &file.charter,
        edition,
        standard,
        state.links(),
    );
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
