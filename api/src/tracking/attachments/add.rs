//! Attaching something with the tracking code.

use actix_web::{post, web};

use crate::answer::Written;
use crate::attachments::{AttachmentForm, AttachmentView, Caller, Upload, receive};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;
use crate::tracking::code::{TrackingCode, TrackingHeader};

/// Attach something to one's own case
///
/// While the case is open, whoever presented it attaches documents to it with nothing but the tracking code. The format of a file
/// is known by its content; its name is made safe. It is kept whole or not at all.
#[utoipa::path(
    tag = "tracking",
    operation_id = "add_own_attachment",
    security(()),
    params(TrackingHeader),
    request_body(content = AttachmentForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Attached.", body = AttachmentView,
            headers(("Location" = String, description = "The attachment."))),
        (status = 404, description = "No case has this tracking code.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The case has ended.", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The file is larger than the installation allows.", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is no form, or the file is of no accepted format.", body = Problem, content_type = "application/problem+json")
    )
)]
#[post("/tracking/attachments")]
pub async fn add_own_attachment(
    state: web::Data<AppState>,
    code: TrackingCode,
    upload: Upload,
) -> Result<Written, ApiError> {
    receive(state, Caller::Holder(code), upload).await
}
