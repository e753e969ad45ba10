//! One standard.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::exceptions;

use super::path::{StandardPath, find};
use super::view::{StandardPlace, StandardView};
use crate::charters::{CharterFile, EditionQuery};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::{Path, Query};
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show a standard
///
/// One standard as the edition in force today promises it, or as the edition asked for did, with the exceptions to it.
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
    let whose = administration.clone();
    let (file, exceptions) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let file = CharterFile::open(db, &administration, &charter)?;
            let exceptions = exceptions::of_charter(db, &file.administration.code, &file.charter.code)?;
            Ok((file, exceptions))
        })
        .await?;
    let today = file.today(state.clock().now());
    let edition = file.edition(query.edition.as_ref(), today)?;
    let place = StandardPlace {
        file: &file,
        edition,
        exceptions: &exceptions,
        today,
        links: state.links(),
    };
    let view = StandardView::of(&place, find(edition, &standard)?);
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
