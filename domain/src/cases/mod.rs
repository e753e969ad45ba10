//! The case (*pratica*): one submission, the events that happened to it and the deadlines that run on it.

mod admissibility;
mod command;
mod event;
mod moment;
mod recompute;
mod redress;
#[cfg(test)]
mod redress_tests;
mod refusal;
mod running;
mod submission;
mod transition;

pub use admissibility::admit;
pub use command::Command;
pub use event::{Actor, Event, Happening};
pub use moment::Moment;
pub use recompute::{Recomputed, recompute};
pub use refusal::Refusal;
pub use running::{Deadline, Rules};
pub use submission::{Submission, receive};
pub use transition::{Transition, apply};

use crate::codes::{AdministrationCode, CaseId, Code};
use crate::deadline::{Extension, Suspension};
use crate::procedures::EndEvent;
use crate::ristoro::{Granted, RefusedClaim};
use crate::text::{Prose, Text};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The subject of a case: 3 to 200 characters.
pub type Subject = Text<3, 200>;
/// A written answer: 1 to 10,000 characters.
pub type Answer = Text<1, 10_000>;

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

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Registered in the protocol, not yet with the competent office.
    Registered,
    /// With the competent office.
    Forwarded,
    /// Its terms are suspended.
    Suspended,
    /// Decided and answered.
    Decided,
    /// Withdrawn by who presented it.
    Withdrawn,
    /// Taken up again after it had ended.
    Reopened,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::Registered,
        Self::Forwarded,
        Self::Suspended,
        Self::Decided,
        Self::Withdrawn,
        Self::Reopened,
    ];

    /// Whether something is still owed.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Decided | Self::Withdrawn)
    }
}

/// What was decided (*esito*), apart from where the case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Upheld (*accolto*).
    Upheld,
    /// Upheld in part.
    PartiallyUpheld,
    /// Rejected (*respinto*).
    Rejected,
    /// Not within the administration's competence.
    NotCompetent,
    /// Inadmissible.
    Inadmissible,
}

impl Outcome {
    /// Whether the case was found right, wholly or in part.
    #[must_use]
    pub fn is_upheld(self) -> bool {
        matches!(self, Self::Upheld | Self::PartiallyUpheld)
    }
}

/// What brought the disservice about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The administration itself.
    Administration,
    /// Someone else.
    ThirdParty,
    /// Force majeure.
    ForceMajeure,
    /// Who complains.
    User,
}

/// A decision: always reasoned, always answered in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// The written answer, with its reasons.
    pub answer: Answer,
    /// Whether the case was judged pertinent to the service.
    pub pertinent: bool,
    /// The standards that were not kept, by code, at most 50.
    #[serde(default)]
    pub breached_standards: Vec<Code>,
    /// What brought it about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
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
    /// The office that has it.
    pub office: Code,
    /// Whether it is about the very office that received it, which kept it: nothing is forwarded then.
    pub own_office: bool,
    /// Where it stands.
    pub status: Status,
    /// When it arrived.
    pub received_at: OffsetDateTime,
    /// When it was entered into the system.
    pub registered_at: OffsetDateTime,
    /// When it went to the competent office.
    pub forwarded_at: Option<OffsetDateTime>,
    /// When it was decided.
    pub decided_at: Option<OffsetDateTime>,
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
    /// Its deadlines, in the order of its procedure.
    pub deadlines: Vec<Deadline>,
    /// When the last thing happened to it.
    pub last_occurred_at: OffsetDateTime,
    /// How many events it has.
    pub events: i32,
    /// Grows by one with every change.
    pub version: i32,
}

/// A reason, in a sentence or a few: 3 to 2,000 characters.
pub type Reason = Text<3, 2_000>;

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
