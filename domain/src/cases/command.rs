//! What can be asked of a case.

use super::{Decision, Reason};
use crate::codes::Code;
use crate::deadline::Extension;
use crate::ristoro::{ClaimWindow, Granted};

/// Something to be done with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Send it to an office; with a reason when it is with one already.
    Forward {
        /// The competent office.
        office: Code,
        /// Why it moves.
        reason: Option<Reason>,
    },
    /// Suspend its terms.
    Suspend {
        /// Why.
        reason: Reason,
    },
    /// Let its terms run again.
    Resume,
    /// Extend its term by an act.
    Extend {
        /// By how much.
        extension: Extension,
        /// Why.
        reason: Reason,
    },
    /// Decide and answer.
    Decide(Decision),
    /// Withdraw it.
    Withdraw {
        /// Why, if they say so.
        reason: Option<Reason>,
    },
    /// Take it up again.
    Reopen {
        /// Why.
        reason: Reason,
    },
    /// Ask for the redress; anew where the request before was refused.
    ClaimRistoro {
        /// Until when it may be asked for; none where nothing limits it.
        window: Option<ClaimWindow>,
    },
    /// Refuse the redress to who asked for it.
    RefuseRistoro {
        /// Why.
        reason: Reason,
    },
    /// Give a redress that the policy allows.
    GrantRistoro(Box<Granted>),
    /// Hand out the redress that was granted.
    DeliverRistoro {
        /// The code of its voucher, as it is shown.
        voucher: String,
    },
    /// Take back a redress that was not handed out.
    ReturnRistoro {
        /// Why.
        reason: Reason,
    },
}

impl Command {
    /// The command's name, as a stable code.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Forward { .. } => "forward",
            Self::Suspend { .. } => "suspend",
            Self::Resume => "resume",
            Self::Extend { .. } => "extend",
            Self::Decide(_) => "decide",
            Self::Withdraw { .. } => "withdraw",
            Self::Reopen { .. } => "reopen",
            Self::ClaimRistoro { .. } => "claim_ristoro",
            Self::RefuseRistoro { .. } => "refuse_ristoro",
            Self::GrantRistoro(_) => "grant_ristoro",
            Self::DeliverRistoro { .. } => "deliver_ristoro",
            Self::ReturnRistoro { .. } => "return_ristoro",
        }
    }
}
