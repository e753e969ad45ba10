//! What every handler holds: the database, the clock, the randomness, the verifier of tokens.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::web;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_persistence::cases::CaseRecord;
use cartaviva_persistence::{Conn, Db, Standing, StoreError};
use tokio::sync::oneshot;
use tracing::Span;

use crate::attachments::Cabinet;
use crate::auth::Verifier;
use crate::clock::Clock;
use crate::door::Door;
use crate::links::Links;
use crate::problem::ApiError;
use crate::published::Published;
use crate::randomness::Randomness;
use crate::turn::Turn;
use crate::webhooks::Courier;

/// How many requests may wait for the database at a time; more would only wait in vain.
const MOST_WAITING: usize = 2_048;

/// Seconds after which a caller may try again when too many wait.
const COME_BACK: u32 = 1;

/// The state of the service, shared by all its workers.
#[derive(Clone)]
pub struct AppState {
    db: Db,
    clock: Clock,
    randomness: Randomness,
    verifier: Verifier,
    links: Links,
    courier: Courier,
    cabinet: Cabinet,
    door: Door,
    published: Arc<Published>,
    waiting: Arc<AtomicUsize>,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState").finish_non_exhaustive()
    }
}

impl AppState {
    /// A state from its parts.
    #[must_use]
    pub fn new(
        db: Db,
        clock: Clock,
        randomness: Randomness,
        verifier: Verifier,
        links: Links,
        cabinet: Cabinet,
    ) -> Self {
        Self {
            db,
            clock,
            randomness,
            verifier,
            links,
            courier: Courier::new(false),
            cabinet,
            door: Door::default(),
            published: Arc::default(),
            waiting: Arc::default(),
        }
    }

    /// The same, with another courier of webhooks; without one it goes to public addresses alone.
    #[must_use]
    pub fn with_courier(self, courier: Courier) -> Self {
        Self { courier, ..self }
    }

    /// The same, with another door; without one anybody may come in as often as they like.
    #[must_use]
    pub fn with_door(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// The door: who comes in, and how often.
    #[must_use]
    pub fn door(&self) -> &Door {
        &self.door
    }

    /// The courier of webhooks.
    #[must_use]
    pub fn courier(&self) -> &Courier {
        &self.courier
    }

    /// The database, for what works on threads of its own; handlers use [`Self::read`] and [`Self::write`].
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
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

    /// Where attachments are kept, and how much of them.
    #[must_use]
    pub fn cabinet(&self) -> &Cabinet {
        &self.cabinet
    }

    /// The public answers that are kept in memory.
    pub(crate) fn published(&self) -> &Published {
        &self.published
    }

    /// A case with all that is shown of it, from a reading that others who ask now may share.
    ///
    /// # Errors
    /// 503 or 500 when the database cannot be read.
    pub(crate) async fn case(
        &self,
        administration: &AdministrationCode,
        case: CaseId,
    ) -> Result<Option<CaseRecord>, ApiError> {
        self.ask(|db, answer| db.ask_case(administration, case, answer))
            .await
    }

    /// How far an administration has come, from a reading that others who ask now may share.
    ///
    /// # Errors
    /// 503 or 500 when the database cannot be read.
    pub(crate) async fn standing(&self, administration: &AdministrationCode) -> Result<Standing, ApiError> {
        if let Some(standing) = self.known_standing(administration) {
            return Ok(standing);
        }
        self.ask(|db, answer| db.ask_standing(administration, answer))
            .await
    }

    /// How far an administration has come, where the database has just said so. It is asked again, in good time and for nobody
    /// who waits, as long as somebody wants to know.
    pub(crate) fn known_standing(&self, administration: &AdministrationCode) -> Option<Standing> {
        let known = self.db.known_standing(administration)?;
        if known.ask_again {
            self.db.ask_standing(administration, drop);
        }
        Some(known.standing)
    }

    /// Asks the database what others may ask at the same time.
    ///
    /// # Errors
    /// 503 or 500 when it cannot be read.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Db, Box<dyn FnOnce(Result<T, StoreError>) + Send>),
    ) -> Result<T, ApiError> {
        let place = Place::take(&self.waiting).ok_or_else(|| ApiError::unavailable(COME_BACK))?;
        let (answer, answered) = oneshot::channel();
        question(
            &self.db,
            Box::new(move |found| {
                drop(place);
                // Whoever asked may be gone.
                let _told = answer.send(found);
            }),
        );
        Turn::default()
            .wait(async { Ok(answered.await.map_err(ApiError::internal)??) })
            .await
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
        self.hop(move || db.read(work)).await
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
        self.hop(move || db.write(work)).await
    }

    /// Changes the database in a transaction that other changes may share ([`Db::write_together`]); it is answered when that
    /// is committed. Where it is undone for another's sake, `work` is done again.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) async fn write_together<T, F>(
        &self,
        administration: &AdministrationCode,
        mut work: F,
    ) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, ApiError> + Send + 'static,
    {
        let place = Place::take(&self.waiting).ok_or_else(|| ApiError::unavailable(COME_BACK))?;
        let (answer, answered) = oneshot::channel();
        let span = Span::current();
        let turn = Turn::default();
        let come = turn.clone();
        let mut has_begun = false;
        self.db.write_together(
            administration,
            move |db: &mut Conn| {
                has_begun = has_begun || come.take();
                if has_begun {
                    span.in_scope(|| work(db))
                } else {
                    Err(Turn::missed())
                }
            },
            move |done| {
                drop(place);
                // Whoever asked may be gone.
                let _told = answer.send(done);
            },
        );
        turn.wait(async { answered.await.map_err(ApiError::internal)? })
            .await
    }

    /// Runs blocking work on the pool for it, within the request's span, unless its turn does not come.
    async fn hop<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = Place::take(&self.waiting).ok_or_else(|| ApiError::unavailable(COME_BACK))?;
        let span = Span::current();
        let turn = Turn::default();
        let come = turn.clone();
        let done = web::block(move || {
            let _kept_until_done = place;
            if come.take() {
                span.in_scope(work)
            } else {
                Err(Turn::missed())
            }
        });
        turn.wait(async { done.await.map_err(ApiError::internal)? }).await
    }
}

/// A place among those who wait for the database, given back when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    /// A place, if there is one left.
    fn take(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(waiting.clone());
        (waiting.fetch_add(1, Ordering::Relaxed) < MOST_WAITING).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_too_many_wait_the_next_is_turned_away_until_one_is_served() {
        let waiting = Arc::new(AtomicUsize::new(MOST_WAITING - 1));
        let last = Place::take(&waiting);
        assert!(last.is_some());
        assert!(Place::take(&waiting).is_none());
        drop(last);
        assert!(Place::take(&waiting).is_some());
    }
}
