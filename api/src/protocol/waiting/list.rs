//! The documents that wait for their number.

use actix_web::{HttpRequest, get, web};
use cartaviva_domain::protocol::Deferred;
use cartaviva_persistence::protocol;

use super::view::WaitingDocument;
use crate::administrations::AdministrationPath;
use crate::auth::{May, ReadWaitingDocuments};
use crate::extract::{Path, Query};
use crate::page::{Page, PageRequest};
use crate::problem::ApiError;
use crate::protocol::Book;
use crate::short_list::PageQuery;
use crate::state::AppState;

/// List documents that wait for their number
///
/// What another protocol system has not numbered yet, or what took a number of the emergency register alone, in the order
/// in which it arrived, with all that a register enters.
#[utoipa::path(
    tag = "protocol",
    operation_id = "list_waiting_documents",
    security(("token" = ["operator"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(AdministrationPath, PageQuery),
    responses((status = 200, description = "A page of documents.", body = Page<WaitingDocument>))
)]
#[get("/administrations/{administration}/waiting-documents")]
pub async fn list_waiting_documents(
    state: web::Data<AppState>,
    _who: May<ReadWaitingDocuments>,
    Path(path): Path<AdministrationPath>,
    Query(query): Query<PageQuery>,
    request: HttpRequest,
) -> Result<web::Json<Page<WaitingDocument>>, ApiError> {
    let page = PageRequest::<i64>::read(query.limit, query.cursor.as_ref())?;
    let limit = page.limit;
    let (book, found) = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let after = page.after.unwrap_or_default();
            let own = &book.administration.code;
            let found = protocol::waiting(db, own, None, after, i64::from(limit) + 1)?;
            Ok((book, found))
        })
        .await?;
    let links = state.links();
    let key = |deferred: &Deferred| deferred.sequence;
    let page = Page::of(found, limit, links.this(&request).as_str(), key, |deferred| {
        WaitingDocument::of(&book, &deferred, links)
    })?;
    Ok(web::Json(page))
}
