//! Readings that a replica may answer: what is public, and lists that are exported.
//!
//! Nobody goes back in time by it. The database is asked how far the administration has come, and the replica answers only where
//! it has come as far; so whoever has just written sees it. Who reads is never told of a replica that is behind, away or
//! mistaken: the reading is made from the database itself.

use std::time::Duration;

use actix_web::rt::time::timeout;
use cartaviva_domain::codes;
use cartaviva_persistence::{Conn, Standing};
use tokio::sync::oneshot;
use tracing::Span;

use crate::bounded::AdministrationCode;
use crate::problem::ApiError;
use crate::published::Shows;
use crate::state::AppState;

/// How long the replica is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

impl AppState {
    /// Reads what anybody may read of an administration, from the replica or from the database ([`Self::read_anywhere`]).
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) async fn read_public<T, F>(
        &self,
        administration: &AdministrationCode,
        shows: Shows,
        work: F,
    ) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, ApiError> + Clone + Send + 'static,
    {
        match codes::AdministrationCode::parse(administration.as_str()) {
            Ok(administration) => self.read_anywhere(&administration, shows, work).await,
            Err(_) => self.read(work).await,
        }
    }

    /// Reads from the replica where there is one that has come as far as the administration has by now, and else from the
    /// database. What the replica refuses is asked again there.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) async fn read_anywhere<T, F>(
        &self,
        administration: &codes::AdministrationCode,
        shows: Shows,
        work: F,
    ) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, ApiError> + Clone + Send + 'static,
    {
        if self.db().has_replica() {
            let at_least = self.needed(administration, shows).await?;
            if let Some(done) = self.read_replica(administration, at_least, work.clone()).await {
                return Ok(done);
            }
        }
        self.read(work).await
    }

    /// What has to be known where something is read that shows this.
    async fn needed(
        &self,
        administration: &codes::AdministrationCode,
        shows: Shows,
    ) -> Result<Standing, ApiError> {
        match shows {
            Shows::TheDay => Ok(Standing {
                position: 0,
                ..self.standing(administration).await?
            }),
            Shows::Figures => {
                self.ask(|db, answer| db.ask_standing(administration, answer))
                    .await
            }
        }
    }

    /// What the replica answers; nothing where it does not, for whatever reason.
    async fn read_replica<T, F>(
        &self,
        administration: &codes::AdministrationCode,
        at_least: Standing,
        work: F,
    ) -> Option<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, ApiError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let span = Span::current();
        self.db().read_replica(
            administration,
            at_least,
            move |db| span.in_scope(|| work(db)),
            move |done| {
                // Whoever asked may have gone elsewhere.
                let _told = answer.send(done);
            },
        );
        match timeout(PATIENCE, answered).await {
            Ok(done) => done.ok(),
            Err(_) => {
                self.db().replica_is_late();
                None
            }
        }
    }
}
