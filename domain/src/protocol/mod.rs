//! The protocol register (D.P.R. 445/2000 art. 53-57): gapless numbers, entries that never change, each sealed by a hash
//! that covers the entry before it, annulled by an act and never deleted.

mod annulment;
mod deferred;
mod document;
mod entry;
#[cfg(test)]
mod entry_tests;
mod proof;

pub use annulment::{AnnulRefusal, Annulment, may_annul};
pub use deferred::{
    Deferred, EmergencyEnd, EmergencyPeriod, NoRegisterCode, NumberRefusal, Numbering, OrdinaryNumber,
    ProtocolSystem, RegisterCode, Registration, RegistrationState, SystemKind, emergency_register,
};
pub use document::{
    Correspondent, Direction, Document, DocumentSubject, EmergencyNumber, ForeignNumber, ForeignProtocol,
    Particulars,
};
pub use entry::{Entry, ProtocolNumber, RegisterEnd, Seal};
pub use proof::{Flaw, Proof, Unsound};

use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Sha256Digest = [u8; 32];

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
