//! Offices: where they are, when they are open, what they are in charge of.

pub mod list;
mod path;
pub mod show;
mod view;

pub use path::OfficePath;
pub use view::{OfficeLinks, OfficeView};
