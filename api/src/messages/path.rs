//! Where messages are.

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::bounded::{AdministrationCode, Id};

/// The administration whose messages these are.
#[derive(Debug, Deserialize, IntoParams, Validate)]
pub struct MessagesPath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
}

/// One message.
#[derive(Debug, Deserialize, IntoParams, Validate)]
pub struct MessagePath {
    /// The administration's code.
    #[param(example = "c_e625")]
    #[validate(nested)]
    pub administration: AdministrationCode,
    /// The message's id.
    #[param(example = "019a9f0e-6c1b-8000-8a00-0242ac120002")]
    #[validate(nested)]
    pub message: Id,
}
