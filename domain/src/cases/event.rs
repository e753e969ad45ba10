//! What happened to a case. Events are only ever added.

use super::{Assignee, Cause, Channel, Delivery, Moment, Outcome, Reason, Visibility};
use crate::attachments::AttachmentKind;
use crate::codes::{AttachmentId, CaseId, Code, EventId};
use crate::deadline::{Due, Extension, Suspension};
use crate::text::{Prose, Source};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Who did something: the subject of a token and the role it acted in, or the citizen without an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The subject of the token; none for who acted without one.
    pub subject: Option<String>,
    /// The role (`citizen`, `operator`, `manager`).
    pub role: String,
}

impl Actor {
    /// Who acts without an account.
    #[must_use]
    pub fn citizen() -> Self {
        Self {
            subject: None,
            role: "citizen".to_owned(),
        }
    }

    /// The clock: what happens by itself.
    #[must_use]
    pub fn system() -> Self {
        Self {
            subject: None,
            role: "system".to_owned(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Happening {
    /// The submission arrived.
    Received {
        /// How it arrived.
        channel: Channel,
    },
    /// It was entered into the system and registered.
    Registered {
        /// The office that received it.
        office: Code,
    },
    /// It was declared inadmissible and answered so.
    DeclaredInadmissible {
        /// Why it came late.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_reasons: Option<Reason>,
    },
    /// Who presented it was asked for what is missing.
    CompletionAsked {
        /// What is missing.
        missing: Reason,
        /// Whether its terms start again once it has come; they are suspended otherwise.
        restarts: bool,
    },
    /// What was missing has come.
    Completed {
        /// Whether its terms started again.
        restarts: bool,
    },
    /// It went to an office.
    Forwarded {
        /// The office that now has it.
        office: Code,
        /// Why, when it had been with another office before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// Somebody took charge of it.
    TakenInCharge {
        /// Who.
        assignee: Assignee,
    },
    /// Nobody is in charge of it any more.
    Released,
    /// A note was written.
    Noted {
        /// What it says.
        text: Prose,
        /// Who may read it.
        visibility: Visibility,
    },
    /// Its terms were suspended.
    Suspended {
        /// Why.
        reason: Reason,
    },
    /// Its terms run again.
    Resumed,
    /// Its term was extended by an act.
    Extended {
        /// By how much.
        extension: Extension,
        /// Why.
        reason: Reason,
    },
    /// Who presented it received the notice that it will be rejected.
    NoticeGiven {
        /// For how long its terms do not run, unless observations come.
        suspension: Suspension,
    },
    /// Observations on that notice came in.
    Observed {
        /// For how long its terms do not run.
        suspension: Suspension,
    },
    /// It was decided and answered.
    Decided {
        /// What was decided.
        outcome: Outcome,
        /// Whether it was judged pertinent to the service.
        pertinent: bool,
        /// The standards that were not kept.
        breached_standards: Vec<Code>,
        /// What brought it about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
        /// Why it came late.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_reasons: Option<Reason>,
    },
    /// Another decision took the place of the one before.
    Corrected {
        /// What was decided.
        outcome: Outcome,
        /// Whether it was judged pertinent to the service.
        pertinent: bool,
        /// The standards that were not kept.
        breached_standards: Vec<Code>,
        /// What brought it about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
        /// Why it was corrected.
        reason: Reason,
    },
    /// It was closed.
    Closed {
        /// How the answer was delivered, where that was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivery: Option<Delivery>,
    },
    /// It was withdrawn by who presented it.
    Withdrawn {
        /// Why, if they said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// It was taken up again.
    Reopened {
        /// Why.
        reason: Reason,
    },
    /// It was merged into another, and is answered with that one.
    Merged {
        /// The other.
        into: CaseId,
    },
    /// Another was merged into it.
    Absorbed {
        /// The other.
        case: CaseId,
    },
    /// One that was merged into it is on its own again.
    LetGo {
        /// The other.
        case: CaseId,
    },
    /// It was related to another.
    Related {
        /// The other.
        case: CaseId,
    },
    /// The case into which it was merged was answered, and it with it.
    AnsweredTogether {
        /// The case that was answered.
        case: CaseId,
        /// What was decided there.
        outcome: Outcome,
    },
    /// A due date comes near.
    DeadlineApproaching {
        /// The term.
        term: Code,
        /// When it is due.
        #[serde(with = "time::serde::rfc3339")]
        due_at: OffsetDateTime,
        /// How many working days are left; 0 on the last one.
        level: u32,
    },
    /// A due date has passed.
    DeadlineMissed {
        /// The term.
        term: Code,
    },
    /// The longest time for which the law lets its terms be suspended is over.
    SuspensionOver,
    /// The time for asking for the redress is running out.
    ClaimWindowClosing,
    /// The voucher of its redress, not handed out yet, is about to expire.
    VoucherExpiring,
    /// The voucher of its redress was not handed out in time.
    VoucherExpired,
    /// Who presented it asked for the redress.
    RistoroClaimed,
    /// A changed calendar moved one of its deadlines.
    DeadlineRecomputed {
        /// The term.
        term: Code,
        /// When it was due.
        before: Due,
        /// When it is due now.
        after: Due,
        /// Why the calendar changed.
        reason: Reason,
    },
    /// The redress was refused to who asked for it.
    RistoroRefused {
        /// Why.
        reason: Reason,
    },
    /// A redress was granted.
    RistoroGranted {
        /// The item.
        item: Code,
        /// How many.
        quantity: u32,
    },
    /// The redress was handed out.
    RistoroDelivered {
        /// The item.
        item: Code,
        /// How many.
        quantity: u32,
    },
    /// The redress was returned before it was handed out.
    RistoroReturned {
        /// The item.
        item: Code,
        /// How many.
        quantity: u32,
        /// Why.
        reason: Reason,
    },
    /// Something was attached to it.
    AttachmentAdded {
        /// The attachment.
        attachment: AttachmentId,
        /// What it is.
        document: AttachmentKind,
        /// Whether who presented the case sees it.
        shown: bool,
    },
    /// Something attached to it was withdrawn.
    AttachmentWithdrawn {
        /// The attachment.
        attachment: AttachmentId,
        /// Why.
        reason: Reason,
    },
    /// Who is concerned and what they wrote was removed by an authorised disposal.
    PersonalDataRemoved {
        /// The act.
        act: Source,
    },
}

impl Happening {
    /// What happened, as a stable code.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Registered { .. } => "registered",
            Self::DeclaredInadmissible { .. } => "declared_inadmissible",
            Self::CompletionAsked { .. } => "completion_asked",
            Self::Completed { .. } => "completed",
            Self::Forwarded { .. } => "forwarded",
            Self::TakenInCharge { .. } => "taken_in_charge",
            Self::Released => "released",
            Self::Noted { .. } => "noted",
            Self::Suspended { .. } => "suspended",
            Self::Resumed => "resumed",
            Self::Extended { .. } => "extended",
            Self::NoticeGiven { .. } => "notice_given",
            Self::Observed { .. } => "observed",
            Self::Decided { .. } => "decided",
            Self::Corrected { .. } => "corrected",
            Self::Closed { .. } => "closed",
            Self::Merged { .. } => "merged",
            Self::Absorbed { .. } => "absorbed",
            Self::LetGo { .. } => "let_go",
            Self::Related { .. } => "related",
            Self::AnsweredTogether { .. } => "answered_together",
            Self::DeadlineApproaching { .. } => "deadline_approaching",
            Self::DeadlineMissed { .. } => "deadline_missed",
            Self::SuspensionOver => "suspension_over",
            Self::ClaimWindowClosing => "claim_window_closing",
            Self::VoucherExpiring => "voucher_expiring",
            Self::VoucherExpired => "voucher_expired",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Reopened { .. } => "reopened",
            Self::RistoroClaimed => "ristoro_claimed",
            Self::DeadlineRecomputed { .. } => "deadline_recomputed",
            Self::RistoroRefused { .. } => "ristoro_refused",
            Self::RistoroGranted { .. } => "ristoro_granted",
            Self::RistoroDelivered { .. } => "ristoro_delivered",
            Self::RistoroReturned { .. } => "ristoro_returned",
            Self::AttachmentAdded { .. } => "attachment_added",
            Self::AttachmentWithdrawn { .. } => "attachment_withdrawn",
            Self::PersonalDataRemoved { .. } => "personal_data_removed",
        }
    }
}

/// One event of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Its place among the events of the case, from 1.
    pub sequence: i32,
    /// What happened.
    pub happening: Happening,
    /// When it happened and when it was recorded.
    pub moment: Moment,
    /// Who did it.
    pub actor: Actor,
}
