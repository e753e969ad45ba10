//! Whether a redress is owed: every rule weighed, whether it held, and where it is written.

use super::{Item, Kind, Policy};
use crate::cases::Decision;
use crate::language::Language;
use crate::text::Source;

/// What is known of a case when its eligibility is weighed.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The decision, once there is one.
    pub decision: Option<&'a Decision>,
    /// Whether who presented the case asked for the redress.
    pub claimed: bool,
    /// Whether a redress was granted already.
    pub granted: bool,
}

/// A rule that is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleCode {
    /// The case was decided.
    Decided,
    /// It was upheld, wholly or in part.
    Upheld,
    /// It was judged pertinent to the service.
    Pertinent,
    /// The decision names a standard that was not kept.
    StandardNotMet,
    /// Its cause does not exclude redress.
    CauseNotExcluded,
    /// Who presented it asked for the redress.
    Requested,
    /// No redress was granted for it yet.
    NotYetGranted,
    /// Something that may be given is available.
    Available,
}

impl RuleCode {
    /// The rule's stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Upheld => "upheld",
            Self::Pertinent => "pertinent",
            Self::StandardNotMet => "standard_not_met",
            Self::CauseNotExcluded => "cause_not_excluded",
            Self::Requested => "requested",
            Self::NotYetGranted => "one_grant_per_case",
            Self::Available => "available",
        }
    }
}

/// One rule weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which rule.
    pub code: RuleCode,
    /// Whether it held.
    pub satisfied: bool,
    /// Where it is written.
    pub source: Source,
}

impl Rule {
    /// What was found, in a plain sentence.
    #[must_use]
    pub fn detail(&self, language: Language) -> &'static str {
        match language {
            Language::Italian => self.italian(),
            Language::English => self.english(),
        }
    }

    fn italian(&self) -> &'static str {
        match (self.code, self.satisfied) {
            (RuleCode::Decided, true) => "La pratica è stata decisa.",
            (RuleCode::Decided, false) => "La pratica non è ancora stata decisa.",
            (RuleCode::Upheld, true) => "Il reclamo è stato accolto.",
            (RuleCode::Upheld, false) => "Il reclamo non è stato accolto.",
            (RuleCode::Pertinent, true) => "Il reclamo è stato giudicato pertinente al servizio.",
            (RuleCode::Pertinent, false) => "Il reclamo non è stato giudicato pertinente al servizio.",
            (RuleCode::StandardNotMet, true) => "È stata riconosciuta la mancata rispondenza a uno standard.",
            (RuleCode::StandardNotMet, false) => {
                "Non è stata riconosciuta la mancata rispondenza a uno standard."
            }
            (RuleCode::CauseNotExcluded, true) => "La causa del disservizio non esclude il ristoro.",
            (RuleCode::CauseNotExcluded, false) => "La causa del disservizio è estranea all'amministrazione.",
            (RuleCode::Requested, true) => "L'utente ha chiesto il ristoro.",
            (RuleCode::Requested, false) => "L'utente non ha chiesto il ristoro.",
            (RuleCode::NotYetGranted, true) => "Per questa pratica non è ancora stato concesso un ristoro.",
            (RuleCode::NotYetGranted, false) => "Per questa pratica è già stato concesso un ristoro.",
            (RuleCode::Available, true) => "Almeno un ristoro è disponibile.",
            (RuleCode::Available, false) => "Nessun ristoro è disponibile al momento.",
        }
    }

    fn english(&self) -> &'static str {
        match (self.code, self.satisfied) {
            (RuleCode::Decided, true) => "The case was decided.",
            (RuleCode::Decided, false) => "The case was not decided yet.",
            (RuleCode::Upheld, true) => "The complaint was upheld.",
            (RuleCode::Upheld, false) => "The complaint was not upheld.",
            (RuleCode::Pertinent, true) => "The complaint was judged pertinent to the service.",
            (RuleCode::Pertinent, false) => "The complaint was not judged pertinent to the service.",
            (RuleCode::StandardNotMet, true) => "It was recognised that a standard was not kept.",
            (RuleCode::StandardNotMet, false) => "It was not recognised that a standard was not kept.",
            (RuleCode::CauseNotExcluded, true) => "The cause of the disservice does not exclude redress.",
            (RuleCode::CauseNotExcluded, false) => {
                "The cause of the disservice lies outside the administration."
            }
            (RuleCode::Requested, true) => "The user asked for the redress.",
            (RuleCode::Requested, false) => "The user did not ask for the redress.",
            (RuleCode::NotYetGranted, true) => "No redress was granted for this case yet.",
            (RuleCode::NotYetGranted, false) => "A redress was already granted for this case.",
            (RuleCode::Available, true) => "At least one redress is available.",
            (RuleCode::Available, false) => "No redress is available at the moment.",
        }
    }
}

/// What may be given, with the items that are there to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is given.
    pub kind: Kind,
    /// At least so many.
    pub minimum: u32,
    /// At most so many.
    pub maximum: u32,
    /// The items, with what is left of each.
    pub items: Vec<Item>,
}

impl Choice {
    /// Whether at least one item is there in the smallest quantity.
    fn is_available(&self) -> bool {
        self.items
            .iter()
            .any(|item| item.stock.is_none_or(|left| left >= self.minimum))
    }
}

/// Whether a redress is owed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// Whether every rule held.
    pub eligible: bool,
    /// Every rule weighed, in order.
    pub rules: Vec<Rule>,
    /// What may be given.
    pub options: Vec<Choice>,
}

/// Weighs every rule of a policy against what is known of a case.
#[must_use]
pub fn eligibility(policy: &Policy, facts: Facts<'_>, items: &[Item]) -> Eligibility {
    let conditions = &policy.conditions;
    let decision = facts.decision;
    let options = choices(policy, items);
    let cause = decision.and_then(|d| d.cause);
    let weighed = [
        (true, RuleCode::Decided, decision.is_some()),
        (
            conditions.upheld,
            RuleCode::Upheld,
            decision.is_some_and(|d| d.outcome.is_upheld()),
        ),
        (
            conditions.pertinent,
            RuleCode::Pertinent,
            decision.is_some_and(|d| d.pertinent),
        ),
        (
            conditions.standard_not_met,
            RuleCode::StandardNotMet,
            decision.is_some_and(|d| !d.breached_standards.is_empty()),
        ),
        (
            !conditions.excluded_causes.is_empty(),
            RuleCode::CauseNotExcluded,
            cause.is_none_or(|cause| !conditions.excluded_causes.contains(&cause)),
        ),
        (conditions.on_request, RuleCode::Requested, facts.claimed),
        (true, RuleCode::NotYetGranted, !facts.granted),
        (
            true,
            RuleCode::Available,
            options.iter().any(Choice::is_available),
        ),
    ];
    let rules: Vec<Rule> = weighed
        .into_iter()
        .filter(|(asked, ..)| *asked)
        .map(|(_, code, satisfied)| Rule {
            code,
            satisfied,
            source: policy.source.clone(),
        })
        .collect();
    Eligibility {
        eligible: rules.iter().all(|rule| rule.satisfied),
        rules,
        options,
    }
}

fn choices(policy: &Policy, items: &[Item]) -> Vec<Choice> {
    policy
        .options
        .iter()
        .map(|range| Choice {
            kind: range.kind,
            minimum: range.minimum,
            maximum: range.maximum,
            items: items
                .iter()
                .filter(|item| item.kind == range.kind)
                .cloned()
                .collect(),
        })
        .collect()
}
