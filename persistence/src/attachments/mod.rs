//! The records of what is attached to cases. The files themselves are kept elsewhere; [`loosen`] and [`settle`] tell which of
//! them may be there without a record.

mod add;
mod dispose;
mod find;
mod loose;
mod row;
mod withdraw;

pub use add::add;
pub(crate) use dispose::dispose;
pub use find::{find, held, of_case};
pub use loose::{Loose, loose_since, loosen, settle};
pub use withdraw::withdraw;
