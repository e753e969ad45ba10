//! How many cases were settled: counted by the month and by the day in which they were, in the transaction that settles them.
//!
//! It is settled whether a term was kept when it ended in time, or else when its due date passed; a case with its answer. Of
//! each such instant the month and the day, both of UTC, hold a count. A period is then a sum of whole months and whole days,
//! and what is left of it at its two ends, less than a day each, is counted where it is kept: whichever zone's midnights bound
//! the period, and wherever now stands in it. Why so: docs/decisions/0016-settled-counts.md.

mod buckets;
mod figures;
mod moves;
mod recount;
mod table;

pub use figures::{Settlements, Wanted};
pub(crate) use moves::{Moves, Settlement, apply};
pub use recount::{Difference, differences, repair};
pub(crate) use table::{AddedCounts, USUAL};
