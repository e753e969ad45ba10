//! Administrations: who they are, where they are, when they work.

mod contacts;
pub mod list;
mod path;
pub mod show;
mod view;

pub use contacts::ContactsView;
pub use path::AdministrationPath;
pub(crate) use path::find;
pub use view::{AdministrationLinks, AdministrationView};
