//! Annulment (D.P.R. 445/2000 art. 54): the entry stays readable and shows that it was annulled, when, by whom, by which
//! act. The act is an internal entry of the register itself, so that it is sealed as every other and cannot be removed
//! unnoticed.

use super::{Direction, Document, Entry, ProtocolNumber, Sha256Digest, digest_of};
use crate::cases::Reason;
use crate::text::Source;
use time::OffsetDateTime;

/// An annulment of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annulment {
    /// The entry annulled.
    pub entry: ProtocolNumber,
    /// The act that authorises it.
    pub reference: Source,
    /// Why.
    pub reason: Reason,
    /// Who carried it out, in the terms of whoever vouches for them.
    pub by: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Why an entry cannot be annulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnulRefusal {
    /// It was annulled before.
    Already,
    /// It records an annulment itself: what it says happened.
    RecordsAnnulment,
}

/// Whether an entry may be annulled.
///
/// # Errors
/// [`AnnulRefusal`] when it was annulled before, or records an annulment itself.
pub fn may_annul(entry: &Entry, annulled: bool) -> Result<(), AnnulRefusal> {
    if annulled {
        return Err(AnnulRefusal::Already);
    }
    if entry.particulars.annuls.is_some() {
        return Err(AnnulRefusal::RecordsAnnulment);
    }
    Ok(())
}

impl Annulment {
    /// The document that records it in the register of `administration`, which is named in words.
    #[must_use]
    pub fn document(&self, administration: &str) -> Document {
        Document {
            direction: Direction::Internal,
            correspondent: administration.to_owned(),
            subject: format!("Annullamento della registrazione di protocollo {}", self.entry),
            digest: self.digest(),
        }
    }

    /// The digest of the act: every field.
    #[must_use]
    pub fn digest(&self) -> Sha256Digest {
        digest_of(&[
            self.entry.to_string().as_bytes(),
            self.reference.as_str().as_bytes(),
            self.reason.as_str().as_bytes(),
            self.by.as_bytes(),
            &self.at.unix_timestamp_nanos().to_be_bytes(),
        ])
    }
}
