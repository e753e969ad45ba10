//! Loading administrations from files: each is checked whole and kept whole, or not at all.

mod examples;
mod fault;
mod read;
mod schema;

use std::fmt;
use std::path::Path;

use cartaviva_domain::cases::Actor;
use cartaviva_domain::catalogue::{Catalogue, Fault};
use cartaviva_domain::codes::{AdministrationCode, Code, EventId};
use cartaviva_persistence::catalogue::{self, Imported};
use cartaviva_persistence::recomputation::{RecomputeFault, Recorder};
use cartaviva_persistence::{Conn, Db, StoreError, administrations, charters};
use time::OffsetDateTime;

use crate::randomness::Randomness;

pub use examples::EXAMPLES;
pub use fault::{ImportFault, line};
pub use schema::Schema;

/// What loading one administration did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The administration.
    pub administration: AdministrationCode,
    /// How many of its entries were added, changed or known already.
    pub entries: Imported,
}

impl fmt::Display for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Imported { added, changed, same } = self.entries;
        write!(
            f,
            "{}: {added} entries added, {changed} changed, {same} the same",
            self.administration
        )
    }
}

/// Loads the example administrations that are compiled in, where there is no administration yet.
///
/// # Errors
/// [`ImportFault`] when one is refused or the database fails: none of them is loaded then.
pub fn examples(db: &Db, now: OffsetDateTime, randomness: &Randomness) -> Result<(), ImportFault> {
    let is_new = |found: Vec<_>| found.is_empty();
    if !db.read(|conn| administrations::list(conn, None, 1).map(is_new))? {
        return Ok(());
    }
    let schema = Schema::embedded()?;
    let read = |(name, text): (&str, &str)| read::catalogue(&schema, Path::new(name), text);
    let catalogues = EXAMPLES.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let loaded = db.write(|conn| {
        for catalogue in &catalogues {
            save(conn, catalogue, now, randomness)?;
        }
        Ok::<_, RecomputeFault>(())
    });
    match loaded {
        // Another server that begins at the same time was quicker.
        Err(RecomputeFault::Store(StoreError::Conflict)) => Ok(()),
        loaded => Ok(loaded?),
    }
}

/// Loads one file and says what that did. Loading it again changes nothing.
///
/// # Errors
/// [`ImportFault`] when it cannot be read or has faults, each named by its path: nothing of it is loaded then.
pub fn file(
    db: &Db,
    path: &Path,
    now: OffsetDateTime,
    randomness: &Randomness,
) -> Result<Loaded, ImportFault> {
    let text = std::fs::read_to_string(path).map_err(|source| ImportFault::Unreadable {
        file: path.to_owned(),
        source,
    })?;
    let catalogue = read::catalogue(&Schema::embedded()?, path, &text)?;
    let entries = db.write(|conn| {
        let faults = lowered(conn, &catalogue)?;
        if !faults.is_empty() {
            return Err(ImportFault::Refused {
                file: path.to_owned(),
                faults,
            });
        }
        Ok(save(conn, &catalogue, now, randomness)?)
    })?;
    Ok(Loaded {
        administration: catalogue.administration.code,
        entries,
    })
}

fn save(
    conn: &mut Conn,
    catalogue: &Catalogue,
    now: OffsetDateTime,
    randomness: &Randomness,
) -> Result<Imported, RecomputeFault> {
    let recorder = Recorder {
        actor: Actor {
            subject: None,
            role: "import".to_owned(),
        },
        now,
        new_id: &|| EventId(randomness.id(now)),
    };
    catalogue::save(conn, catalogue, &recorder)
}

/// The standards of charters that are known already and would be lowered: a standard is departed from only in the
/// citizen's favour, by a file as by an editor.
fn lowered(conn: &mut Conn, catalogue: &Catalogue) -> Result<Vec<Fault>, StoreError> {
    let known = charters::list(conn, &catalogue.administration.code)?;
    let known = |code: &Code| {
        let found = known.iter().find(|charter| charter.value.code == *code);
        found.map(|charter| &charter.value)
    };
    Ok(catalogue.lowered(known))
}

#[cfg(test)]
mod tests;
