//! When a term is due, and why: public, without a case.

pub mod calculate;
mod calendar;

pub use calendar::CalendarBody;
