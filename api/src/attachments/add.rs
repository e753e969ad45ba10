//! Attaching something to a case.

use actix_web::{post, web};

use super::{AttachmentForm, AttachmentView, Caller, Upload, receive};
use crate::answer::Written;
use crate::auth::{AddAttachments, May};
use crate::cases::CasePath;
use crate::extract::Path;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Attach something to a case
///
/// A file as it was handed in, scanned or made by the office, with what it is. Its format is known by its content; its name is
/// made safe. It is kept whole or not at all.
#[utoipa::path(
    tag = "attachments",
    operation_id = "add_attachment",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["integrator"])),
    params(CasePath),
    request_body(content = AttachmentForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Attached.", body = AttachmentView,
            headers(("Location" = String, description = "The attachment."))),
        (status = 409, description = "Somebody else changed the case at the same time.", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The file is larger than the installation allows.", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is no form, or the file is of no accepted format.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/administrations/{administration}/cases/{case}/attachments")]
pub async fn add_attachment(
    state: web::Data<AppState>,
    who: May<AddAttachments>,
    Path(path): Path<CasePath>,
    upload: Upload,
) -> Result<Written, ApiError> {
    receive(state, Caller::staff(who, path), upload).await
}
