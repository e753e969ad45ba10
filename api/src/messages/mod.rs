//! The messages of an administration, as staff see them: who is told what, and whether it was sent.

pub mod list;
mod path;
pub mod retry;
mod view;

pub use path::{MessagePath, MessagesPath};
pub use view::MessageView;
