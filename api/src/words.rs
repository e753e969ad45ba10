//! The words of a catalogue: the domain's closed lists, as the contract writes them.

use cartaviva_domain::charters::CharterKind;
use cartaviva_domain::offices::AdministrationKind;
use cartaviva_domain::procedures::{CaseKind, Decider, EndEvent, Requirement, Silence};
use cartaviva_domain::retention::AtEnd;
use cartaviva_domain::services::Identity;
use cartaviva_domain::standards::{Comparator, Judgement, Scope, Unit};

use crate::bounded::{Word, Worded};

/// What kind of body an administration is.
pub type AdministrationKindWord = Word<AdministrationKind>;
/// The identity a service asks for.
pub type IdentityWord = Word<Identity>;
/// What a charter holds for.
pub type CharterKindWord = Word<CharterKind>;
/// What a standard holds for.
pub type ScopeWord = Word<Scope>;
/// How a value is compared with its target.
pub type ComparatorWord = Word<Comparator>;
/// The unit of a target.
pub type StandardUnitWord = Word<Unit>;
/// What a period says of a standard.
pub type JudgementWord = Word<Judgement>;
/// What a case is.
pub type CaseKindWord = Word<CaseKind>;
/// What is asked of who writes.
pub type RequirementWord = Word<Requirement>;
/// What ends a term.
pub type EndEventWord = Word<EndEvent>;
/// What silence means.
pub type SilenceWord = Word<Silence>;
/// Who decides.
pub type DeciderWord = Word<Decider>;
/// What is done when papers were kept long enough.
pub type RetentionEndWord = Word<AtEnd>;

impl Worded for AdministrationKind {
    const NAME: &'static str = "AdministrationKind";
    const WORDS: &'static [&'static str] = &["municipality", "chamber_of_commerce", "other"];
}

impl Worded for Identity {
    const NAME: &'static str = "Identity";
    const WORDS: &'static [&'static str] = &[
        "none",
        "declared",
        "identity_document",
        "in_person",
        "digital_identity",
    ];
}

impl Worded for CharterKind {
    const NAME: &'static str = "CharterKind";
    const WORDS: &'static [&'static str] = &["general", "specific"];
}

impl Worded for Scope {
    const NAME: &'static str = "StandardScope";
    const WORDS: &'static [&'static str] = &["general", "specific"];
}

impl Worded for Comparator {
    const NAME: &'static str = "Comparator";
    const WORDS: &'static [&'static str] = &[">=", "<=", ">", "<", "within", "is"];
}

impl Worded for Unit {
    const NAME: &'static str = "StandardUnit";
    const WORDS: &'static [&'static str] = &[
        "percent",
        "yes_no",
        "immediate",
        "opening_minutes",
        "opening_hours",
        "working_day_hours",
        "working_days",
        "calendar_days",
        "months",
        "count",
        "score",
    ];
}

impl Worded for Judgement {
    const NAME: &'static str = "StandardState";
    const WORDS: &'static [&'static str] = &["met", "not_met", "not_measured", "not_measurable"];
}

impl Worded for CaseKind {
    const NAME: &'static str = "CaseKind";
    const WORDS: &'static [&'static str] = &[
        "disservice_report",
        "complaint",
        "fault_report",
        "suggestion",
        "appreciation",
        "information_request",
        "document_access",
        "application",
    ];
}

impl Worded for Requirement {
    const NAME: &'static str = "Requirement";
    const WORDS: &'static [&'static str] = &["name", "address", "phone", "contact", "tax_code"];
}

impl Worded for EndEvent {
    const NAME: &'static str = "EndEvent";
    const WORDS: &'static [&'static str] = &["registered", "decided"];
}

impl Worded for Silence {
    const NAME: &'static str = "Silence";
    const WORDS: &'static [&'static str] = &["no_effect", "assent", "refusal"];
}

impl Worded for Decider {
    const NAME: &'static str = "Decider";
    const WORDS: &'static [&'static str] = &["officer", "manager"];
}

impl Worded for AtEnd {
    const NAME: &'static str = "RetentionEnd";
    const WORDS: &'static [&'static str] = &["pseudonymise", "keep_for_ever"];
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word reads as a value and is written back, and no other word reads.
    fn holds<T: Worded>() {
        for word in T::WORDS {
            let json = serde_json::Value::from(*word);
            let value: T = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(serde_json::to_value(value).unwrap(), json);
        }
        let refused = serde_json::from_value::<T>("no_such_word".into())
            .err()
            .unwrap()
            .to_string();
        assert_eq!(
            refused.matches('`').count() / 2 - 1,
            T::WORDS.len(),
            "{}: {refused}",
            T::NAME
        );
    }

    #[test]
    fn the_words_of_the_contract_are_those_of_the_domain() {
        holds::<AdministrationKind>();
        holds::<Identity>();
        holds::<CharterKind>();
        holds::<Scope>();
        holds::<Comparator>();
        holds::<Unit>();
        holds::<Judgement>();
        holds::<CaseKind>();
        holds::<Requirement>();
        holds::<EndEvent>();
        holds::<Silence>();
        holds::<Decider>();
        holds::<AtEnd>();
    }
}
