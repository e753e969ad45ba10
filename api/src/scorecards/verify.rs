//! Proving the counts that scorecards are summed of.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::settled::{self, Difference};
use cartaviva_persistence::{Db, StoreError, administrations};

/// How many administrations are read at a time.
const CHUNK: i64 = 100;

/// Why figures are not proved.
#[derive(Debug, thiserror::Error)]
pub enum FiguresFault {
    /// There is no such administration.
    #[error("there is no administration {0}")]
    Unknown(AdministrationCode),
    /// The database cannot be used.
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
}

/// What was found of an administration.
#[derive(Clone, Debug)]
pub(crate) struct Verified {
    administration: AdministrationCode,
    differences: Vec<Difference>,
    repaired: bool,
}

impl Verified {
    /// Whether its figures are right now.
    pub(crate) fn is_right(&self) -> bool {
        self.differences.is_empty() || self.repaired
    }
}

impl std::fmt::Display for Verified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ending = if self.repaired { ", made right" } else { "" };
        match self.differences.first() {
            None => write!(f, "{}: the figures are right", self.administration),
            Some(first) => write!(
                f,
                "{}: figures differ, the first of {} ({}) in {}: {} counted, {} found{ending}",
                self.administration,
                first.procedure_code,
                if first.term.is_empty() {
                    "upheld"
                } else {
                    &first.term
                },
                first.bucket,
                first.held,
                first.found
            ),
        }
    }
}

/// Proves the figures of one administration or of all, each in a transaction of its own; what differs is made right where that
/// is asked for.
///
/// # Errors
/// [`FiguresFault`]; what was made right until then stays so.
pub(crate) fn all(
    db: &Db,
    administration: Option<&AdministrationCode>,
    repair: bool,
) -> Result<Vec<Verified>, FiguresFault> {
    let codes = match administration {
        Some(code) => vec![known(db, code)?],
        None => every(db)?,
    };
    codes.into_iter().map(|code| one(db, code, repair)).collect()
}

fn one(db: &Db, administration: AdministrationCode, repair: bool) -> Result<Verified, FiguresFault> {
    let differences = db.read(|conn| settled::differences(conn, &administration))?;
    let repaired = repair && !differences.is_empty();
    if repaired {
        db.write(|conn| settled::repair(conn, &administration))?;
    }
    Ok(Verified {
        administration,
        differences,
        repaired,
    })
}

fn known(db: &Db, code: &AdministrationCode) -> Result<AdministrationCode, FiguresFault> {
    let found = db.read(|conn| administrations::find(conn, code))?;
    found
        .map(|found| found.value.code)
        .ok_or_else(|| FiguresFault::Unknown(code.clone()))
}

fn every(db: &Db) -> Result<Vec<AdministrationCode>, StoreError> {
    let mut codes = Vec::new();
    loop {
        let after = codes.last();
        let found = db.read(|conn| administrations::list(conn, after, CHUNK))?;
        if found.is_empty() {
            return Ok(codes);
        }
        codes.extend(found.into_iter().map(|found| found.value.code));
    }
}
