//! People's data: who presented a case, what was corrected, who read it and why, and everything that is held of
//! a person.

mod body;
pub mod correct;
pub mod export;
mod exported;
mod reader;
pub mod readings;
mod reason;
pub mod show;
mod view;

pub use body::ReporterBody;
pub(crate) use reader::Reader;
pub(crate) use readings::Key as ReadingKey;
pub(crate) use reason::{ReadingReason, ReservedReasonHeader, unsaid};
pub(crate) use view::ReadingForPerson;
