//! The receipt of a submission (L. 241/1990 art. 18-bis): whether it counts as the notice that the proceeding has begun.

mod start_notice;

pub use start_notice::{Requirement, StartNotice, Stated, Told, start_notice};
