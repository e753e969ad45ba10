//! What a citizen who entered with a digital identity sees: the cases that they presented themselves.

pub mod claim;
mod identity;
pub mod list;
pub mod show;

pub(crate) use identity::{assured, known};
