//! Scorecards: each standard of a charter beside the value it reached.

pub mod show;
pub(crate) mod verify;
mod view;

pub use view::{ScorecardLinks, ScorecardView};
