//! Procedures: the kinds of case, what each asks, which terms it runs.

mod duties;
mod form;
pub mod list;
mod path;
pub mod show;
mod view;

pub use duties::{
    ClassificationView, CompletionView, CounterInterestedView, RemedyView, ResponsibleView,
    SilenceMeaningView, SubstitutePowerView, TermLengthView,
};
pub use form::{FieldOptionView, FieldRuleView, IdentityRuleView, LabelView};
pub use path::ProcedurePath;
pub use view::{
    ChannelRuleView, ProcedureLinks, ProcedureView, RetentionView, SuspensionLimitView, TermRuleView,
};
