//! The citizen's own view of a case, opened by its tracking code: no account, no login.

pub mod attachments;
pub mod claim;
mod code;
pub mod readings;
pub mod show;

pub(crate) use code::{TrackingCode, TrackingHeader, TriedCode};
pub(crate) use show::{TrackedCase, open};
