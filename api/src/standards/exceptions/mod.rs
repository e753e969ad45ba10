//! Exceptions to a standard: for a time, another target in its place, only in the citizen's favour.

pub mod add;
pub mod list;
mod path;
pub mod show;
mod view;

pub use path::ExceptionPath;
pub use view::{ExceptionLinks, ExceptionView};
