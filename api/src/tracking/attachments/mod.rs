//! What is attached to a case, for whoever presented it: what they attached and what is shown to them.

pub mod add;
pub mod content;
pub mod list;
mod path;
pub mod show;
