//! The calendars of administrations and offices: what holds now, what held and will hold, and how they change.

pub mod change;
pub mod change_of_office;
mod decide;
mod place;
pub mod show;
pub mod show_of_office;
pub mod versions;
pub mod versions_of_office;
mod view;

pub use change::CalendarChangeQuery;
pub use show::CalendarQuery;
pub(crate) use view::in_force;
pub use view::{
    CalendarBecomes, CalendarChangeView, CalendarLinks, CalendarVersionView, CalendarVersions,
    DeadlineMoveView, VersionView,
};
