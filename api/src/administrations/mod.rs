//! Administrations: who they are, where they are, when they work.

mod calendar;
mod contacts;
pub mod list;
mod path;
pub mod show;
mod view;

pub(crate) use calendar::closures;
pub use calendar::{CalendarView, ClosureView, DayOfYear, Hours, LocalTime, SpecialDays, WeekdayName, WeeklyHours};
pub use contacts::ContactsView;
pub use path::AdministrationPath;
pub(crate) use path::find;
pub use view::{AdministrationLinks, AdministrationView};
