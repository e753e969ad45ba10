//! Words with bounds: a text is never empty by accident, never endless, never carries control characters.

use serde::{Deserialize, Serialize};

/// What stands where the words of a person stood before they were removed.
const REMOVED: &str = "[rimosso]";

/// A text of `MIN` to `MAX` characters, without leading or trailing blanks and without control characters other than
/// line breaks and tabs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MIN: usize, const MAX: usize>(String);

/// A name or a title: 1 to 300 characters.
pub type Title = Text<1, 300>;
/// A paragraph or a few: 1 to 5,000 characters.
pub type Prose = Text<1, 5_000>;
/// A reference to a law, an act or a passage of a charter: 1 to 300 characters.
pub type Source = Text<1, 300>;

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Fewer characters than the bound, blanks at the ends not counted.
    #[error("at least {0} characters are needed")]
    TooShort(usize),
    /// More characters than the bound.
    #[error("at most {0} characters are allowed")]
    TooLong(usize),
    /// A control character that is neither a line break nor a tab.
    #[error("control characters are not allowed")]
    Control,
}

impl<const MIN: usize, const MAX: usize> Text<MIN, MAX> {
    /// Trims the text and checks its bounds.
    ///
    /// # Errors
    /// [`TextFault`] when it is too short, too long or carries control characters.
    pub fn parse(raw: &str) -> Result<Self, TextFault> {
        let text = raw.trim();
        let length = text.chars().count();
        if length < MIN {
            return Err(TextFault::TooShort(MIN));
        }
        if length > MAX {
            return Err(TextFault::TooLong(MAX));
        }
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            return Err(TextFault::Control);
        }
        Ok(Self(text.to_owned()))
    }

    /// What stands in the place of a text that was removed with the papers of its case.
    #[must_use]
    pub fn removed() -> Self {
        const { assert!(MIN <= REMOVED.len() && REMOVED.len() <= MAX) }
        Self(REMOVED.to_owned())
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = TextFault;

    fn try_from(raw: String) -> Result<Self, TextFault> {
        Self::parse(&raw)
    }
}

impl<const MIN: usize, const MAX: usize> From<Text<MIN, MAX>> for String {
    fn from(text: Text<MIN, MAX>) -> Self {
        text.0
    }
}

impl<const MIN: usize, const MAX: usize> std::fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_trimmed_and_counted_in_characters() {
        assert_eq!(
            Text::<1, 5>::parse("  perché ").map(String::from),
            Err(TextFault::TooLong(5))
        );
        assert_eq!(
            Text::<1, 6>::parse("  perché ").map(String::from),
            Ok("perché".to_owned())
        );
        assert_eq!(Text::<1, 6>::parse(" \n "), Err(TextFault::TooShort(1)));
    }

    #[test]
    fn what_stands_for_a_removed_text_is_a_text_itself() {
        let removed = Text::<3, 200>::removed();
        assert_eq!(Text::parse(removed.as_str()), Ok(removed));
    }

    #[test]
    fn control_characters_are_refused_but_line_breaks_stay() {
        assert_eq!(Text::<1, 9>::parse("a\u{0}b"), Err(TextFault::Control));
        assert!(Text::<1, 9>::parse("a\n\tb").is_ok());
    }
}
