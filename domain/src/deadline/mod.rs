//! Terms and deadlines: when a promise is due, and why.
//!
//! A [`Term`] is the promise ("30 days from forwarding"); a deadline is that term running on a case. [`compute`]
//! and [`explain`] are one computation: it begins (day zero, or the instant from which the clock runs), counts,
//! adds the suspensions, adds the extensions, moves the last day where the law or the term wants it moved.
//!
//! What peers disagree on is decided here once:
//!
//! - Terms in days and months are dates of the calendar's zone: the first day does not count, the last one is in
//!   time until midnight. Day zero may be any day. Terms in hours end at an instant; what ends exactly at closing
//!   ends at closing.
//! - Working-day hours start on a day of rest from the midnight that begins the next working day. They are hours of
//!   the clock on the wall, and what ends with a working day ends at the midnight that begins the next one.
//! - A suspension adds to a term in days the days from the date it began to the date it ended (a suspension from
//!   1 to 11 March adds 10), of which only the working ones to a term in working days; it adds to a term in hours
//!   those of its own hours that lie in it. It counts from the term's start at the earliest, and one that begins
//!   after the due date has no effect, which a step tells. Suspensions must not overlap.
//! - Suspensions and extensions are added to the last day as counted; only the end of all this moves off a holiday.
//!   Suspensions and extensions of a term counted backward have no meaning in law and are refused.
//! - An immediate term is due at its start when the office is open (or has no hours), otherwise when it next opens.

mod advance;
mod compute;
mod days;
mod elapsed;
mod extension;
mod governing;
mod notice;
mod opening_time;
mod quantity;
mod refusal;
mod request;
mod roll;
mod sentences;
mod state;
mod step;
mod suspension;
mod term;
mod unit;
mod working_time;

#[cfg(test)]
mod tests;

pub use compute::{compute, explain};
pub use elapsed::{Elapsed, elapsed};
pub use extension::check_extension;
pub use governing::governed;
pub use notice::{counted_suspensions, notice_before_refusal};
pub use quantity::Quantity;
pub use refusal::{Member, Refusal};
pub use request::{Due, Explained, Extension, Request, Suspension};
pub use sentences::{date_phrase, instant_phrase, quantity_phrase};
pub use state::{DeadlineState, state_at};
pub use step::{NoEffect, SkippedDay, Step, StepKind};
pub use suspension::{CountedSuspension, DLGS33_ART5_C5, L241_ART2_C7, SuspensionLimit, check_suspensions};
pub use term::Term;
pub use unit::{Direction, Roll, StartEvent, Unit};
