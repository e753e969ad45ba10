//! The feed: everything that happens in an administration, in one order, told to other systems. An entry says what
//! anybody may know of it: codes, words of closed lists, numbers and times; no free text and nothing of any person.

mod data;
mod entry;
mod kind;
#[cfg(test)]
mod tests;

pub use data::Data;
pub use entry::{Entry, Recorded};
pub use kind::{Kind, KindFault, KindPattern};
