//! One procedure.

use actix_web::{HttpResponse, get, web};

use super::path::ProcedurePath;
use super::view::ProcedureView;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// Show a procedure
///
/// One kind of case: who receives it, what each channel asks, which terms it runs and where they are written.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_procedure",
    security(()),
    params(ProcedurePath, IfNoneMatch),
    responses((status = 200, description = "The procedure.", body = ProcedureView))
)]
#[get("/administrations/{administration}/procedures/{procedure}")]
pub async fn show_procedure(
    state: web::Data<AppState>,
    Path(path): Path<ProcedurePath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let whose = path.administration.clone();
    let (administration, procedure) = state
        .read_public(&whose, Shows::TheDay, move |db| path.find(db))
        .await?;
    let view = ProcedureView::of(&administration.code, &procedure, state.links());
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
