//! The audit log: who did what, for whom, with which outcome. Entries are only ever added; each is sealed by a hash that
//! covers the entry before it, so that what was changed or removed shows.
//!
//! It holds no personal datum of citizens: of them an entry says that one of them did it, never which.

mod entry;
mod proof;

pub use entry::{Author, Entry, LogEnd, Recorded, Seal};
pub use proof::{Flaw, Proof, Unsound};
