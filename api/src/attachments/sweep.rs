//! Clearing away files that belong to nothing: what an upload left that was cut off with the process, what a withdrawal could
//! not destroy at once.

use std::time::Duration;

use actix_web::rt::time::interval;
use cartaviva_persistence::attachments;
use tracing::{info, warn};

use super::receive::discard;
use crate::problem::ApiError;
use crate::state::AppState;

/// How long a file may belong to nothing: far longer than any upload takes.
const GRACE: time::Duration = time::Duration::DAY;

/// How many files are cleared away at a time.
const AT_A_TIME: i64 = 1_000;

/// How often it is looked.
const ROUND: Duration = Duration::from_secs(3_600);

/// Clears away the files that have belonged to nothing for a day; says how many there were.
///
/// # Errors
/// 503 and 500 when the database cannot be read.
pub async fn sweep(state: &AppState) -> Result<usize, ApiError> {
    let before = state.clock().now() - GRACE;
    let loose = state
        .read(move |db| Ok(attachments::loose_since(db, before, AT_A_TIME)?))
        .await?;
    for file in &loose {
        discard(state, &file.administration, file.id).await;
    }
    Ok(loose.len())
}

/// Sweeps at once and then every hour, for as long as the process runs. Several servers may: each file is destroyed once or
/// found gone.
pub async fn sweep_always(state: AppState) {
    let mut rounds = interval(ROUND);
    loop {
        rounds.tick().await;
        match sweep(&state).await {
            Ok(0) => {}
            Ok(files) => info!(files, "files that belonged to nothing were cleared away"),
            Err(error) => warn!(?error, "files that belong to nothing could not be cleared away"),
        }
    }
}
