//! What every handler holds: the database, the clock, the randomness, the verifier of tokens.

use actix_web::web;
use cartaviva_persistence::{Conn, Db};
use tracing::Span;

use crate::auth::Verifier;
use crate::clock::Clock;
use crate::links::Links;
use crate::problem::ApiError;
use crate::randomness::Randomness;

/// The state of the service, shared by all its workers.
#[derive(Clone)]
pub struct AppState {
    db: Db,
    clock: Clock,
    randomness: Randomness,
    verifier: Verifier,
    links: Links,
}

impl AppState {
    /// A state from its parts.
    #[must_use]
    pub fn new(db: Db, clock: Clock, randomness: Randomness, verifier: Verifier, links: Links) -> Self {
        Self {
            db,
            clock,
            randomness,
            verifier,
            links,
        }
    }

    /// The clock: the moment it is.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The randomness: ids and secrets.
    #[must_use]
    pub fn randomness(&self) -> &Randomness {
        &self.randomness
    }

    /// The verifier of tokens.
    #[must_use]
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The maker of absolute links.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// Reads from the database, in one blocking hop.
    ///
    /// # Errors
    /// What `work` returns, and 503 or 500 when the database cannot be read.
    pub async fn read<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, ApiError> + Send + 'static,
    {
        let db = self.db.clone();
        hop(move || db.read(work)).await
    }

    /// Changes the database, in one transaction and one blocking hop.
    ///
    /// # Errors
    /// What `work` returns (and nothing is changed), and 503 or 500 when the database cannot be written.
    pub async fn write<T, F>(&self, work: F) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, ApiError> + Send + 'static,
    {
        let db = self.db.clone();
        hop(move || db.write(work)).await
    }
}

/// Runs blocking work on the pool for it, within the request's span.
async fn hop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let span = Span::current();
    web::block(move || span.in_scope(work))
        .await
        .map_err(ApiError::internal)?
}
