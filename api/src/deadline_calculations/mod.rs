//! When a term is due, and why: public, without a case.

mod body;
pub mod calculate;
mod calculation;
mod calendar;
mod view;

pub use body::{
    DeadlineCalculation, ExtensionBody, NoticeBody, SuspensionBody, SuspensionLimitBody, TermBody,
};
pub use calendar::CalendarBody;
pub use view::{CalculatedDeadline, ElapsedView, MixedNumber};
