//! Where an attachment is.

use cartaviva_domain::codes::AttachmentId;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::refuse::not_found;
use crate::bounded::{AdministrationCode, Id};
use crate::cases::CasePath;
use crate::problem::ApiError;

/// Where an attachment is.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct AttachmentPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The case's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11")]
    #[validate(nested)]
    pub case: Id,
    /// The attachment's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c12")]
    #[validate(nested)]
    pub attachment: Id,
}

impl AttachmentPath {
    /// The case and the attachment that the path names.
    ///
    /// # Errors
    /// 404 when it can name none.
    pub(super) fn parse(self) -> Result<(CasePath, AttachmentId), ApiError> {
        let id = attachment_id(&self.attachment)?;
        let case = CasePath {
            administration: self.administration,
            case: self.case,
        };
        Ok((case, id))
    }
}

/// The attachment that an id names.
///
/// # Errors
/// 404 when it can name none.
pub(crate) fn attachment_id(id: &Id) -> Result<AttachmentId, ApiError> {
    let id = id.as_str().parse().map_err(|_| not_found())?;
    Ok(AttachmentId(id))
}
