//! What happens around every request, from the outside in: an id and the client's quota (and, on the way back, problems
//! written out, headers, a line in the log); what other sites' pages may read; who is let in; answers compressed.

mod admit;
mod around;
mod coding;
mod cors;
mod fallback;
mod headers;
mod limit;
mod problems;
mod request_id;
mod trace;

pub use admit::admit;
pub use around::around;
pub(crate) use coding::WORTH_COMPRESSING;
pub use coding::fit;
pub use cors::{NotAnOrigin, Origins};
pub use fallback::{KnownPaths, nothing_here};
pub(crate) use limit::refusal as too_many;
pub use limit::{Limiter, Quota};
pub use request_id::RequestId;
