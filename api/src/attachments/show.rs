//! One attachment.

use actix_web::{get, web};
use cartaviva_domain::codes::AttachmentId;

use super::path::AttachmentPath;
use super::{AttachmentView, Caller};
use crate::auth::{May, ReadCases};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;

/// Show an attachment
///
/// What an attachment is, its size, its digest and who added it, without its content.
#[utoipa::path(
    tag = "attachments",
    operation_id = "show_attachment",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(AttachmentPath),
    responses((status = 200, description = "The attachment.", body = AttachmentView))
)]
#[get("/administrations/{administration}/cases/{case}/attachments/{attachment}")]
pub async fn show_attachment(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<AttachmentPath>,
) -> Result<web::Json<AttachmentView>, ApiError> {
    let (case, id) = path.parse()?;
    view(&state, Caller::staff(who, case), id).await
}

/// An attachment, as the caller sees it.
pub(crate) async fn view(
    state: &AppState,
    caller: Caller,
    id: AttachmentId,
) -> Result<web::Json<AttachmentView>, ApiError> {
    let links = state.links().clone();
    let view = state
        .read(move |db| {
            let file = caller.open(db)?;
            let attachment = caller.find(db, &file, id)?;
            Ok(AttachmentView::of(&file, &attachment, &caller, &links))
        })
        .await?;
    Ok(web::Json(view))
}
