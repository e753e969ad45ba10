//! Why a file was not loaded.

use std::path::PathBuf;

use cartaviva_domain::catalogue::Fault;
use cartaviva_persistence::StoreError;
use cartaviva_persistence::recomputation::RecomputeFault;

/// Why a file was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// The file cannot be read, or is not UTF-8.
    #[error("{} cannot be read", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not JSON.
    #[error("{} is not JSON", file.display())]
    NotJson {
        /// The file.
        file: PathBuf,
        /// Where reading stops.
        source: serde_json::Error,
    },
    /// The file has faults.
    #[error("{} is refused: {}", file.display(), counted(faults))]
    Refused {
        /// The file.
        file: PathBuf,
        /// Every fault, by its path; at least one.
        faults: Vec<Fault>,
    },
    /// The JSON Schema that is compiled in cannot be used.
    #[error("the schema of charter files cannot be used: {0}")]
    Schema(String),
    /// The database does not keep it.
    #[error("the database cannot be used")]
    Database(#[from] StoreError),
    /// By a calendar of the file a running term has no end.
    #[error("the calendars cannot be changed")]
    Calendar(#[source] RecomputeFault),
}

impl From<RecomputeFault> for ImportFault {
    fn from(fault: RecomputeFault) -> Self {
        match fault {
            RecomputeFault::Store(error) => Self::Database(error),
            refused @ RecomputeFault::Refused { .. } => Self::Calendar(refused),
        }
    }
}

impl ImportFault {
    /// The faults of the file, by their paths.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::Refused { faults, .. } => faults,
            _ => &[],
        }
    }
}

/// How many faults there are, and the first of them.
fn counted(faults: &[Fault]) -> String {
    let first = faults.first().map(line).unwrap_or_default();
    match faults.len() {
        1 => first,
        count => format!("{count} faults, the first at {first}"),
    }
}

/// A fault in one line; the whole file has the empty pointer, which is shown as `/`.
#[must_use]
pub fn line(fault: &Fault) -> String {
    let pointer = if fault.pointer.is_empty() {
        "/"
    } else {
        &fault.pointer
    };
    format!("{pointer}: {}", fault.what)
}
