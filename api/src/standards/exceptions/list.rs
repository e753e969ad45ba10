//! The exceptions to a standard.

use actix_web::{HttpRequest, HttpResponse, get, web};
use cartaviva_domain::codes;
use cartaviva_domain::standards::Exception;
use cartaviva_persistence::exceptions;

use super::view::ExceptionView;
use crate::charters::CharterFile;
use crate::extract::{Path, Query};
use crate::page::Page;
use crate::problem::{ApiError, ProblemCode};
use crate::published::Shows;
use crate::short_list::{self, PageQuery, public};
use crate::standards::StandardPath;
use crate::state::AppState;

/// List the exceptions to a standard
///
/// Every exception that was made to a standard, those that have ended too, in the order in which they were made.
#[utoipa::path(
    tag = "charters",
    operation_id = "list_standard_exceptions",
    security(()),
    params(StandardPath, PageQuery),
    responses((status = 200, description = "A page of exceptions.", body = Page<ExceptionView>))
)]
#[get("/administrations/{administration}/charters/{charter}/standards/{standard}/exceptions")]
pub async fn list_standard_exceptions(
    state: web::Data<AppState>,
    request: HttpRequest,
    Path(path): Path<StandardPath>,
    Query(query): Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let asked = query.read()?;
    let whose = path.administration.clone();
    let (file, found) = state
        .read_public(&whose, Shows::TheDay, move |db| {
            let file = CharterFile::open(db, &path.administration, &path.charter)?;
            let unknown = || ApiError::new(ProblemCode::StandardNotFound);
            let standard = codes::Code::parse(path.standard.as_str()).map_err(|_| unknown())?;
            let mut promised = file
                .charter
                .editions
                .iter()
                .flat_map(|edition| &edition.standards);
            if !promised.any(|known| known.code == standard) {
                return Err(unknown());
            }
            let (administration, charter) = (&file.administration.code, &file.charter.code);
            let found = exceptions::of_standard(db, administration, charter, &standard)?;
            Ok((file, found))
        })
        .await?;
    let rows: Vec<(String, Exception)> = found
        .into_iter()
        .map(|exception| (exception.id.to_string(), exception))
        .collect();
    let page = short_list::page(
        rows,
        &asked,
        &state.links().this(&request),
        |(id, _)| id.as_str(),
        |(_, exception)| ExceptionView::of(&file, &exception, state.links()),
    )?;
    Ok(public(&page))
}
