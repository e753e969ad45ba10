//! The words of a catalogue: the domain's closed lists, as the contract writes them.

use cartaviva_domain::charters::CharterKind;
use cartaviva_domain::language::Language;
use cartaviva_domain::notices::{Audience, MessageState, NoticeKind};
use cartaviva_domain::offices::AdministrationKind;
use cartaviva_domain::people::IdentificationMethod;
use cartaviva_domain::procedures::{
    CaseKind, Decider, EndEvent, FieldKind, Proof, Requirement, Silence, Unproved,
};
use cartaviva_domain::protocol::SystemKind;
use cartaviva_domain::retention::{AtEnd, StandingKind};
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
/// Which register numbers documents.
pub type SystemKindWord = Word<SystemKind>;
/// Who decides.
pub type DeciderWord = Word<Decider>;
/// What is done when papers were kept long enough.
pub type RetentionEndWord = Word<AtEnd>;
/// How a case stands towards its disposal.
pub type StandingWord = Word<StandingKind>;
/// A proof of identity that is accepted.
pub type ProofWord = Word<Proof>;
/// What becomes of a submission without a proof of identity.
pub type UnprovedWord = Word<Unproved>;
/// What a field of a form holds.
pub type FieldKindWord = Word<FieldKind>;
/// How it was established who presents a case.
pub type IdentificationMethodWord = Word<IdentificationMethod>;

/// Who is told.
pub type AudienceWord = Word<Audience>;
/// What somebody is told.
pub type NoticeKindWord = Word<NoticeKind>;
/// How a message stands.
pub type MessageStateWord = Word<MessageState>;
/// A language of the public texts.
pub type LanguageWord = Word<Language>;

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
        "simple_civic_access",
        "generalised_civic_access",
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
    const WORDS: &'static [&'static str] = &["no_effect", "assent", "refusal", "breach"];
}

impl Worded for SystemKind {
    const NAME: &'static str = "ProtocolSystemKind";
    const WORDS: &'static [&'static str] = &["built_in", "external"];
}

impl Worded for Decider {
    const NAME: &'static str = "Decider";
    const WORDS: &'static [&'static str] = &["officer", "manager"];
}

impl Worded for AtEnd {
    const NAME: &'static str = "RetentionEnd";
    const WORDS: &'static [&'static str] = &["pseudonymise", "keep_for_ever"];
}

impl Worded for StandingKind {
    const NAME: &'static str = "RetentionStanding";
    const WORDS: &'static [&'static str] = &[
        "disposed",
        "open",
        "no_class",
        "kept_for_ever",
        "held",
        "kept",
        "due",
    ];
}

impl Worded for Proof {
    const NAME: &'static str = "IdentityProof";
    const WORDS: &'static [&'static str] = &["document_copy", "in_person", "digital_identity"];
}

impl Worded for Unproved {
    const NAME: &'static str = "Unproved";
    const WORDS: &'static [&'static str] = &["refused", "asked_for"];
}

impl Worded for FieldKind {
    const NAME: &'static str = "FieldKind";
    const WORDS: &'static [&'static str] = &["text", "date", "choice", "office"];
}

impl Worded for IdentificationMethod {
    const NAME: &'static str = "IdentificationMethod";
    const WORDS: &'static [&'static str] = &["declared", "document_copy", "in_person", "digital_identity"];
}

impl Worded for Audience {
    const NAME: &'static str = "Audience";
    const WORDS: &'static [&'static str] = &["citizen", "office", "urp", "substitute"];
}

impl Worded for NoticeKind {
    const NAME: &'static str = "NoticeKind";
    const WORDS: &'static [&'static str] = &[
        "receipt",
        "forwarded",
        "completion_asked",
        "suspended",
        "notice_given",
        "extended",
        "answered",
        "corrected",
        "reopened",
        "deadline_approaching",
        "deadline_missed",
        "suspension_over",
        "claim_window_closing",
        "ristoro_claimed",
        "ristoro_granted",
        "ristoro_refused",
        "voucher_expiring",
        "voucher_expired",
        "review_due",
    ];
}

impl Worded for MessageState {
    const NAME: &'static str = "MessageState";
    const WORDS: &'static [&'static str] = &["pending", "sent", "dead", "no_address"];
}

impl Worded for Language {
    const NAME: &'static str = "Language";
    const WORDS: &'static [&'static str] = &["it", "en"];
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
        holds::<SystemKind>();
        holds::<Audience>();
        holds::<NoticeKind>();
        holds::<MessageState>();
        holds::<Language>();
        holds::<AtEnd>();
        holds::<StandingKind>();
        holds::<Proof>();
        holds::<Unproved>();
        holds::<FieldKind>();
        holds::<IdentificationMethod>();
    }
}
