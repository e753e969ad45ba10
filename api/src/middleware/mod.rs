//! What happens around every request, in order: an id, the client's quota, the answer, problems written out, headers, a line
//! in the log.

mod around;
mod fallback;
mod headers;
mod limit;
mod problems;
mod request_id;
mod trace;

pub use around::around;
pub use fallback::{KnownPaths, nothing_here};
pub use limit::{Limiter, Quota};
pub use request_id::RequestId;
