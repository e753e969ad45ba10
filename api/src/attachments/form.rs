//! The form by which a file is attached.

use std::borrow::Cow;

use cartaviva_domain::attachments::AttachmentKind;
use serde::{Deserialize, Deserializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationErrors};

use crate::bounded::{INLINE, Line, Word, Worded};

/// The largest file that an installation may allow, in bytes: 1 GiB.
pub(crate) const LARGEST: u64 = 1_073_741_824;

/// What an attachment is.
pub type AttachmentKindWord = Word<AttachmentKind>;

/// A file with what it is, as `multipart/form-data`.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AttachmentForm {
    /// The file: PDF, PNG, JPEG, TIFF, UTF-8 text, ODT, DOCX, signed P7M or EML, known by its content.
    #[validate(nested)]
    pub file: FileContent,
    /// What it is. Annexes of the answer are added by staff.
    #[validate(nested)]
    pub kind: AttachmentKindWord,
    /// What it is, in a line.
    #[validate(nested)]
    pub description: Option<Line<1, 500>>,
    /// Staff only: whether whoever presented the case sees it; when absent, the annexes of the answer are shown and everything
    /// else is not. What they attach themselves they always see.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    pub shown: Option<Yes>,
}

/// The content of a file; it passes as a stream and is never held.
#[derive(Clone, Copy, Debug)]
pub struct FileContent;

impl<'de> Deserialize<'de> for FileContent {
    /// The form names the field alone.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Validate for FileContent {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl PartialSchema for FileContent {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .min_length(Some(1))
            .max_length(usize::try_from(LARGEST).ok())
            .into()
    }
}

impl ToSchema for FileContent {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}FileContent"))
    }
}

/// Yes or no, as a form writes it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Yes {
    /// Yes.
    True,
    /// No.
    False,
}

impl Worded for AttachmentKind {
    const NAME: &'static str = "AttachmentKind";
    const WORDS: &'static [&'static str] = &[
        "document",
        "identity_document",
        "power_of_attorney",
        "answer",
        "other",
    ];
}
