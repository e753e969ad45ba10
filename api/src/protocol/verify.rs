//! Proving the protocol registers of an installation, in constant memory.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::protocol::{Annulment, Flaw, Proof, ProtocolNumber, Unsound};
use cartaviva_persistence::{Conn, StoreError, administrations, protocol};

/// How many administrations are read at a time.
const CHUNK: i64 = 100;

/// Why a register is not proved.
#[derive(Debug, thiserror::Error)]
pub enum VerifyFault {
    /// An entry does not hold.
    #[error("the register of {administration} does not hold")]
    Unsound {
        /// Whose register it is.
        administration: AdministrationCode,
        /// The first entry that does not hold.
        source: Unsound,
    },
    /// There is no such administration.
    #[error("there is no administration {0}")]
    Unknown(AdministrationCode),
    /// The database cannot be read.
    #[error("the database cannot be read")]
    Store(#[from] StoreError),
}

/// A register that was proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// Whose register it is.
    pub administration: AdministrationCode,
    /// Of which year.
    pub year: i32,
    /// How many entries it has.
    pub entries: i64,
}

impl std::fmt::Display for Proved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            administration,
            year,
            entries,
        } = self;
        write!(f, "{administration} {year}: {entries} entries, whole")
    }
}

/// Proves the registers of one administration or of all, of one year or of all; tells each that is whole.
///
/// # Errors
/// [`VerifyFault`] at the first entry that does not hold.
pub(crate) fn all(
    db: &mut Conn,
    administration: Option<&AdministrationCode>,
    year: Option<i32>,
    mut tell: impl FnMut(Proved),
) -> Result<(), VerifyFault> {
    if let Some(code) = administration {
        if administrations::find(db, code)?.is_none() {
            return Err(VerifyFault::Unknown(code.clone()));
        }
        return of_one(db, code, year, &mut tell);
    }
    let mut after = None;
    loop {
        let found = administrations::list(db, after.as_ref(), CHUNK)?;
        for administration in &found {
            of_one(db, &administration.value.code, year, &mut tell)?;
        }
        let Some(last) = found.into_iter().last() else {
            return Ok(());
        };
        after = Some(last.value.code);
    }
}

fn of_one(
    db: &mut Conn,
    administration: &AdministrationCode,
    year: Option<i32>,
    tell: &mut impl FnMut(Proved),
) -> Result<(), VerifyFault> {
    let years = match year {
        Some(year) => vec![year],
        None => protocol::years(db, administration)?,
    };
    for year in years {
        tell(register(db, administration, year)?);
    }
    Ok(())
}

/// Proves the register of a year from its first entry to the end that it knows of itself.
fn register(db: &mut Conn, administration: &AdministrationCode, year: i32) -> Result<Proved, VerifyFault> {
    let unsound = |source| VerifyFault::Unsound {
        administration: administration.clone(),
        source,
    };
    let mut proof = Proof::begin(administration.clone(), year);
    let mut last = ProtocolNumber { year, number: 0 };
    loop {
        let chunk = protocol::chunk(db, administration, last)?;
        let Some(end) = chunk.last() else { break };
        last = end.entry.number;
        for recorded in &chunk {
            let kept = recorded.annulment.as_ref();
            let names_it = kept.is_none_or(|kept| recorded.entry.particulars.annuls == Some(kept.entry));
            let digest = kept.filter(|_| names_it).map(Annulment::digest);
            proof.accept(&recorded.entry, digest).map_err(unsound)?;
        }
    }
    proof
        .close(protocol::register_end(db, administration, year)?)
        .map_err(unsound)?;
    if protocol::annulment_count(db, administration, year)? != proof.annulments() {
        return Err(unsound(Unsound {
            number: proof.next(),
            flaw: Flaw::AnnulmentUnknown,
        }));
    }
    Ok(Proved {
        administration: administration.clone(),
        year,
        entries: last.number,
    })
}
