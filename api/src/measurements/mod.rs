//! Values reached: recorded by clerks, or counted from cases.

mod entered;
mod file;
mod path;
mod reached;
pub mod record;
pub mod show;
mod view;
mod window;

pub use entered::EnteredValue;
pub use path::MeasurementPath;
pub(crate) use reached::{Known, settlements};
pub(crate) use view::Place;
pub use view::{MeasurementLinks, MeasurementView, ValueSource};
pub use window::{PeriodName, PeriodShape};
pub(crate) use window::{Window, period};
