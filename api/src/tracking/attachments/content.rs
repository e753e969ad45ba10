//! The content of an attachment, for whoever presented the case.

use actix_web::{HttpResponse, get, web};

use super::path::TrackedAttachmentPath;
use crate::attachments::{Caller, FileContent, attachment_id, serve};
use crate::extract::Path;
use crate::problem::{ApiError, Problem};
use crate::state::AppState;
use crate::tracking::code::{TrackingCode, TrackingHeader};

/// Read an attachment of one's own case
///
/// The content of an attachment, to be saved under its safe name and verified against the digest with which it was received. The
/// copy of an identity document is not given out: the tracking code alone proves too little.
#[utoipa::path(
    tag = "tracking",
    operation_id = "read_own_attachment",
    security(()),
    params(TrackingHeader, TrackedAttachmentPath),
    responses(
        (status = 200, description = "The content.", content(
            (FileContent = "application/pdf"),
            (FileContent = "image/png"),
            (FileContent = "image/jpeg"),
            (FileContent = "image/tiff"),
            (FileContent = "text/plain"),
            (FileContent = "application/vnd.oasis.opendocument.text"),
            (FileContent = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (FileContent = "application/pkcs7-mime"),
            (FileContent = "message/rfc822")
        ), headers(
            ("Content-Disposition" = String, description = "To be saved, under the safe name."),
            ("ETag" = String, description = "The SHA-256 digest, in hexadecimal."),
            ("Repr-Digest" = String, description = "The SHA-256 digest (RFC 9530).")
        )),
        (status = 403, description = "It is the copy of an identity document.", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/tracking/attachments/{attachment}/content")]
pub async fn read_own_attachment(
    state: web::Data<AppState>,
    code: TrackingCode,
    Path(path): Path<TrackedAttachmentPath>,
) -> Result<HttpResponse, ApiError> {
    let id = attachment_id(&path.attachment)?;
    serve(&state, Caller::Holder(code), id, None).await
}
