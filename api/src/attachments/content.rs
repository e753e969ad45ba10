//! The content of an attachment.

use actix_web::{HttpResponse, get, web};

use super::form::FileContent;
use super::path::AttachmentPath;
use super::{Caller, serve};
use crate::auth::{May, ReadCases};
use crate::extract::Path;
use crate::middleware::RequestId;
use crate::people::{Reader, ReadingReason, ReservedReasonHeader};
use crate::problem::{ApiError, Problem};
use crate::state::AppState;

/// Read an attachment
///
/// The content of an attachment, to be saved under its safe name, served under the type that it was found to have and verified
/// against the digest with which it was received: what was altered is never given out whole. The copy of an identity document is
/// for who handles the case, who says why in a header, and every reading of one is written down.
#[utoipa::path(
    tag = "attachments",
    operation_id = "read_attachment",
    security(("token" = ["operator"]), ("token" = ["officer"]), ("token" = ["manager"]), ("token" = ["auditor"]), ("token" = ["integrator"])),
    params(AttachmentPath, ReservedReasonHeader),
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
        (status = 403, description = "It is not for the caller.", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/administrations/{administration}/cases/{case}/attachments/{attachment}/content")]
pub async fn read_attachment(
    state: web::Data<AppState>,
    who: May<ReadCases>,
    Path(path): Path<AttachmentPath>,
    reason: Option<ReadingReason>,
    request: RequestId,
) -> Result<HttpResponse, ApiError> {
    let (case, id) = path.parse()?;
    let reader = reason.map(|reason| Reader::of(&state, &who, who.role(), reason.0, request));
    serve(&state, Caller::staff(who, case), id, reader).await
}
