//! Documents that wait for their ordinary number.

pub mod list;
pub mod number;
mod path;
pub mod show;
mod view;

pub(super) use view::WaitingDocument;
