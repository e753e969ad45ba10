//! What went wrong in the database, said as an [`ApiError`].

use cartaviva_persistence::StoreError;

use super::code::ProblemCode;
use super::error::ApiError;

/// Seconds after which a caller may try again when the database cannot answer.
const COME_BACK: u32 = 5;

impl From<StoreError> for ApiError {
    /// Expected refusals (what is there already, what has changed) become 409 and 412; a handler that knows better says so
    /// before it lets the error pass. Everything else is a fault of the service, told only to the log.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::unavailable(COME_BACK).because(error),
            StoreError::Conflict => Self::new(ProblemCode::Conflict).because(error),
            StoreError::Stale => Self::new(ProblemCode::PreconditionFailed).because(error),
            StoreError::Dangling
            | StoreError::Corrupt(_)
            | StoreError::Target
            | StoreError::Newer(_)
            | StoreError::ReadOnly(_)
            | StoreError::Database(_) => Self::internal(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(error: StoreError) -> ProblemCode {
        ApiError::from(error).code()
    }

    #[test]
    fn a_database_that_cannot_answer_is_503_and_a_broken_one_500() {
        assert_eq!(
            code(StoreError::Unavailable("locked".to_owned())),
            ProblemCode::Unavailable
        );
        assert_eq!(
            code(StoreError::Corrupt("row".to_owned())),
            ProblemCode::InternalError
        );
        assert_eq!(code(StoreError::Dangling), ProblemCode::InternalError);
    }

    #[test]
    fn what_is_there_or_has_changed_is_told_apart() {
        assert_eq!(code(StoreError::Conflict), ProblemCode::Conflict);
        assert_eq!(code(StoreError::Stale), ProblemCode::PreconditionFailed);
    }
}
