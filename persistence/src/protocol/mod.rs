//! The protocol register.

mod annul;
mod deferred;
mod deferred_row;
mod emergency;
mod find;
mod register;
mod row;
mod search;
mod system;
mod tables;
mod walk;

pub use annul::{annul, annulment, annulments_of};
pub use deferred::{deferred, number, waiting};
pub use emergency::{close_emergency, counted, emergencies, emergency, enter_deferred, open_emergency};
pub use find::{find, registrations};
pub(crate) use find::{first_of_each, registrations_of_each};
pub(crate) use register::keep_end;
pub use register::{enter, register};
pub(crate) use row::EntryRow;
pub use search::{Filter, search};
pub(crate) use system::import_system;
pub use system::{change_system, lock_system, system};
pub(crate) use tables::protocol_systems;
pub use walk::{Recorded, annulment_count, chunk, day, register_end, years};
