//! Cases: what was presented, what happened to it and the deadlines that run on it.

mod deadlines;
pub(crate) mod events;
mod find;
mod list;
mod listed;
mod lock;
mod own;
mod record;
mod row;
mod running;
pub(crate) mod save;
mod settled;
mod work;

pub(crate) use deadlines::NewDeadline;
pub(crate) use events::NewEvent;
pub use events::{events, timeline};
pub use find::{find, find_by_tracking};
pub use list::{Assigned, Filter, Late, Place, Sort, list};
pub use listed::Listed;
pub use lock::lock;
pub use own::{is_of_person, of_person};
pub use record::CaseRecord;
pub(crate) use record::records;
pub(crate) use row::CaseRow;
pub use running::running;
pub use save::{add, change, change_by};
pub use settled::{Settled, SettledCase, each_settled};
pub use work::{Whose, Work, work};
