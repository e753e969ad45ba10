//! Charters and their editions.

pub mod add_edition;
pub mod changes;
pub mod editions;
mod file;
pub mod list;
mod new_edition;
mod path;
pub mod show;
mod view;

pub use changes::TargetView;
pub(crate) use file::CharterFile;
pub use new_edition::{ActBody, MeasureBody, MeasuredByBody, NewEdition, NewStandard, SourceBody};
pub use path::{CharterPath, EditionPath, EditionQuery};
pub use view::{ActView, CharterLinks, CharterView, EditionLinks, EditionView};
