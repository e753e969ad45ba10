//! How long the papers of a case are kept: its standing, legal holds, disposals by an authorised act.

mod carry_out;
pub mod continue_disposal;
pub mod disposed_cases;
pub mod hold;
pub mod lift;
pub mod list;
pub mod order;
mod path;
mod plan;
pub mod show;
pub mod show_disposal;
mod view;

pub(crate) use disposed_cases::DisposedCaseView;
