//! One attachment, for whoever presented the case.

use actix_web::{get, web};

use super::path::TrackedAttachmentPath;
use crate::attachments::{AttachmentView, Caller, attachment_id, show};
use crate::extract::Path;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::tracking::code::{TrackingCode, TrackingHeader};

/// Show an attachment of one's own case
///
/// What an attachment is, its size, its digest and who added it, without its content.
#[utoipa::path(
    tag = "tracking",
    operation_id = "show_own_attachment",
    security(()),
    params(TrackingHeader, TrackedAttachmentPath),
    responses((status = 200, description = "The attachment.", body = AttachmentView))
)]
#[get("/tracking/attachments/{attachment}")]
pub async fn show_own_attachment(
    state: web::Data<AppState>,
    code: TrackingCode,
    Path(path): Path<TrackedAttachmentPath>,
) -> Result<web::Json<AttachmentView>, ApiError> {
    let id = attachment_id(&path.attachment)?;
    show::view(&state, Caller::Holder(code), id).await
}
