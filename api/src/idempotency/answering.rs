//! How a request that writes is answered.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::Conn;
use time::OffsetDateTime;

use super::repeatable::Repeatable;
use crate::answer::{Answer, Written};
use crate::audit::Trail;
use crate::problem::ApiError;
use crate::randomness::Randomness;
use crate::state::AppState;

impl AppState {
    /// Changes the database on behalf of the request being answered, as [`write`](Self::write) does; a request with an
    /// `Idempotency-Key` does so only the first time: the same request again gets the answer of then. What is done leaves an
    /// entry in the audit log.
    ///
    /// # Errors
    /// As [`write`](Self::write), and 422 when the key came with another request before.
    pub async fn answer<F>(&self, work: F) -> Result<Written, ApiError>
    where
        F: FnOnce(&mut Conn) -> Result<Answer, ApiError> + Send + 'static,
    {
        let behalf = Behalf::current(self);
        self.write(move |db| behalf.answer(db, work)).await
    }

    /// The same in a transaction that others may share: for what adds to the registers of an administration, which
    /// otherwise would each wait for the disk behind the other.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(crate) async fn answer_together<F>(
        &self,
        administration: &AdministrationCode,
        mut work: F,
    ) -> Result<Written, ApiError>
    where
        F: FnMut(&mut Conn) -> Result<Answer, ApiError> + Send + 'static,
    {
        let behalf = Behalf::current(self);
        self.write_together(administration, move |db: &mut Conn| behalf.answer(db, &mut work))
            .await
    }

    /// Where what a request began went on after it was first answered: the answer as it is now, which a repeated request gets
    /// from now on.
    ///
    /// # Errors
    /// What `work` returns, and 503 or 500 when the database cannot be used.
    pub async fn answer_anew<F>(&self, work: F) -> Result<Written, ApiError>
    where
        F: FnOnce(&mut Conn) -> Result<Answer, ApiError> + Send + 'static,
    {
        let Some(repeatable) = Repeatable::current() else {
            return self.read(work).await.map(Written::now);
        };
        let randomness = self.randomness().clone();
        self.write(move |db| {
            let answer = work(db)?;
            repeatable.keep(db, &randomness, &answer)?;
            Ok(Written::now(answer))
        })
        .await
    }

    /// The answer that the same request got before, for what is done outside the database and cannot be taken back.
    ///
    /// # Errors
    /// 422 when the key came with another request before; 503 or 500 when the database cannot be read.
    pub async fn answered_before(&self) -> Result<Option<Written>, ApiError> {
        match Repeatable::current() {
            Some(repeatable) => self.read(move |db| repeatable.answered(db)).await,
            None => Ok(None),
        }
    }
}

/// On whose behalf work is done: what that leaves behind beside its answer.
struct Behalf {
    trail: Option<Trail>,
    repeatable: Option<Repeatable>,
    now: OffsetDateTime,
    randomness: Randomness,
}

impl Behalf {
    /// That of the request being answered.
    fn current(state: &AppState) -> Self {
        Self {
            trail: Trail::current(state),
            repeatable: Repeatable::current(),
            now: state.clock().now(),
            randomness: state.randomness().clone(),
        }
    }

    /// Does the work, unless it was done before, and leaves its entry in the audit log.
    fn answer(
        &self,
        db: &mut Conn,
        work: impl FnOnce(&mut Conn) -> Result<Answer, ApiError>,
    ) -> Result<Written, ApiError> {
        let work = |db: &mut Conn| {
            let answer = work(db)?;
            if let Some(trail) = &self.trail {
                trail.answered(db, &answer)?;
            }
            Ok(answer)
        };
        match &self.repeatable {
            Some(repeatable) => repeatable.answer(db, self.now, &self.randomness, work),
            None => work(db).map(Written::now),
        }
    }
}
