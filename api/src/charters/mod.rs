//! Charters and their editions.

pub mod editions;
mod file;
pub mod list;
mod path;
pub mod show;
mod view;

pub(crate) use file::CharterFile;
pub use path::{CharterPath, EditionQuery};
pub use view::{ActView, CharterLinks, CharterView, EditionLinks, EditionView};
