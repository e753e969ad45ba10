//! The languages in which the rules explain themselves.

use serde::{Deserialize, Serialize};

/// A language of the public texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Italian, the language of the acts.
    #[default]
    #[serde(rename = "it")]
    Italian,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The Italian or the English text, by this language.
    #[must_use]
    pub fn pick<T>(self, italian: T, english: T) -> T {
        match self {
            Self::Italian => italian,
            Self::English => english,
        }
    }
}
