//! Requests that may be repeated: with an `Idempotency-Key`, the same POST again gets the same answer and has no second
//! effect. Key and answer are kept in the transaction of the effect, so that none of them is ever there without the others.

mod answering;
mod clear;
mod key;
mod repeatable;
mod seal;

use time::Duration;

pub use clear::{AT_A_TIME, clear};
pub(crate) use key::IdempotencyKey;
pub use key::{HEADER, LONGEST, PATTERN, SHORTEST};
pub(crate) use repeatable::Repeatable;

/// How long keys and their answers are kept, at the least.
pub const KEPT: Duration = Duration::hours(24);
