//! What goes wrong, said in one shape: `application/problem+json` (RFC 9457), from one table of codes.

mod causes;
mod code;
mod error;
mod view;

pub use code::{ProblemCode, Row};
pub use error::{ApiError, FieldError, RefusedRule};
pub use view::{FieldErrorView, Problem, RefusedRuleView};
