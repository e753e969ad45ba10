//! Non-monetary redress: whether it is owed, asking for it, granting it.

pub mod claim;
pub mod eligibility;
pub mod grant;
mod view;

pub(crate) use eligibility::none_foreseen;
pub(crate) use view::RistoroView;
