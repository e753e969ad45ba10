//! The emergency register: opened when the register cannot be used, closed when it can be again.

pub mod close;
pub mod list;
pub mod open;
mod path;
pub mod show;
mod view;
