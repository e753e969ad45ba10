//! Proving the audit logs of an installation, in constant memory.

use cartaviva_domain::audit::{Proof, Unsound};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::{Conn, StoreError, administrations, audit};

/// How many administrations are read at a time.
const CHUNK: i64 = 100;

/// Why a log is not proved.
#[derive(Debug, thiserror::Error)]
pub enum AuditFault {
    /// An entry does not hold.
    #[error("the audit log of {administration} does not hold")]
    Unsound {
        /// Whose log it is.
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

/// A log that was proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    administration: AdministrationCode,
    entries: i64,
    waiting: i64,
}

impl std::fmt::Display for Proved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            administration,
            entries,
            waiting,
        } = self;
        write!(
            f,
            "{administration}: {entries} entries, whole; {waiting} wait for their seal"
        )
    }
}

/// Proves the log of one administration or of all; tells each that is whole.
///
/// # Errors
/// [`AuditFault`] at the first entry that does not hold.
pub(crate) fn all(
    db: &mut Conn,
    administration: Option<&AdministrationCode>,
    mut tell: impl FnMut(Proved),
) -> Result<(), AuditFault> {
    if let Some(code) = administration {
        if administrations::find(db, code)?.is_none() {
            return Err(AuditFault::Unknown(code.clone()));
        }
        tell(log(db, code)?);
        return Ok(());
    }
    let mut after = None;
    loop {
        let found = administrations::list(db, after.as_ref(), CHUNK)?;
        for administration in &found {
            tell(log(db, &administration.value.code)?);
        }
        let Some(last) = found.into_iter().last() else {
            return Ok(());
        };
        after = Some(last.value.code);
    }
}

/// Proves a log from its first entry to the end that it knows of itself.
fn log(db: &mut Conn, administration: &AdministrationCode) -> Result<Proved, AuditFault> {
    let unsound = |source| AuditFault::Unsound {
        administration: administration.clone(),
        source,
    };
    let mut proof = Proof::begin(administration.clone());
    loop {
        let chunk = audit::chunk(db, administration, proof.proved())?;
        if chunk.is_empty() {
            break;
        }
        for (entry, seal) in &chunk {
            proof.accept(entry, seal).map_err(unsound)?;
        }
    }
    proof.close(audit::end(db, administration)?).map_err(unsound)?;
    Ok(Proved {
        administration: administration.clone(),
        entries: proof.proved(),
        waiting: audit::waiting(db, administration)?,
    })
}
