//! People's data: who presented a case, what was corrected, and who read it and why.

mod body;
pub mod correct;
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
