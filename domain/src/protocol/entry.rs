//! An entry of the register: its number, its seal, what it follows.

use super::{Document, EmergencyNumber, ForeignProtocol, Particulars, Sha256Digest, digest_of};
use crate::codes::AdministrationCode;
use crate::dates;
use time::OffsetDateTime;

/// A number of the register: progressive per administration and year (D.P.R. 445/2000 art. 57).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtocolNumber {
    /// The calendar year in which the document was registered, in the administration's zone.
    pub year: i32,
    /// The progressive number within the year, from 1.
    pub number: i64,
}

impl ProtocolNumber {
    /// The number that is written `2026/0000123`; none for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, number) = text.split_once('/')?;
        Some(Self {
            year: year.parse().ok()?,
            number: number.parse().ok()?,
        })
    }
}

impl std::fmt::Display for ProtocolNumber {
    /// `2026/0000123`: the year and at least seven digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}/{:07}", self.year, self.number)
    }
}

/// The end of a register at a moment: what the next entry follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterEnd {
    /// The last number given; 0 before the first.
    pub number: i64,
    /// The hash of the last entry; zeros before the first.
    pub hash: Sha256Digest,
    /// When the last entry was registered; none before the first.
    pub at: Option<OffsetDateTime>,
}

impl RegisterEnd {
    /// A register with no entry yet.
    pub const EMPTY: Self = Self {
        number: 0,
        hash: [0; 32],
        at: None,
    };
}

/// Which fields the hash of an entry covers. A new form never changes what an older one covers, so that what was sealed
/// stays sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// The fields of art. 53 c. 1 lett. a-d and f.
    First,
    /// Those and the particulars: the case, lett. e, the emergency number, the entry annulled.
    Second,
}

impl Seal {
    /// The number by which it is known.
    #[must_use]
    pub fn number(self) -> i32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    /// The form known by a number.
    #[must_use]
    pub fn of(number: i32) -> Option<Self> {
        [Self::First, Self::Second]
            .into_iter()
            .find(|seal| seal.number() == number)
    }
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
    /// What it says beside the document.
    pub particulars: Particulars,
    /// The hash of the entry before it in the year; zeros for the first.
    pub previous: Sha256Digest,
    /// The hash that seals it.
    pub hash: Sha256Digest,
    /// What that hash covers.
    pub seal: Seal,
}

impl Entry {
    /// Registers a document after the end of the register of a year.
    ///
    /// The time of a register never goes back: an entry whose request was read a moment earlier than that of the entry
    /// before it is registered at the moment of that one, so that the entries of a day have consecutive numbers.
    #[must_use]
    pub fn register(
        administration: &AdministrationCode,
        year: i32,
        end: RegisterEnd,
        document: Document,
        particulars: Particulars,
        now: OffsetDateTime,
    ) -> Self {
        let number = ProtocolNumber {
            year,
            number: end.number + 1,
        };
        let mut entry = Self {
            number,
            registered_at: end.at.map_or(now, |last| last.max(now)),
            document,
            particulars,
            previous: end.hash,
            hash: RegisterEnd::EMPTY.hash,
            seal: Seal::Second,
        };
        entry.hash = entry.sealed(administration);
        entry
    }

    /// The register's end once this entry is its last.
    #[must_use]
    pub fn end(&self) -> RegisterEnd {
        RegisterEnd {
            number: self.number.number,
            hash: self.hash,
            at: Some(self.registered_at),
        }
    }

    /// Whether the entry is sealed by its own content and follows the end given.
    #[must_use]
    pub fn follows(&self, administration: &AdministrationCode, end: RegisterEnd) -> bool {
        self.number.number == end.number + 1 && self.previous == end.hash && self.is_whole(administration)
    }

    /// Whether its content is the one that its hash seals.
    #[must_use]
    pub fn is_whole(&self, administration: &AdministrationCode) -> bool {
        self.hash == self.sealed(administration)
    }

    /// The hash over every field that the seal covers, each preceded by its length, and over the hash of the entry
    /// before.
    fn sealed(&self, administration: &AdministrationCode) -> Sha256Digest {
        let mut fields: Vec<Vec<u8>> = vec![
            administration.as_str().into(),
            self.number.year.to_be_bytes().into(),
            self.number.number.to_be_bytes().into(),
            self.registered_at.unix_timestamp_nanos().to_be_bytes().into(),
            self.document.direction.as_str().into(),
            self.document.correspondent.as_bytes().into(),
            self.document.subject.as_bytes().into(),
            self.document.digest.into(),
        ];
        if self.seal == Seal::Second {
            fields.insert(0, vec![2]);
            fields.extend(self.particulars.fields());
        }
        fields.push(self.previous.into());
        let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
        digest_of(&fields)
    }
}

impl Particulars {
    /// What a seal covers of them: always as many fields, empty where there is nothing.
    fn fields(&self) -> Vec<Vec<u8>> {
        let Self {
            case,
            foreign,
            emergency,
            annuls,
        } = self;
        let mut fields = vec![case.map(|case| case.0.as_bytes().to_vec()).unwrap_or_default()];
        fields.extend(foreign.as_ref().map(ForeignProtocol::fields).unwrap_or_default());
        fields.extend(
            emergency
                .as_ref()
                .map(EmergencyNumber::fields)
                .unwrap_or_default(),
        );
        fields.push(
            annuls
                .map(|number| number.to_string().into_bytes())
                .unwrap_or_default(),
        );
        fields
    }
}

impl ForeignProtocol {
    fn fields(&self) -> [Vec<u8>; 2] {
        [
            self.number.as_str().into(),
            self.date.map(dates::written).unwrap_or_default().into(),
        ]
    }
}

impl EmergencyNumber {
    fn fields(&self) -> [Vec<u8>; 3] {
        [
            self.register.as_bytes().into(),
            self.number.to_be_bytes().into(),
            dates::written(self.date).into(),
        ]
    }
}
