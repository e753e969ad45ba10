//! Where an attachment is.

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::Id;

/// Which attachment of the case.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
pub struct TrackedAttachmentPath {
    /// The attachment's id.
    #[param(example = "019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c12")]
    #[validate(nested)]
    pub attachment: Id,
}
