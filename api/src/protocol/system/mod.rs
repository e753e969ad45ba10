//! Which register numbers the documents of an administration.

pub mod change;
pub mod show;
mod view;
