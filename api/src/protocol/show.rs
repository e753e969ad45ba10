//! One entry of the register.

use actix_web::{HttpResponse, get, web};
use cartaviva_persistence::protocol;

use super::book::Book;
use super::path::EntryPath;
use super::view::RegisterEntry;
use crate::auth::{May, ReadProtocol};
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show an entry of the protocol register
///
/// An entry with its annulment, if there is one. Who is confined to an office sees the entries of the cases of that office.
#[utoipa::path(
    tag = "protocol",
    operation_id = "show_protocol_entry",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"])),
    params(EntryPath, IfNoneMatch),
    responses((status = 200, description = "The entry.", body = RegisterEntry))
)]
#[get("/administrations/{administration}/protocol-entries/{year}/{number}")]
pub async fn show_protocol_entry(
    state: web::Data<AppState>,
    who: May<ReadProtocol>,
    Path(path): Path<EntryPath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let links = state.links().clone();
    let view = state
        .read(move |db| {
            let book = Book::open(db, &path.administration)?;
            let entry = book.entry(db, &who, path.number()?)?;
            let annulled = protocol::annulment(db, &book.administration.code, entry.number)?;
            Ok(RegisterEntry::of(&book, &entry, annulled.as_ref(), &links))
        })
        .await?;
    Ok(ETag::of_content(&view)?.answer(&known, &view))
}
