//! What goes wrong, said in one shape: `application/problem+json` (RFC 9457), from one table of codes.

mod causes;
mod code;
mod error;
mod row;
mod view;

pub use code::ProblemCode;
pub use error::{ApiError, FieldError, RefusedRule};
pub use row::Row;
pub use view::{FieldErrorView, Problem, RefusedRuleView};
