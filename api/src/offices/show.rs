//! One office.

use actix_web::{HttpResponse, get, web};

use super::path::OfficePath;
use super::view::OfficeView;
use crate::etag::{ETag, IfNoneMatch};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show an office
///
/// One office: how it is reached, when it is open, when it is closed, what it is in charge of.
#[utoipa::path(
    tag = "administrations",
    operation_id = "show_office",
    security(()),
    params(OfficePath, IfNoneMatch),
    responses((status = 200, description = "The office.", body = OfficeView))
)]
#[get("/administrations/{administration}/offices/{office}")]
pub async fn show_office(
    state: web::Data<AppState>,
    Path(path): Path<OfficePath>,
    known: IfNoneMatch,
) -> Result<HttpResponse, ApiError> {
    let (administration, office) = state.read(move |db| path.find(db)).await?;
    let view = OfficeView::of(&administration, &office, state.links());
    Ok(ETag::of_content(&view)?.answer_public(&known, &view))
}
