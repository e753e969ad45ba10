//! An entry of the log, and its seal.

use crate::codes::AdministrationCode;
use crate::protocol::{Sha256Digest, digest_of};
use time::OffsetDateTime;
use uuid::Uuid;

/// Who did it. Of a citizen nothing but the role is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The subject of the token, for staff and machines.
    pub subject: Option<String>,
    /// Who vouches for the subject.
    pub issuer: Option<String>,
    /// The roles that the token says, by their names.
    pub roles: Vec<String>,
    /// The office that they belong to.
    pub office: Option<String>,
    /// The body on whose behalf a machine calls: the `consumerId` of its voucher.
    pub consumer: Option<String>,
    /// For which purpose it calls: the `purposeId` of its voucher.
    pub purpose: Option<String>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id (UUIDv7).
    pub id: Uuid,
    /// When it was done.
    pub at: OffsetDateTime,
    /// The id of the request.
    pub request: Uuid,
    /// The operation of the contract.
    pub operation: String,
    /// The path in the contract of what was made, changed or read.
    pub resource: String,
    /// The status of the answer.
    pub status: u16,
    /// Who did it.
    pub author: Author,
}

/// What holds an entry in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Its place in the log of its administration, from 1, without gaps.
    pub position: i64,
    /// The hash of the entry before it; zeros for the first.
    pub previous: Sha256Digest,
    /// The hash over the entry, its place and the hash before.
    pub hash: Sha256Digest,
}

/// An entry as it is kept: sealed a moment after it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What was done.
    pub entry: Entry,
    /// Its seal; none while it waits for it.
    pub seal: Option<Seal>,
}

/// The end of the sealed part of a log: what the next seal follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// The last place given; 0 before the first.
    pub position: i64,
    /// The hash of the last sealed entry; zeros before the first.
    pub hash: Sha256Digest,
}

impl LogEnd {
    /// A log in which nothing is sealed yet.
    pub const EMPTY: Self = Self {
        position: 0,
        hash: [0; 32],
    };

    /// Seals an entry after this end.
    #[must_use]
    pub fn seal(self, administration: &AdministrationCode, entry: &Entry) -> Seal {
        let position = self.position.saturating_add(1);
        Seal {
            position,
            previous: self.hash,
            hash: entry.hash(administration, position, self.hash),
        }
    }
}

impl Seal {
    /// The end of the log once the entry is its last.
    #[must_use]
    pub fn end(&self) -> LogEnd {
        LogEnd {
            position: self.position,
            hash: self.hash,
        }
    }
}

impl Entry {
    /// The hash over everything that the entry says, each preceded by its length, its place and the hash before.
    pub(super) fn hash(
        &self,
        administration: &AdministrationCode,
        position: i64,
        previous: Sha256Digest,
    ) -> Sha256Digest {
        let Author {
            subject,
            issuer,
            roles,
            office,
            consumer,
            purpose,
        } = &self.author;
        let mut fields: Vec<Vec<u8>> = vec![
            administration.as_str().into(),
            position.to_be_bytes().into(),
            self.id.as_bytes().into(),
            self.at.unix_timestamp_nanos().to_be_bytes().into(),
            self.request.as_bytes().into(),
            self.operation.as_bytes().into(),
            self.resource.as_bytes().into(),
            self.status.to_be_bytes().into(),
            roles.join(" ").into(),
        ];
        // What is absent is another thing than what is empty.
        fields.extend([subject, issuer, office, consumer, purpose].map(|text| {
            text.as_ref()
                .map(|text| [b"=", text.as_bytes()].concat())
                .unwrap_or_default()
        }));
        fields.push(previous.into());
        let fields: Vec<&[u8]> = fields.iter().map(Vec::as_slice).collect();
        digest_of(&fields)
    }
}
