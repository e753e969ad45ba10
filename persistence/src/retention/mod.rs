//! Keeping and disposing: legal holds, disposals, and what stays of a case that was disposed of.

mod disposals;
mod due;
mod holds;
mod removal;

pub use disposals::{add, disposed, disposed_by, disposed_count, find, finish, is_disposed, list};
pub use due::{Candidate, Candidates, candidates, due_count, held_count};
pub use holds::{hold, lift, place};
pub use removal::{Removal, remove};
