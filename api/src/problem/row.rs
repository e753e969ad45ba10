//! What the table of codes says of each.

use actix_web::http::StatusCode;

use crate::language::Bilingual;

/// What stands before the code in a problem's `type`.
pub(super) const TYPE_PREFIX: &str = "urn:problem-type:cartaviva:";

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The code, in snake_case.
    pub name: &'static str,
    /// The HTTP status.
    pub status: StatusCode,
    /// The title, in both languages.
    pub title: Bilingual,
}

pub(super) fn row(name: &'static str, status: StatusCode, it: &'static str, en: &'static str) -> Row {
    Row {
        name,
        status,
        title: Bilingual::new(it, en),
    }
}
