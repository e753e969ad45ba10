//! Documents whose ordinary number comes later: from the administration's own protocol system, or once a register that
//! could not be used can be used again (D.P.R. 445/2000 art. 63).

use super::{Document, Entry, Particulars, ProtocolNumber};
use crate::cases::Reason;
use crate::text::Source;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// Which register numbers the documents of an administration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemKind {
    /// The register of this program.
    #[default]
    BuiltIn,
    /// The administration's own: an integrator tells its numbers.
    External,
}

/// How the documents of an administration are numbered now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProtocolSystem {
    /// Which register numbers them.
    pub kind: SystemKind,
    /// The time, still open, in which it cannot be used.
    pub emergency: Option<Uuid>,
}

impl ProtocolSystem {
    /// Whether documents take no ordinary number at once.
    #[must_use]
    pub fn defers(&self) -> bool {
        self.kind == SystemKind::External || self.emergency.is_some()
    }

    /// Whether a case that arrives is not registered yet: its number comes from elsewhere, and no emergency register is
    /// open that would register it meanwhile.
    #[must_use]
    pub fn leaves_unregistered(&self) -> bool {
        self.kind == SystemKind::External && self.emergency.is_none()
    }
}

/// The code of a register: 1 to 16 ASCII letters, digits, `_`, `.` or `-`, as in the segnatura of the AgID guidelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterCode(String);

/// A code that no register has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the code of a register has 1 to 16 letters, digits, '_', '.' or '-'")]
pub struct NoRegisterCode;

impl RegisterCode {
    /// The register of this program.
    #[must_use]
    pub fn built_in() -> Self {
        Self("CARTAVIVA".to_owned())
    }

    /// Reads a code.
    ///
    /// # Errors
    /// [`NoRegisterCode`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, NoRegisterCode> {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
        let shaped = (1..=16).contains(&raw.len()) && raw.bytes().all(fits);
        shaped.then(|| Self(raw.to_owned())).ok_or(NoRegisterCode)
    }

    /// The code itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The ordinary number that a document took at last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdinaryNumber {
    /// The register.
    pub register: RegisterCode,
    /// The number there.
    pub number: ProtocolNumber,
    /// When it was registered there.
    pub registered_at: OffsetDateTime,
}

/// A document whose ordinary number comes later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deferred {
    /// Its place among those of its administration, from 1.
    pub sequence: i64,
    /// The document.
    pub document: Document,
    /// What is to be entered beside it; its emergency number, where it took one.
    pub particulars: Particulars,
    /// When it arrived here: the terms run from when it was presented, whenever it is numbered.
    pub arrived_at: OffsetDateTime,
    /// Its ordinary number, once it has one.
    pub number: Option<OrdinaryNumber>,
}

/// A document registered: under its ordinary number, or so that it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registration {
    /// Under its ordinary number.
    Entered(Entry),
    /// The ordinary number follows.
    Deferred(Deferred),
}

/// How a document stands in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationState {
    /// It has its ordinary number.
    Registered,
    /// It has a number of the emergency register, and the ordinary one follows.
    Emergency,
    /// It waits for a number.
    Waiting,
}

impl Registration {
    /// The document.
    #[must_use]
    pub fn document(&self) -> &Document {
        match self {
            Self::Entered(entry) => &entry.document,
            Self::Deferred(deferred) => &deferred.document,
        }
    }

    /// What is entered beside it.
    #[must_use]
    pub fn particulars(&self) -> &Particulars {
        match self {
            Self::Entered(entry) => &entry.particulars,
            Self::Deferred(deferred) => &deferred.particulars,
        }
    }

    /// When it was registered, or arrived where it is not yet.
    #[must_use]
    pub fn at(&self) -> OffsetDateTime {
        match self {
            Self::Entered(entry) => entry.registered_at,
            Self::Deferred(deferred) => deferred.arrived_at,
        }
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> RegistrationState {
        match self {
            Self::Entered(_) => RegistrationState::Registered,
            Self::Deferred(deferred) if deferred.number.is_some() => RegistrationState::Registered,
            Self::Deferred(deferred) if deferred.particulars.emergency.is_some() => {
                RegistrationState::Emergency
            }
            Self::Deferred(_) => RegistrationState::Waiting,
        }
    }

    /// Its ordinary number, the time it was given, and the register that gave it where that is another system's.
    #[must_use]
    pub fn number(&self) -> Option<(ProtocolNumber, OffsetDateTime, Option<&RegisterCode>)> {
        match self {
            Self::Entered(entry) => Some((entry.number, entry.registered_at, None)),
            Self::Deferred(deferred) => deferred
                .number
                .as_ref()
                .map(|taken| (taken.number, taken.registered_at, Some(&taken.register))),
        }
    }

    /// Whether one of these records that it was annulled.
    #[must_use]
    pub fn is_annulled_among(&self, others: &[Self]) -> bool {
        let Self::Entered(entry) = self else {
            return false;
        };
        others
            .iter()
            .any(|other| other.particulars().annuls == Some(entry.number))
    }
}

impl Deferred {
    /// Whether it was entered at last into the register of this program, where its entry tells the rest.
    #[must_use]
    pub fn is_entered_here(&self) -> bool {
        self.number
            .as_ref()
            .is_some_and(|number| number.register == RegisterCode::built_in())
    }
}

/// What a number told for a document changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// It has none yet and takes this.
    Takes,
    /// It has this very number: nothing changes.
    HasIt,
}

/// Why a number told for a document is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberRefusal {
    /// It has another number: a number never changes.
    HasAnother,
    /// It was registered before it arrived.
    BeforeArrival,
    /// It is registered in the future.
    InFuture,
}

impl Deferred {
    /// What a number told for it changes.
    ///
    /// A date of registration later than that of the arrival is accepted, though L. 241/1990 art. 18-bis does not want it:
    /// what the other register says is a fact. It moves no term.
    ///
    /// # Errors
    /// [`NumberRefusal`] when it has another, or the time cannot be.
    pub fn numbering(&self, told: &OrdinaryNumber, now: OffsetDateTime) -> Result<Numbering, NumberRefusal> {
        match &self.number {
            Some(number) if number == told => return Ok(Numbering::HasIt),
            Some(_) => return Err(NumberRefusal::HasAnother),
            None => {}
        }
        // The other system tells minutes at best: the same minute is not before.
        if told.registered_at < self.arrived_at - time::Duration::MINUTE {
            return Err(NumberRefusal::BeforeArrival);
        }
        if told.registered_at > now {
            return Err(NumberRefusal::InFuture);
        }
        Ok(Numbering::Takes)
    }
}

/// A time in which the register could not be used (D.P.R. 445/2000 art. 63 c. 1 and 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyPeriod {
    /// Its id.
    pub id: Uuid,
    /// What stopped the register.
    pub cause: Reason,
    /// The act that authorises the emergency register.
    pub reference: Source,
    /// When the register stopped.
    pub stopped_at: OffsetDateTime,
    /// When the emergency register was opened.
    pub opened_at: OffsetDateTime,
    /// Who opened it, in the terms of whoever vouches for them.
    pub opened_by: String,
    /// How it ended; none while it is open.
    pub end: Option<EmergencyEnd>,
}

/// How an emergency ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyEnd {
    /// When the register could be used again.
    pub restored_at: OffsetDateTime,
    /// When the emergency register was closed.
    pub closed_at: OffsetDateTime,
    /// Who closed it.
    pub closed_by: String,
}

/// The code of the emergency register of a year. There is one a year, whose numbers go on over every stop, so that a number
/// names one document (D.P.R. 445/2000 art. 63 c. 4).
#[must_use]
pub fn emergency_register(year: i32) -> String {
    format!("EM-{year:04}")
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::*;
    use time::macros::datetime;

    fn waiting(number: Option<OrdinaryNumber>) -> Deferred {
        Deferred {
            sequence: 1,
            document: Document {
                direction: Direction::Incoming,
                correspondent: "Anna Rossi".to_owned(),
                subject: "Reclamo".to_owned(),
                digest: [0; 32],
            },
            particulars: Particulars::default(),
            arrived_at: datetime!(2026-11-20 10:30:20 UTC),
            number,
        }
    }

    fn told(number: i64, registered_at: OffsetDateTime) -> OrdinaryNumber {
        OrdinaryNumber {
            register: RegisterCode::parse("PG").unwrap(),
            number: ProtocolNumber { year: 2026, number },
            registered_at,
        }
    }

    const NOON: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

    #[test]
    fn a_number_is_told_once_and_the_same_again_changes_nothing() {
        let number = told(7, datetime!(2026-11-20 10:30 UTC));
        assert_eq!(waiting(None).numbering(&number, NOON), Ok(Numbering::Takes));
        let has = waiting(Some(number.clone()));
        assert_eq!(has.numbering(&number, NOON), Ok(Numbering::HasIt));
        let another = told(8, datetime!(2026-11-20 10:30 UTC));
        assert_eq!(has.numbering(&another, NOON), Err(NumberRefusal::HasAnother));
    }

    #[test]
    fn nothing_is_numbered_before_it_arrived_or_in_the_future() {
        let number = |at| waiting(None).numbering(&told(7, at), NOON);
        assert_eq!(
            number(datetime!(2026-11-20 10:29:19 UTC)),
            Err(NumberRefusal::BeforeArrival)
        );
        assert_eq!(
            number(datetime!(2026-11-20 12:00:01 UTC)),
            Err(NumberRefusal::InFuture)
        );
    }

    #[test]
    fn a_register_has_a_code_of_the_segnatura() {
        for code in ["PG", "EM-2026", "reg_1.a", "ABCDEFGHIJKLMNOP"] {
            assert!(RegisterCode::parse(code).is_ok(), "{code}");
        }
        for code in ["", "a b", "è", "ABCDEFGHIJKLMNOPQ"] {
            assert_eq!(RegisterCode::parse(code), Err(NoRegisterCode), "{code}");
        }
        assert!(RegisterCode::parse(&emergency_register(2026)).is_ok());
    }
}
