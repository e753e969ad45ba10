//! Files as the contract writes them.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::INLINE;

/// A table as comma-separated values (RFC 4180), in UTF-8.
#[derive(Clone, Copy, Debug)]
pub enum CsvFile {}

/// A page that people read in a browser and print.
#[derive(Clone, Copy, Debug)]
pub enum HtmlPage {}

impl PartialSchema for CsvFile {
    fn schema() -> RefOr<Schema> {
        text(2_147_483_647)
    }
}

impl ToSchema for CsvFile {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}CsvFile"))
    }
}

impl PartialSchema for HtmlPage {
    fn schema() -> RefOr<Schema> {
        text(1_000_000)
    }
}

impl ToSchema for HtmlPage {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}HtmlPage"))
    }
}

/// A text of up to so many characters, of any kind.
fn text(longest: usize) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(longest))
        .pattern(Some("^[^\\u0000]+$"))
        .into()
}
