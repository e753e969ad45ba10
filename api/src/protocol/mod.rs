//! The protocol register, as staff use it.

pub mod annul;
mod book;
pub mod daily;
mod daily_lines;
pub mod emergency;
pub mod enter;
pub mod list;
mod path;
pub mod search;
pub mod show;
pub mod system;
pub mod verify;
mod view;
pub mod waiting;

pub(crate) use book::Book;
pub(crate) use view::EmergencyNumberView;
