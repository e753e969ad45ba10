//! The case (*pratica*): one submission, the events that happened to it and the deadlines that run on it.

mod admissibility;
mod allowed;
mod answers;
mod changes;
mod command;
mod decision;
mod event;
mod handling;
mod joining;
mod moment;
mod proceedings;
mod recompute;
mod redress;
#[cfg(test)]
mod redress_tests;
mod refusal;
mod refusal_sentences;
mod running;
mod signal;
mod status;
mod stops;
mod submission;
mod told;
mod transition;

pub use admissibility::admit;
pub use changes::{Changes, DueChange};
pub use command::{Command, Visibility};
pub use decision::{Answer, Cause, Decision, Outcome};
pub use event::{Actor, Event, Happening};
pub use moment::Moment;
pub use proceedings::{
    Delivery, DeliveryReference, MergeTarget, Notice, Proceedings, Received, ReceivedKind, Superseded,
};
pub use recompute::{Recomputed, recompute};
pub use refusal::Refusal;
pub use running::{Deadline, Rules};
pub use signal::{Signal, record};
pub use status::{Status, Stop, WaitingFor};
pub use submission::{Details, Submission, arrive, receive};
pub use transition::{Transition, apply, earliest};

use crate::codes::{AdministrationCode, CaseId, Code};
use crate::deadline::{Extension, Suspension};
use crate::procedures::EndEvent;
use crate::ristoro::{Granted, RefusedClaim};
use crate::text::{Prose, Text};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The subject of a case: 3 to 200 characters.
pub type Subject = Text<3, 200>;
/// A reason, in a sentence or a few: 3 to 2,000 characters.
pub type Reason = Text<3, 2_000>;
/// Who takes charge of a case, as the subject of their token: 1 to 200 characters.
pub type Assignee = Text<1, 200>;

/// How a submission arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At the desk, on paper or spoken.
    Desk,
    /// By telephone.
    Phone,
    /// By written WhatsApp message.
    Whatsapp,
    /// By ordinary email.
    Email,
    /// By certified email (PEC).
    CertifiedEmail,
    /// By post.
    Post,
    /// By fax.
    Fax,
    /// On the web.
    Web,
    /// With an app.
    App,
    /// From another system.
    Api,
}

impl Channel {
    /// Whether people use it by themselves; what arrives by the others is recorded by staff.
    #[must_use]
    pub fn is_self_service(self) -> bool {
        matches!(self, Self::Web | Self::App)
    }
}

/// A case as it stands: the fold of its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The administration it was presented to.
    pub administration: AdministrationCode,
    /// Its id.
    pub id: CaseId,
    /// Its procedure.
    pub procedure: Code,
    /// The version of the procedure that it runs by.
    pub procedure_version: i32,
    /// How it arrived.
    pub channel: Channel,
    /// What it is about, in a line.
    pub subject: Subject,
    /// What it says.
    pub description: Prose,
    /// The service it is about.
    pub service: Option<Code>,
    /// What it keeps of its submission beside the words.
    pub details: Details,
    /// The office that has it.
    pub office: Code,
    /// Whether it is about the very office that received it, which kept it: nothing is forwarded then.
    pub own_office: bool,
    /// Where it stands.
    pub status: Status,
    /// Who took charge of it.
    pub assignee: Option<Assignee>,
    /// When it arrived.
    pub received_at: OffsetDateTime,
    /// When it was entered into the system. The number of a register that another system keeps may come later: no term
    /// waits for it (L. 241/1990 art. 18-bis).
    pub registered_at: OffsetDateTime,
    /// When it went to the competent office.
    pub forwarded_at: Option<OffsetDateTime>,
    /// When it was decided, first of all: a correction does not move it, a decision after a reopening does.
    pub decided_at: Option<OffsetDateTime>,
    /// When it was closed.
    pub closed_at: Option<OffsetDateTime>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// When who presented it asked for the redress.
    pub claimed_at: Option<OffsetDateTime>,
    /// The refusal of that request.
    pub refused_claim: Option<RefusedClaim>,
    /// The redress that was granted last; one that was returned lets another be granted.
    pub grant: Option<Granted>,
    /// When its terms were suspended.
    pub suspensions: Vec<Suspension>,
    /// By how much its terms were extended.
    pub extensions: Vec<Extension>,
    /// What else its file holds.
    pub proceedings: Proceedings,
    /// Its deadlines, in the order of its procedure.
    pub deadlines: Vec<Deadline>,
    /// When the last thing happened to it.
    pub last_occurred_at: OffsetDateTime,
    /// How many events it has.
    pub events: i32,
    /// Grows by one with every change.
    pub version: i32,
}

impl Case {
    /// Whether it was upheld, wholly or in part, as pertinent to the service.
    #[must_use]
    pub fn is_upheld(&self) -> bool {
        self.decision
            .as_ref()
            .is_some_and(|decision| decision.outcome.is_upheld() && decision.pertinent)
    }

    /// The instant by which it counts in a period: when its answer was due or when it was decided, whichever comes
    /// first. None while neither is known, and for a case withdrawn in time.
    #[must_use]
    pub fn settles_at(&self, rules: &Rules<'_>) -> Option<OffsetDateTime> {
        self.deadlines
            .iter()
            .filter(|deadline| {
                rules
                    .procedure
                    .term(&deadline.term)
                    .is_some_and(|rule| rule.ends == EndEvent::Decided)
            })
            .filter_map(Deadline::settles_at)
            .chain(self.decided_at)
            .min()
    }
}
