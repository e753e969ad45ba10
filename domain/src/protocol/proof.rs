//! Proving a register: entry after entry, remembering only the end of what was proved.

use super::{Entry, ProtocolNumber, RegisterEnd, Sha256Digest};
use crate::codes::AdministrationCode;

/// A proof under way of the register of a year.
#[derive(Clone, Debug)]
pub struct Proof {
    administration: AdministrationCode,
    year: i32,
    end: RegisterEnd,
    annulments: i64,
}

/// The first entry that does not hold, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the entry {number} does not hold: {flaw}")]
pub struct Unsound {
    /// The entry.
    pub number: ProtocolNumber,
    /// Why it does not hold.
    pub flaw: Flaw,
}

/// Why an entry does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is not there, though a later one is, or the register says that it was given.
    #[error("it is missing")]
    Missing,
    /// The register does not know that this number was given.
    #[error("the register ends before it")]
    BeyondTheEnd,
    /// Its content is not what its hash seals.
    #[error("its content is not what its hash seals")]
    Altered,
    /// Its hash does not cover that of the entry before it.
    #[error("it does not follow the entry before it")]
    NotFollowing,
    /// The register's own end has another hash than its last entry.
    #[error("the end of the register has another hash")]
    OtherEnd,
    /// It records an annulment that is not kept, or is kept otherwise.
    #[error("the annulment that it records is not kept as it was recorded")]
    AnnulmentAltered,
    /// It is said to record an annulment, and does not.
    #[error("an annulment is kept of which the register knows nothing")]
    AnnulmentUnknown,
}

impl Proof {
    /// A proof of the register of a year, from its first entry.
    #[must_use]
    pub fn begin(administration: AdministrationCode, year: i32) -> Self {
        Self {
            administration,
            year,
            end: RegisterEnd::EMPTY,
            annulments: 0,
        }
    }

    /// The number after the last that was proved.
    #[must_use]
    pub fn next(&self) -> ProtocolNumber {
        ProtocolNumber {
            year: self.year,
            number: self.end.number + 1,
        }
    }

    /// How many entries record an annulment, of those proved.
    #[must_use]
    pub fn annulments(&self) -> i64 {
        self.annulments
    }

    /// Goes on with the next entry; `annulment` is the digest of the annulment kept as recorded by it, if there is one.
    ///
    /// # Errors
    /// [`Unsound`] names the entry that does not hold.
    pub fn accept(&mut self, entry: &Entry, annulment: Option<Sha256Digest>) -> Result<(), Unsound> {
        let flaw = |flaw| {
            Err(Unsound {
                number: entry.number,
                flaw,
            })
        };
        if entry.number != self.next() {
            return Err(Unsound {
                number: self.next(),
                flaw: Flaw::Missing,
            });
        }
        if !entry.is_whole(&self.administration) {
            return flaw(Flaw::Altered);
        }
        if entry.previous != self.end.hash {
            return flaw(Flaw::NotFollowing);
        }
        match (entry.particulars.annuls, annulment) {
            (None, None) => {}
            (None, Some(_)) => return flaw(Flaw::AnnulmentUnknown),
            (Some(_), Some(kept)) if kept == entry.document.digest => self.annulments += 1,
            (Some(_), _) => return flaw(Flaw::AnnulmentAltered),
        }
        self.end = entry.end();
        Ok(())
    }

    /// Ends the proof at the end that the register itself knows.
    ///
    /// # Errors
    /// [`Unsound`] names the entry that the register and its entries disagree on.
    pub fn close(&self, known: RegisterEnd) -> Result<(), Unsound> {
        let last = ProtocolNumber {
            year: self.year,
            number: self.end.number,
        };
        let (number, flaw) = match known.number.cmp(&self.end.number) {
            std::cmp::Ordering::Greater => (self.next(), Flaw::Missing),
            std::cmp::Ordering::Less => (
                ProtocolNumber {
                    year: self.year,
                    number: known.number + 1,
                },
                Flaw::BeyondTheEnd,
            ),
            std::cmp::Ordering::Equal if known.hash == self.end.hash => return Ok(()),
            std::cmp::Ordering::Equal => (last, Flaw::OtherEnd),
        };
        Err(Unsound { number, flaw })
    }
}
