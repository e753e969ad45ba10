//! Scorecards: each standard of a charter beside the value it reached.

pub mod show;
mod view;

pub use view::{ScorecardLinks, ScorecardView};
