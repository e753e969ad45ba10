//! How a request that writes is answered.

use cartaviva_domain::codes::AdministrationCode;
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
        self.write(self.answering(work)).await
    }

    /// The same in a transaction that others may share: for what adds to the registers of an administration, which
    /// otherwise would each wait for the disk behind the other.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(crate) async fn answer_together<F>(
        &self,
        administration: &AdministrationCode,
        work: F,
    ) -> Result<Written, ApiError>
    where
        F: FnOnce(&mut Conn) -> Result<Answer, ApiError> + Send + 'static,
    {
        self.write_together(administration, self.answering(work)).await
    }

    /// The work on behalf of the request being answered, with what it leaves behind.
    fn answering<F>(&self, work: F) -> impl FnOnce(&mut Conn) -> Result<Written, ApiError> + Send + use<F>
    where
        F: FnOnce(&mut Conn) -> Result<Answer, ApiError> + Send + 'static,
    {
        let trail = Trail::current(self);
        let repeatable = Repeatable::current();
        let (now, randomness) = (self.clock().now(), self.randomness().clone());
        let work = move |db: &mut Conn| {
            let answer = work(db)?;
            if let Some(trail) = trail {
                trail.answered(db, &answer)?;
            }
            Ok(answer)
        };
        move |db| match repeatable {
            Some(repeatable) => repeatable.answer(db, now, &randomness, work),
            None => work(db).map(Written::now),
        }
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
