//! A document that waits for its number, or waited.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::protocol;

use super::path::WaitingPath;
use super::view::WaitingDocument;
use crate::auth::{May, ReadWaitingDocuments};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::{ApiError, ProblemCode};
use crate::protocol::Book;
use crate::state::AppState;

/// Show a document that waits for its number
///
/// The document, with its number once it has one.
#[utoipa::path(
    tag = "protocol",
    operation_id = "show_waiting_document",
    security(("token" = ["operator"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(WaitingPath, IfNoneMatch),
    responses((status = 200, description = "The document.", body = WaitingDocument))
)]
#[get("/administrations/{administration}/waiting-documents/{document}")]
pub async fn show_waiting_document(
    state: web::Data<AppState>,
    _who: May<ReadWaitingDocuments>,
    Path(path): Path<WaitingPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let view = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let found = protocol::deferred(db, &book.administration.code, path.document()?)?;
            let deferred = found.ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
            Ok(WaitingDocument::of(&book, &deferred, &links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer(&known, &view))
}
