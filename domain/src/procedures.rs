//! Procedures (*procedimenti*): the kinds of case an administration takes, what each needs and which terms it runs.

use crate::cases::Channel;
use crate::codes::Code;
use crate::deadline::{StartEvent, SuspensionLimit, Term};
use crate::retention::Retention;
use crate::text::{Prose, Source, Title};
use serde::{Deserialize, Serialize};

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// Report of a disservice (*segnalazione di disservizio*).
    DisserviceReport,
    /// Complaint (*reclamo*).
    Complaint,
    /// Report of a fault (*segnalazione guasti*).
    FaultReport,
    /// Suggestion (*suggerimento*).
    Suggestion,
    /// Appreciation (*apprezzamento*).
    Appreciation,
    /// Request for information.
    InformationRequest,
    /// Access to documents (L. 241/1990 art. 22).
    DocumentAccess,
    /// Application (*istanza*).
    Application,
}

/// Something a procedure asks of who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Given name and family name.
    Name,
    /// Home address.
    Address,
    /// Telephone number.
    Phone,
    /// At least one way to be reached.
    Contact,
    /// Tax code.
    TaxCode,
}

/// A channel that a procedure accepts and what it asks there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    /// The channel.
    pub channel: Channel,
    /// What is asked, at most 10 entries; none lets anybody write, unnamed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
}

/// What ends a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndEvent {
    /// The case is entered into the system.
    Registered,
    /// The case is decided and answered.
    Decided,
}

/// A term that cases of a procedure run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRule {
    /// Its code within the procedure (`intake`, `response`, `conclusion`).
    pub code: Code,
    /// What it promises, in Italian.
    pub name: Title,
    /// What starts it.
    pub starts: StartEvent,
    /// What starts it instead where the case is about the very office that receives it, so that nothing is forwarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_in_own_office: Option<StartEvent>,
    /// What ends it.
    pub ends: EndEvent,
    /// How long it is.
    pub term: Term,
    /// How often and how long it may be suspended; absent where nothing lets it be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<SuspensionLimit>,
    /// Whether a reasoned act may extend it.
    #[serde(default)]
    pub extendable: bool,
    /// Where it is written.
    pub source: Source,
}

/// What silence means once the term has run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Nothing: the answer is still owed.
    NoEffect,
    /// Assent (L. 241/1990 art. 20).
    Assent,
    /// Refusal (L. 241/1990 art. 25 c. 4).
    Refusal,
}

/// Who may take a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// Who handles the case, or their manager.
    Officer,
    /// The manager (*dirigente*) alone.
    Manager,
}

/// A kind of case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Its code within the administration.
    pub code: Code,
    /// What its cases are.
    pub kind: CaseKind,
    /// Its name in Italian.
    pub name: Title,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Prose>,
    /// The office that receives its cases.
    pub office: Code,
    /// The charter that promises its terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charter: Option<Code>,
    /// The law or charter it rests on.
    pub legal_basis: Source,
    /// The channels it accepts and what each asks; at least one.
    pub channels: Vec<ChannelRule>,
    /// Where the requirements of the channels are written.
    pub channels_source: Source,
    /// The terms its cases run, at least one.
    pub terms: Vec<TermRule>,
    /// What silence means.
    pub silence: Silence,
    /// Who decides.
    pub decided_by: Decider,
    /// How long the papers of its cases are kept; those of a procedure without a class are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Retention>,
    /// Whether who presented a case is told before it is rejected, and may observe (L. 241/1990 art. 10-bis): so it is for
    /// applications, not for reports and complaints.
    #[serde(default)]
    pub notice_before_refusal: bool,
}

impl Procedure {
    /// The rule of one of its terms.
    #[must_use]
    pub fn term(&self, code: &Code) -> Option<&TermRule> {
        self.terms.iter().find(|rule| rule.code == *code)
    }

    /// Whether the terms of a case that was incomplete start again once it is complete, as those of access to documents do
    /// (D.P.R. 184/2006 art. 6 c. 5); those of other procedures are suspended meanwhile.
    #[must_use]
    pub fn restarts_on_completion(&self) -> bool {
        let from_completion = |rule: &TermRule| rule.starts == StartEvent::Completed;
        self.kind == CaseKind::DocumentAccess || self.terms.iter().any(from_completion)
    }
}
