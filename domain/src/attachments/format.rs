//! The formats that are accepted: those that the guidelines for administrative documents admit for exchange and keeping
//! (AgID, *Linee guida sul documento informatico*, annex 2) and that citizens send. Archives are not among them: what they
//! hold could not be looked at.

use serde::{Deserialize, Serialize};

/// The format of an attachment, known by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// PDF, PDF/A.
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// TIFF.
    Tiff,
    /// Plain text in UTF-8.
    Text,
    /// OpenDocument text.
    Odt,
    /// Office Open XML text.
    Docx,
    /// A document signed with CMS, in DER (CAdES, `.p7m`).
    SignedCms,
    /// An e-mail message.
    Message,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 9] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Tiff,
        Self::Text,
        Self::Odt,
        Self::Docx,
        Self::SignedCms,
        Self::Message,
    ];

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Text => "text/plain",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::SignedCms => "application/pkcs7-mime",
            Self::Message => "message/rfc822",
        }
    }

    /// The format of a media type.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.media_type() == media_type)
    }

    /// The endings of names that it may have, the usual one first.
    #[must_use]
    pub fn endings(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Pdf => ("pdf", &[]),
            Self::Png => ("png", &[]),
            Self::Jpeg => ("jpg", &["jpeg", "jpe"]),
            Self::Tiff => ("tif", &["tiff"]),
            Self::Text => ("txt", &["csv", "md", "log"]),
            Self::Odt => ("odt", &[]),
            Self::Docx => ("docx", &[]),
            Self::SignedCms => ("p7m", &[]),
            Self::Message => ("eml", &[]),
        }
    }
}
