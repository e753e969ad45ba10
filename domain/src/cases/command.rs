//! What can be asked of a case.

use super::{Answer, Assignee, Decision, Delivery, MergeTarget, Reason};
use crate::codes::{CaseId, Code};
use crate::deadline::Extension;
use crate::procedures::Fields;
use crate::ristoro::{ClaimWindow, Granted};
use crate::text::Prose;
use serde::{Deserialize, Serialize};

/// Who may read a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Staff alone.
    Internal,
    /// Who presented the case, too.
    Public,
}

/// Something to be done with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Record that the register of another system has numbered it.
    Register,
    /// Declare it inadmissible, answering so in writing.
    DeclareInadmissible {
        /// The written answer, with its reasons.
        answer: Answer,
        /// Why it comes late, where it does.
        late_reasons: Option<Reason>,
    },
    /// Ask who presented it for what is missing.
    AskCompletion {
        /// What is missing.
        missing: Reason,
    },
    /// Record that what was missing has come.
    Complete {
        /// What it says.
        text: Option<Prose>,
        /// What is written in the fields of the procedure's form that were left empty.
        fields: Fields,
    },
    /// Send it to an office; with a reason when it is with one already.
    Forward {
        /// The competent office.
        office: Code,
        /// Why it moves.
        reason: Option<Reason>,
    },
    /// Take charge of it, or hand it to somebody.
    TakeCharge {
        /// Who has it from now on.
        assignee: Assignee,
    },
    /// Give it back: nobody is in charge of it.
    Release,
    /// Write a note.
    Note {
        /// What it says.
        text: Prose,
        /// Who may read it.
        visibility: Visibility,
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
    /// Notify that it will be rejected, so that who presented it may observe; the moment is that of the receipt.
    GiveNotice {
        /// The grounds that stand against the application.
        grounds: Answer,
    },
    /// Record the observations on that notice.
    Observe {
        /// What they say.
        text: Option<Prose>,
    },
    /// Decide and answer.
    Decide(Decision),
    /// Put another decision in the place of one.
    Correct {
        /// The decision as it should have been.
        decision: Box<Decision>,
        /// Why.
        reason: Reason,
    },
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
    /// Close it, the answer having been given.
    Close {
        /// Whether there is a contact to which the answer went.
        contact: bool,
        /// How it was delivered, where there is none or it went another way.
        delivery: Option<Delivery>,
    },
    /// Merge it into another, which says the same.
    Merge(Box<MergeTarget>),
    /// Take in another that is merged into it.
    Absorb {
        /// The other.
        case: CaseId,
    },
    /// Let go one that was merged into it.
    LetGo {
        /// The other.
        case: CaseId,
    },
    /// Relate it to another.
    Relate {
        /// The other.
        case: CaseId,
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
            Self::Register => "register",
            Self::DeclareInadmissible { .. } => "declare_inadmissible",
            Self::AskCompletion { .. } => "ask_completion",
            Self::Complete { .. } => "complete",
            Self::Forward { .. } => "forward",
            Self::TakeCharge { .. } => "take_charge",
            Self::Release => "release",
            Self::Note { .. } => "note",
            Self::Suspend { .. } => "suspend",
            Self::Resume => "resume",
            Self::Extend { .. } => "extend",
            Self::GiveNotice { .. } => "give_notice",
            Self::Observe { .. } => "observe",
            Self::Decide(_) => "decide",
            Self::Correct { .. } => "correct",
            Self::Withdraw { .. } => "withdraw",
            Self::Reopen { .. } => "reopen",
            Self::Close { .. } => "close",
            Self::Merge(_) => "merge",
            Self::Absorb { .. } => "absorb",
            Self::LetGo { .. } => "let_go",
            Self::Relate { .. } => "relate",
            Self::ClaimRistoro { .. } => "claim_ristoro",
            Self::RefuseRistoro { .. } => "refuse_ristoro",
            Self::GrantRistoro(_) => "grant_ristoro",
            Self::DeliverRistoro { .. } => "deliver_ristoro",
            Self::ReturnRistoro { .. } => "return_ristoro",
        }
    }
}
