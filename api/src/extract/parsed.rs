//! Values of a body that a rule of the domain reads.

use std::fmt::Display;

use crate::language::Bilingual;
use crate::problem::ApiError;

/// A value read by its own rule, or 422 naming its place in the body.
///
/// # Errors
/// 422 with the pointer given and what the rule says.
pub fn parsed<T, E: Display>(pointer: &str, read: Result<T, E>) -> Result<T, ApiError> {
    read.map_err(|fault| {
        ApiError::field(
            pointer,
            "refused",
            Bilingual::new("Il valore non è ammesso.", format!("Refused: {fault}.")),
        )
    })
}
