//! Proving a log: entry after entry, remembering only the end of what was proved.

use super::{Entry, LogEnd, Seal};
use crate::codes::AdministrationCode;
use uuid::Uuid;

/// A proof under way of the log of an administration.
#[derive(Clone, Debug)]
pub struct Proof {
    administration: AdministrationCode,
    end: LogEnd,
}

/// The first entry that does not hold, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the entry {position} does not hold: {flaw}")]
pub struct Unsound {
    /// The place of the entry.
    pub position: i64,
    /// Why it does not hold.
    pub flaw: Flaw,
}

/// Why an entry does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is not there, though a later one is, or the log says that it was sealed.
    #[error("it is missing")]
    Missing,
    /// The log does not know that this place was given.
    #[error("the log ends before it")]
    BeyondTheEnd,
    /// It is not what its hash seals.
    #[error("what it says ({0}) is not what its hash seals")]
    Altered(Uuid),
    /// Its hash does not cover that of the entry before it.
    #[error("it does not follow the entry before it")]
    NotFollowing,
    /// The log's own end has another hash than its last entry.
    #[error("the end of the log has another hash")]
    OtherEnd,
}

impl Proof {
    /// A proof of the log of an administration, from its first entry.
    #[must_use]
    pub fn begin(administration: AdministrationCode) -> Self {
        Self {
            administration,
            end: LogEnd::EMPTY,
        }
    }

    /// How many entries were proved.
    #[must_use]
    pub fn proved(&self) -> i64 {
        self.end.position
    }

    /// Goes on with the next entry.
    ///
    /// # Errors
    /// [`Unsound`] names the entry that does not hold.
    pub fn accept(&mut self, entry: &Entry, seal: &Seal) -> Result<(), Unsound> {
        let expected = self.end.position.saturating_add(1);
        let unsound = |position, flaw| Err(Unsound { position, flaw });
        if seal.position != expected {
            return unsound(expected, Flaw::Missing);
        }
        if entry.hash(&self.administration, seal.position, seal.previous) != seal.hash {
            return unsound(seal.position, Flaw::Altered(entry.id));
        }
        if seal.previous != self.end.hash {
            return unsound(seal.position, Flaw::NotFollowing);
        }
        self.end = seal.end();
        Ok(())
    }

    /// Ends the proof at the end that the log itself knows.
    ///
    /// # Errors
    /// [`Unsound`] names the entry that the log and its entries disagree on.
    pub fn close(&self, known: LogEnd) -> Result<(), Unsound> {
        let last = self.end.position;
        let (position, flaw) = match known.position.cmp(&last) {
            std::cmp::Ordering::Greater => (last.saturating_add(1), Flaw::Missing),
            std::cmp::Ordering::Less => (known.position.saturating_add(1), Flaw::BeyondTheEnd),
            std::cmp::Ordering::Equal if known.hash == self.end.hash => return Ok(()),
            std::cmp::Ordering::Equal => (last, Flaw::OtherEnd),
        };
        Err(Unsound { position, flaw })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Author;
    use super::*;
    use time::macros::datetime;

    fn livorno() -> AdministrationCode {
        AdministrationCode::parse("c_e625").unwrap()
    }

    fn log(long: u128) -> Vec<(Entry, Seal)> {
        let mut end = LogEnd::EMPTY;
        (1..=long)
            .map(|number| {
                let entry = Entry {
                    id: Uuid::from_u128(number),
                    at: datetime!(2026-11-20 10:30 UTC),
                    request: Uuid::from_u128(number + 100),
                    operation: "decide_case".to_owned(),
                    resource: format!("/administrations/c_e625/cases/{number}"),
                    status: 201,
                    author: Author {
                        subject: Some("officer".to_owned()),
                        roles: vec!["officer".to_owned()],
                        ..Author::default()
                    },
                };
                let seal = end.seal(&livorno(), &entry);
                end = seal.end();
                (entry, seal)
            })
            .collect()
    }

    fn proved(log: &[(Entry, Seal)], end: LogEnd) -> Result<i64, Unsound> {
        let mut proof = Proof::begin(livorno());
        for (entry, seal) in log {
            proof.accept(entry, seal)?;
        }
        proof.close(end)?;
        Ok(proof.proved())
    }

    #[test]
    fn a_log_that_nobody_touched_is_whole() {
        let whole = log(3);
        assert_eq!(proved(&whole, whole[2].1.end()), Ok(3));
        assert_eq!(proved(&[], LogEnd::EMPTY), Ok(0));
    }

    #[test]
    fn whatever_is_changed_in_an_entry_is_noticed() {
        let whole = log(2);
        let end = whole[1].1.end();
        let changes: [fn(&mut Entry); 9] = [
            |entry| entry.id = Uuid::nil(),
            |entry| entry.at += time::Duration::MICROSECOND,
            |entry| entry.request = Uuid::nil(),
            |entry| entry.operation = "show_case".to_owned(),
            |entry| entry.resource.push('0'),
            |entry| entry.status = 200,
            |entry| entry.author.subject = None,
            |entry| entry.author.roles.push("admin".to_owned()),
            |entry| entry.author.office = Some(String::new()),
        ];
        for change in changes {
            let mut log = whole.clone();
            change(&mut log[0].0);
            let found = proved(&log, end).unwrap_err();
            assert_eq!((found.position, found.flaw), (1, Flaw::Altered(log[0].0.id)));
        }
    }

    #[test]
    fn what_is_removed_reordered_or_sealed_anew_is_noticed() {
        let whole = log(3);
        let end = whole[2].1.end();
        let flaw = |log: &[(Entry, Seal)], end| {
            let found = proved(log, end).unwrap_err();
            (found.position, found.flaw)
        };
        assert_eq!(flaw(&whole[1..], end), (1, Flaw::Missing));
        assert_eq!(flaw(&whole[..2], end), (3, Flaw::Missing));
        assert_eq!(flaw(&whole, whole[1].1.end()), (3, Flaw::BeyondTheEnd));
        let mut anew = whole.clone();
        anew[1].0.status = 500;
        let other = LogEnd {
            position: 1,
            hash: whole[0].1.hash,
        };
        anew[1].1 = other.seal(&livorno(), &anew[1].0);
        assert_eq!(flaw(&anew, end), (3, Flaw::NotFollowing));
        assert_eq!(flaw(&anew[..2], whole[1].1.end()), (2, Flaw::OtherEnd));
    }
}
