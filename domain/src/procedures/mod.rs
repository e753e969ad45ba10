//! Procedures (*procedimenti*): the kinds of case an administration takes, what each needs, which terms it runs, who
//! answers for it and what silence means.

mod channel;
mod duties;
mod fault;
mod field;
mod kind;
mod remedy;
mod term_rule;

pub use channel::{ChannelRule, IdentityRule, Proof, Requirement, Unproved};
pub use duties::{
    Classification, ClassificationCode, NotAClassification, Reminders, RemindersFault, Responsible,
    SubstitutePower,
};
pub use fault::{ProcedureFault, ProcedureFaultKind};
pub use field::{FieldFault, FieldFaultKind, FieldKind, FieldOption, FieldRule, FieldValue, Fields};
pub use kind::{CaseKind, Silence, SilenceMeaning};
pub use remedy::{Completion, CounterInterested, Remedy};
pub use term_rule::{EndEvent, TermRule};

use crate::cases::{Channel, Outcome};
use crate::codes::Code;
use crate::deadline::StartEvent;
use crate::language::Language;
use crate::retention::Retention;
use crate::text::{Prose, Source, Title};
use serde::{Deserialize, Serialize};

/// A short text in Italian and in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// In Italian.
    pub it: Title,
    /// In English.
    pub en: Title,
}

impl Label {
    /// The text in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        language.pick(&self.it, &self.en).as_str()
    }
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
    /// The office that receives its cases and answers for the procedure.
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
    /// The fields of its form, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldRule>,
    /// The terms its cases run, at most 20; none where nothing is promised.
    pub terms: Vec<TermRule>,
    /// What silence means.
    pub silence: Silence,
    /// The term, by its code, after which silence means that; where it is absent, the only one that a decision ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence_after: Option<Code>,
    /// Who decides.
    pub decided_by: Decider,
    /// The outcomes that a decision may have; none: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// Whether its cases are handled in the order in which they arrived.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_order_of_arrival: bool,
    /// How many working days before a due date who handles a case is reminded.
    #[serde(default, skip_serializing_if = "Reminders::are_usual")]
    pub reminders: Reminders,
    /// The unit and the role that answer for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Responsible>,
    /// Who decides instead when nobody did in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute_power: Option<SubstitutePower>,
    /// What becomes of an incomplete request; absent where nothing is laid down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Completion>,
    /// The third parties who may object; absent where nobody may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter_interested: Option<CounterInterested>,
    /// Where one may turn against its decisions or against silence, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// Where its documents stand in the classification plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// How long the papers of its cases are kept; those of a procedure without a class are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Retention>,
    /// Whether who presented a case is told before it is rejected, and may observe (L. 241/1990 art. 10-bis): so it is for
    /// applications, not for reports and complaints.
    #[serde(default)]
    pub notice_before_refusal: bool,
    /// Related procedures of the administration, at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Code>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Procedure {
    /// What stands for the proof of identity among what is missing of a submission.
    pub const IDENTITY: &'static str = "identity";

    /// What it asks on one of its channels.
    #[must_use]
    pub fn channel(&self, channel: Channel) -> Option<&ChannelRule> {
        self.channels.iter().find(|rule| rule.channel == channel)
    }

    /// The outcomes that a decision may have.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        let any = self.outcomes.is_empty();
        Outcome::ALL
            .into_iter()
            .filter(move |outcome| any || self.outcomes.contains(outcome))
    }

    /// Whether a decision may have an outcome.
    #[must_use]
    pub fn allows(&self, outcome: Outcome) -> bool {
        self.outcomes().any(|allowed| allowed == outcome)
    }

    /// What silence means, in words.
    #[must_use]
    pub fn silence_meaning(&self) -> &'static SilenceMeaning {
        self.silence.meaning(self.kind)
    }

    /// Whether the terms of a case that was incomplete start again once it is complete, as those of access to documents do
    /// (D.P.R. 184/2006 art. 6 c. 5); those of other procedures are suspended meanwhile.
    #[must_use]
    pub fn restarts_on_completion(&self) -> bool {
        let from_completion = |rule: &TermRule| rule.starts == StartEvent::Completed;
        self.kind == CaseKind::DocumentAccess || self.terms.iter().any(from_completion)
    }

    /// The term after which silence means what it means; none where silence has no effect.
    #[must_use]
    pub fn silence_term(&self) -> Option<&TermRule> {
        let deciding = || self.terms.iter().filter(|rule| rule.ends == EndEvent::Decided);
        match &self.silence_after {
            _ if !self.silence.has_effect() => None,
            Some(code) => self.term(code),
            None if deciding().count() == 1 => deciding().next(),
            None => None,
        }
    }

    /// The rule of one of its terms.
    #[must_use]
    pub fn term(&self, code: &Code) -> Option<&TermRule> {
        self.terms.iter().find(|rule| rule.code == *code)
    }
}
