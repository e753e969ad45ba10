//! The protocol register (D.P.R. 445/2000 art. 53-57): gapless numbers, immutable entries, each sealed by a hash that
//! covers the entry before it.

use crate::codes::AdministrationCode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

/// A SHA-256 digest.
pub type Sha256Digest = [u8; 32];

/// Which way a document went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Received (*in arrivo*).
    Incoming,
    /// Sent (*in partenza*).
    Outgoing,
}

impl Direction {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }
}

/// A number of the register: progressive per administration and year (D.P.R. 445/2000 art. 57).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtocolNumber {
    /// The calendar year in which the document was registered, in the administration's zone.
    pub year: i32,
    /// The progressive number within the year, from 1.
    pub number: i64,
}

impl std::fmt::Display for ProtocolNumber {
    /// `2026/0000123`: the year and at least seven digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}/{:07}", self.year, self.number)
    }
}

/// What is to be registered (D.P.R. 445/2000 art. 53 c. 1 lett. c, d, f).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Which way it went.
    pub direction: Direction,
    /// The sender of what was received, the recipient of what was sent, as written in the document.
    pub correspondent: String,
    /// What it is about.
    pub subject: String,
    /// The digest of the document.
    pub digest: Sha256Digest,
}

/// The end of a register at a moment: what the next entry follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterEnd {
    /// The last number given; 0 before the first.
    pub number: i64,
    /// The hash of the last entry; zeros before the first.
    pub hash: Sha256Digest,
}

impl RegisterEnd {
    /// A register with no entry yet.
    pub const EMPTY: Self = Self {
        number: 0,
        hash: [0; 32],
    };
}

/// An entry of the register. Nothing of it ever changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: ProtocolNumber,
    /// When it was registered.
    pub registered_at: OffsetDateTime,
    /// What was registered.
    pub document: Document,
    /// The hash of the entry before it in the year; zeros for the first.
    pub previous: Sha256Digest,
    /// The hash that seals it.
    pub hash: Sha256Digest,
}

impl Entry {
    /// Registers a document after the end of the register of a year.
    #[must_use]
    pub fn register(
        administration: &AdministrationCode,
        year: i32,
        end: RegisterEnd,
        document: Document,
        now: OffsetDateTime,
    ) -> Self {
        let number = ProtocolNumber {
            year,
            number: end.number + 1,
        };
        let mut entry = Self {
            number,
            registered_at: now,
            document,
            previous: end.hash,
            hash: RegisterEnd::EMPTY.hash,
        };
        entry.hash = entry.seal(administration);
        entry
    }

    /// The register's end once this entry is its last.
    #[must_use]
    pub fn end(&self) -> RegisterEnd {
        RegisterEnd {
            number: self.number.number,
            hash: self.hash,
        }
    }

    /// Whether the entry is sealed by its own content and follows the end given.
    #[must_use]
    pub fn follows(&self, administration: &AdministrationCode, end: RegisterEnd) -> bool {
        self.number.number == end.number + 1
            && self.previous == end.hash
            && self.hash == self.seal(administration)
    }

    /// The hash over every immutable field, each preceded by its length, and over the hash of the entry before.
    fn seal(&self, administration: &AdministrationCode) -> Sha256Digest {
        let year = self.number.year.to_be_bytes();
        let number = self.number.number.to_be_bytes();
        let instant = self.registered_at.unix_timestamp_nanos().to_be_bytes();
        digest_of(&[
            administration.as_str().as_bytes(),
            &year,
            &number,
            &instant,
            self.document.direction.as_str().as_bytes(),
            self.document.correspondent.as_bytes(),
            self.document.subject.as_bytes(),
            &self.document.digest,
            &self.previous,
        ])
    }
}

/// The SHA-256 of several fields, each preceded by its length, so that no two lists of fields share a digest by
/// running into each other.
#[must_use]
pub fn digest_of(fields: &[&[u8]]) -> Sha256Digest {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn livorno() -> AdministrationCode {
        AdministrationCode::parse("c_e625").unwrap()
    }

    fn a_document(subject: &str) -> Document {
        Document {
            direction: Direction::Incoming,
            correspondent: "Anna Rossi".to_owned(),
            subject: subject.to_owned(),
            digest: digest_of(&[subject.as_bytes()]),
        }
    }

    fn two_entries() -> (Entry, Entry) {
        let at = datetime!(2026-11-20 10:30 UTC);
        let first = Entry::register(&livorno(), 2026, RegisterEnd::EMPTY, a_document("first"), at);
        let second = Entry::register(&livorno(), 2026, first.end(), a_document("second"), at);
        (first, second)
    }

    #[test]
    fn numbers_are_progressive_and_have_at_least_seven_digits() {
        let (first, second) = two_entries();
        assert_eq!(first.number.to_string(), "2026/0000001");
        assert_eq!(second.number.to_string(), "2026/0000002");
        assert_eq!(
            ProtocolNumber {
                year: 2026,
                number: 12_345_678
            }
            .to_string(),
            "2026/12345678"
        );
    }

    #[test]
    fn each_entry_follows_the_one_before() {
        let (first, second) = two_entries();
        assert!(first.follows(&livorno(), RegisterEnd::EMPTY));
        assert!(second.follows(&livorno(), first.end()));
        assert!(!second.follows(&livorno(), RegisterEnd::EMPTY));
    }

    #[test]
    fn no_field_of_an_entry_can_change_unseen() {
        let (first, second) = two_entries();
        let changes: [fn(&mut Entry); 6] = [
            |e| e.document.subject.push('!'),
            |e| e.document.correspondent.clear(),
            |e| e.document.direction = Direction::Outgoing,
            |e| e.document.digest = [7; 32],
            |e| e.registered_at += time::Duration::microseconds(1),
            |e| e.number.year += 1,
        ];
        for change in changes {
            let mut changed = second.clone();
            change(&mut changed);
            assert!(!changed.follows(&livorno(), first.end()));
        }
        let elsewhere = AdministrationCode::parse("c_e506").unwrap();
        assert!(!second.follows(&elsewhere, first.end()));
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        assert_ne!(digest_of(&[b"ab", b"c"]), digest_of(&[b"a", b"bc"]));
    }
}
