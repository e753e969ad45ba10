//! How a request that writes is answered.

use cartaviva_persistence::Conn;

use super::repeatable::Repeatable;
use crate::answer::{Answer, Written};
use crate::audit::Trail;
use crate::problem::ApiError;
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
        let trail = Trail::current(self);
        let work = move |db: &mut Conn| {
            let answer = work(db)?;
            if let Some(trail) = trail {
                trail.answered(db, &answer)?;
            }
            Ok(answer)
        };
        let Some(repeatable) = Repeatable::current() else {
            return self.write(work).await.map(Written::now);
        };
        let (now, randomness) = (self.clock().now(), self.randomness().clone());
        self.write(move |db| repeatable.answer(db, now, &randomness, work))
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
