//! Clearing away what was kept long enough.

use cartaviva_persistence::{StoreError, idempotency};

use super::KEPT;
use crate::state::AppState;

/// Clears away the keys and answers of requests that were made [`KEPT`] ago or earlier; tells how many they were.
///
/// # Errors
/// [`StoreError`] when the database cannot be written.
pub fn clear(state: &AppState) -> Result<usize, StoreError> {
    let before = state.clock().now().saturating_sub(KEPT);
    state.db().write(|conn| idempotency::forget(conn, before))
}
