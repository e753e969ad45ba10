//! Quality standards, as a charter promises them.

pub mod list;
mod path;
pub mod show;
mod view;

pub use path::StandardPath;
pub(crate) use path::find;
pub use view::{StandardLinks, StandardView};
