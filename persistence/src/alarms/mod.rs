//! What is to happen by itself, kept until its moment comes.
//!
//! The rows follow from cases and charters: the transaction that changes one adds what is new and removes what no longer
//! holds. Whoever fires an alarm locks its case first and the alarm then, in the order of every other change, and never
//! waits for either: what somebody else has in hand is looked at later.

pub(crate) mod columns;
mod due;
mod keep;

pub use due::{Due, Subject, due, fired, postpone, skipped, take};
pub(crate) use keep::{Row, keep, keep_reviews, of_new};
