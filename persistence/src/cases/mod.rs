//! Cases: what was presented, who presented it, what happened to it and the deadlines that run on it.

mod deadlines;
mod events;
mod figures;
mod find;
mod list;
mod row;
mod save;

pub use events::{events, reporter};
pub use figures::figures;
pub use find::{find, find_by_tracking};
pub use list::{Filter, Listed, Place, list};
pub use save::{add, change};
