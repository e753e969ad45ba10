//! Non-monetary redress: whether it is owed, asking for it, refusing it, granting it, handing it out, taking it back.

pub mod claim;
pub mod deliver;
pub mod eligibility;
pub mod give_back;
pub mod grant;
mod grant_view;
pub mod refuse;
pub mod show;
mod view;
mod weigh;

pub(crate) use view::RistoroView;
pub(crate) use weigh::claiming;
