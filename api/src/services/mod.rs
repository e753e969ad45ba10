//! Services: what is offered, to whom, how, in what time, at what cost.

pub mod list;
mod path;
pub mod show;
mod view;

pub use path::ServicePath;
pub use view::{ServiceLinks, ServiceView};
