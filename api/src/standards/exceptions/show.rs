//! One exception.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::exceptions;

use super::path::ExceptionPath;
use super::view::ExceptionView;
use crate::charters::CharterFile;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::{ApiError, ProblemCode};
use crate::published::Shows;
use crate::state::AppState;

/// Show an exception
///
/// One exception to a standard: what is promised in its place, from when, until when and why.
#[utoipa::path(
    tag = "charters",
    operation_id = "show_standard_exception",
    security(()),
    params(ExceptionPath, IfNoneMatch),
    responses((status = 200, description = "The exception.", body = ExceptionView))
)]
#[get("/administrations/{administration}/charters/{charter}/standards/{standard}/exceptions/{exception}")]
pub async fn show_standard_exception(
    state: web::Data<AppState>,
    Path(path): Path<ExceptionPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let whose = path.administration.clone();
    let view = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let file = CharterFile::open(db, &path.administration, &path.charter)?;
            let all = exceptions::of_charter(db, &file.administration.code, &file.charter.code)?;
            let found = all.iter().find(|exception| {
                exception.standard.as_str() == path.standard.as_str()
                    && uuid::Uuid::parse_str(path.exception.as_str()) == Ok(exception.id)
            });
            let found = found.ok_or(ProblemCode::NotFound)?;
            Ok(ExceptionView::of(&file, found, &links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
