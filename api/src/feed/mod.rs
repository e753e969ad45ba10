//! The feed of an administration: what happened, in order, for the systems that follow it.

mod kind;
pub mod list;
mod view;

pub use kind::{KindText, PatternText};
pub use view::CloudEvent;
