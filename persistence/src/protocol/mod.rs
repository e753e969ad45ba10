//! The protocol register.

mod annul;
mod find;
mod register;
mod row;
mod search;
mod walk;

pub use annul::{annul, annulment, annulments_of};
pub(crate) use find::first_of_each;
pub use find::{find, of_case};
pub use register::{enter, register};
pub use search::{Filter, search};
pub use walk::{Recorded, annulment_count, chunk, day, register_end, years};
