//! The audit log: what every request did that changed something or read a person's data.

mod export;
pub mod list;
mod sealing;
mod trail;
pub(crate) mod verify;
mod view;

pub use sealing::seal;
pub(crate) use trail::Trail;
pub use view::AuditEntryView;
