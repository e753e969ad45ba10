//! Procedures: the kinds of case, what each asks, which terms it runs.

pub mod list;
mod path;
pub mod show;
mod view;

pub use path::ProcedurePath;
pub use view::{ChannelRuleView, ProcedureLinks, ProcedureView, SuspensionLimitView, TermRuleView};
