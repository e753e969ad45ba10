//! Sealing what was added to the logs.

use cartaviva_persistence::{StoreError, audit};

use crate::state::AppState;

/// Seals the entries that wait for it, some of each log at most; tells how many. Any number of servers may do this.
///
/// # Errors
/// [`StoreError`] when the database cannot be used.
pub fn seal(state: &AppState) -> Result<usize, StoreError> {
    let logs = state.db().read(audit::to_seal)?;
    let mut sealed = 0;
    for administration in logs {
        sealed += state.db().write(|conn| audit::seal(conn, &administration))?;
    }
    Ok(sealed)
}
