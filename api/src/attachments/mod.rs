//! What is attached to a case: received as a stream, known by its content, given back verified.

pub mod add;
mod cabinet;
mod caller;
pub mod content;
mod form;
pub mod list;
mod path;
mod receive;
mod refuse;
mod serve;
pub mod show;
mod sniff;
pub mod sweep;
mod upload;
mod view;
pub mod withdraw;

pub use cabinet::{Cabinet, Patience};
pub use form::{AttachmentForm, AttachmentKindWord, FileContent};
pub use view::AttachmentView;

pub(crate) use caller::Caller;
pub(crate) use form::LARGEST;
pub(crate) use list::page;
pub(crate) use path::attachment_id;
pub(crate) use receive::receive;
pub(crate) use serve::serve;
pub(crate) use upload::Upload;
