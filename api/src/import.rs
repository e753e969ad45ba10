//! Loading administrations from files.

use std::path::{Path, PathBuf};

use cartaviva_persistence::Db;
use time::OffsetDateTime;

/// Why a file was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The file cannot be read.
    #[error("{} cannot be read", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Loads the example administrations that are compiled in, where there is no administration yet.
///
/// # Errors
/// [`ImportFault`] when one is refused.
pub fn examples(_db: &Db, _now: OffsetDateTime) -> Result<(), ImportFault> {
    Ok(())
}

/// Loads one file and says what it holds.
///
/// # Errors
/// [`ImportFault`] when it cannot be read or has faults: nothing of it is loaded then.
pub fn file(_db: &Db, path: &Path, _now: OffsetDateTime) -> Result<String, ImportFault> {
    std::fs::read_to_string(path).map_err(|source| ImportFault::Unreadable {
        file: path.to_owned(),
        source,
    })
}
