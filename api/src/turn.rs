//! A turn to use the database: it comes, or whoever waits for it gives up, and never both.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::rt::time::timeout;

use crate::problem::ApiError;

/// How long a request waits for its turn at the most.
const LONGEST: Duration = Duration::from_secs(3);

/// Seconds after which a caller may try again whose turn did not come.
const COME_BACK: u32 = 5;

/// The turn of one request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turn(Arc<AtomicBool>);

impl Turn {
    /// Takes the turn, unless it was taken or given up before: who begins the work asks, and so does who no longer waits.
    pub(crate) fn take(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }

    /// Waits for work that takes this turn before it begins: until it is done, or until its turn has not come for too long.
    ///
    /// # Errors
    /// What the work answers; 503 when it did not begin in time, and then it never does.
    pub(crate) async fn wait<T>(
        &self,
        work: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        let mut work = pin!(work);
        match timeout(LONGEST, &mut work).await {
            Ok(done) => done,
            Err(_) if self.take() => Err(Self::missed()),
            Err(_) => work.await,
        }
    }

    /// What is answered to whom a turn did not come.
    pub(crate) fn missed() -> ApiError {
        ApiError::unavailable(COME_BACK).because("its turn to use the database did not come in time")
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use actix_web::rt::time::sleep;

    use super::*;
    use crate::problem::ProblemCode;

    #[actix_web::test]
    async fn whose_turn_does_not_come_is_told_to_come_back_and_it_never_comes() {
        let turn = Turn::default();
        let refused = turn.wait(pending::<Result<(), _>>()).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::Unavailable);
        assert!(!turn.take());
    }

    #[actix_web::test]
    async fn what_has_begun_is_waited_for_however_long_it_takes() {
        let turn = Turn::default();
        assert!(turn.take());
        let done = turn.wait(async {
            sleep(LONGEST + Duration::from_millis(100)).await;
            Ok(7)
        });
        assert_eq!(done.await.unwrap(), 7);
    }
}
