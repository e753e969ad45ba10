//! The outbox: messages written with the events that they tell, and sent later.
//!
//! A message names its event and its audience. Its address and its text are looked up when it is sent, so that nothing
//! personal is copied: whoever is made a pseudonym meanwhile is simply not found any more.

pub(crate) mod columns;
mod list;
mod post;
mod row;
mod tell;

pub use list::{Listed, Place, list, of_case, retry};
pub use post::{About, Leased, abandon, deliver_otherwise, lease, put_off, sent};
pub(crate) use row::Row;
pub use tell::tell_of_review;
pub(crate) use tell::{of_new, tell};
