//! The kinds of what happens, as other systems know them.

use serde::{Deserialize, Serialize};

/// The longest kind, in characters.
const LONGEST: usize = 64;

/// What happened, as a stable word: what it concerns, a dot, what became of it (`case.forwarded`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kind(String);

/// Why a kind or a pattern of kinds is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KindFault {
    /// A kind is two words of lower-case letters and underscores, joined by a dot, of at most 64 characters.
    #[error("a kind has two words of lower-case letters and underscores, joined by a dot")]
    Kind,
    /// A pattern is a kind, or the beginning of one with `*` after it.
    #[error("a pattern is a kind, or the beginning of one with '*' after it")]
    Pattern,
}

impl Kind {
    /// Reads a kind: `^[a-z_]+\.[a-z_]+$`, at most 64 characters.
    ///
    /// # Errors
    /// [`KindFault::Kind`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, KindFault> {
        let word = |word: &str| !word.is_empty() && word.bytes().all(is_of_word);
        match raw.split_once('.') {
            Some((about, what)) if raw.len() <= LONGEST && word(about) && word(what) => {
                Ok(Self(raw.to_owned()))
            }
            _ => Err(KindFault::Kind),
        }
    }

    /// The kind of something that happens to a case: `case.` and the word for it.
    #[must_use]
    pub fn of_case(what: &str) -> Self {
        Self(format!("case.{what}"))
    }

    /// An edition was added to a charter.
    #[must_use]
    pub fn edition_added() -> Self {
        Self("charter.edition_added".to_owned())
    }

    /// A charter is to be reviewed.
    #[must_use]
    pub fn review_due() -> Self {
        Self("charter.review_due".to_owned())
    }

    /// A calendar was changed.
    #[must_use]
    pub fn calendar_changed() -> Self {
        Self("calendar.changed".to_owned())
    }

    /// The kind itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Kind {
    type Error = KindFault;

    fn try_from(raw: String) -> Result<Self, KindFault> {
        Self::parse(&raw)
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.0
    }
}

/// Which kinds are meant: one (`case.forwarded`), or all that begin so (`case.*`, `case.ristoro_*`, `*`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KindPattern(String);

impl KindPattern {
    /// Reads a pattern: a kind, or the beginning of one (it may be empty) with `*` after it; at most 64 characters.
    ///
    /// # Errors
    /// [`KindFault::Pattern`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, KindFault> {
        let beginning = |start: &str| {
            raw.len() <= LONGEST
                && start.bytes().all(|byte| is_of_word(byte) || byte == b'.')
                && start.matches('.').count() <= 1
                && !start.starts_with('.')
        };
        let known = match raw.strip_suffix('*') {
            Some(start) => beginning(start),
            None => Kind::parse(raw).is_ok(),
        };
        if known {
            Ok(Self(raw.to_owned()))
        } else {
            Err(KindFault::Pattern)
        }
    }

    /// The pattern that means every kind.
    #[must_use]
    pub fn every() -> Self {
        Self("*".to_owned())
    }

    /// Whether a kind is meant.
    #[must_use]
    pub fn means(&self, kind: &Kind) -> bool {
        match self.beginning() {
            Some(start) => kind.as_str().starts_with(start),
            None => kind.as_str() == self.0,
        }
    }

    /// What the kinds that are meant begin with; none where one kind alone is meant.
    #[must_use]
    pub fn beginning(&self) -> Option<&str> {
        self.0.strip_suffix('*')
    }

    /// The pattern itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KindPattern {
    type Error = KindFault;

    fn try_from(raw: String) -> Result<Self, KindFault> {
        Self::parse(&raw)
    }
}

impl From<KindPattern> for String {
    fn from(pattern: KindPattern) -> Self {
        pattern.0
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(raw: &str) -> Kind {
        Kind::parse(raw).unwrap()
    }

    #[test]
    fn a_kind_is_two_words_joined_by_a_dot() {
        assert_eq!(kind("case.ristoro_granted").as_str(), "case.ristoro_granted");
        for odd in [
            "", "case", "case.", ".a", "case.a.b", "Case.a", "case a.b", "case.*",
        ] {
            assert_eq!(Kind::parse(odd), Err(KindFault::Kind), "{odd}");
        }
        let long = format!("case.{}", "a".repeat(60));
        assert_eq!(Kind::parse(&long), Err(KindFault::Kind));
        assert!(Kind::parse(&long[..64]).is_ok());
    }

    #[test]
    fn a_pattern_means_one_kind_or_all_that_begin_so() {
        let means = |pattern: &str, what: &str| KindPattern::parse(pattern).unwrap().means(&kind(what));
        assert!(means("case.forwarded", "case.forwarded"));
        assert!(!means("case.forwarded", "case.forwarded_on"));
        assert!(means("case.*", "case.forwarded") && means("case.ristoro_*", "case.ristoro_granted"));
        assert!(!means("case.*", "calendar.changed") && !means("case.ristoro_*", "case.decided"));
        assert!(KindPattern::every().means(&kind("calendar.changed")));
    }

    #[test]
    fn a_star_stands_at_the_end_alone() {
        for odd in [
            "",
            "case",
            "*.forwarded",
            "case.*d",
            "case.**",
            ".*",
            "a.b.*",
            "CASE.*",
            "case%",
        ] {
            assert_eq!(KindPattern::parse(odd), Err(KindFault::Pattern), "{odd}");
        }
    }

    #[test]
    fn the_kinds_that_are_made_here_are_kinds() {
        for made in [
            Kind::of_case("ristoro_claimed"),
            Kind::edition_added(),
            Kind::calendar_changed(),
        ] {
            assert_eq!(Kind::parse(made.as_str()), Ok(made));
        }
    }
}
