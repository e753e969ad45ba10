//! Clearing away what was kept long enough.

use cartaviva_persistence::{StoreError, idempotency};

use super::KEPT;
use crate::state::AppState;

/// About how many are cleared away at a time.
pub const AT_A_TIME: i64 = 1_000;

/// Clears away the keys and answers of requests that were made [`KEPT`] ago or earlier, some at most; tells how many they were.
///
/// # Errors
/// [`StoreError`] when the database cannot be written.
pub fn clear(state: &AppState) -> Result<usize, StoreError> {
    let before = state.clock().now().saturating_sub(KEPT);
    state
        .db()
        .write(|conn| idempotency::forget(conn, before, AT_A_TIME))
}
