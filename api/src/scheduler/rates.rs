//! Telling other servers of those who come often.

use std::io;

use tracing::warn;

use super::worker::{Pace, Worker};
use crate::door::{EVERY, Exchange};
use crate::state::AppState;

/// Tells other servers of those who come often, until it is dropped. Every server does, whatever else it does by itself.
#[derive(Debug)]
pub struct RateTeller(#[expect(dead_code, reason = "it works until it is dropped")] Worker);

impl RateTeller {
    /// Begins.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub fn start(state: &AppState) -> io::Result<Self> {
        let server = state.randomness().id(state.clock().now());
        let (state, mut exchange, mut well) = (state.clone(), Exchange::of(server), true);
        let worker = Worker::start("rates", EVERY, move |_| {
            let done = exchange.carry_out(&state);
            if let Err(error) = &done
                && well
            {
                warn!(%error, "servers cannot tell each other of those who come often");
            }
            well = done.is_ok();
            Pace::Rest
        })?;
        Ok(Self(worker))
    }
}
