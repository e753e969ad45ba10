//! The protocol register, as staff use it.

pub mod annul;
mod book;
pub mod daily;
mod daily_lines;
pub mod enter;
mod path;
pub mod search;
pub mod show;
pub mod verify;
mod view;
