//! Cases: submission, the acts of the desk and of the offices, the decision.

pub mod act;
pub mod deadlines;
pub mod decide;
mod details;
pub mod events;
mod export;
pub mod extend;
mod file;
pub mod forward;
mod identification;
pub mod list;
mod list_query;
mod listed;
mod path;
mod protocol;
mod recomputed;
mod refuse;
pub mod reopen;
pub mod resume;
pub mod show;
mod submission;
pub mod submit;
pub mod suspend;
mod view;
pub mod withdraw;
pub mod work_lists;

pub(crate) use deadlines::StepView;
pub(crate) use details::DetailsView;
pub(crate) use file::{CaseFile, already_disposed, conflict, meanwhile};
pub(crate) use path::CasePath;
pub(crate) use protocol::ProtocolView;
pub(crate) use refuse::refused;
pub(crate) use refuse::refused_rule;
pub(crate) use view::{DeadlineView, DecisionView, EventView, moment};
