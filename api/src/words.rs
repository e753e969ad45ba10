//! The words of a catalogue: the domain's closed lists, as the contract writes them.

use cartaviva_domain::charters::CharterKind;
use cartaviva_domain::deadline::{Direction, Roll};
use cartaviva_domain::offices::AdministrationKind;
use cartaviva_domain::procedures::{CaseKind, Decider, EndEvent, Requirement, Silence};
use cartaviva_domain::services::Identity;
use cartaviva_domain::standards::{Comparator, Judgement, Scope, Unit};

use crate::bounded::Worded;

impl Worded for AdministrationKind {
    const NAME: &'static str = "AdministrationKind";
    const WORDS: &'static [&'static str] = &["municipality", "chamber_of_commerce", "other"];
}

impl Worded for Identity {
    const NAME: &'static str = "Identity";
    const WORDS: &'static [&'static str] =
        &["none", "declared", "identity_document", "in_person", "digital_identity"];
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

impl Worded for Roll {
    const NAME: &'static str = "Roll";
    const WORDS: &'static [&'static str] = &["next_non_holiday", "none", "next_working_day"];
}

impl Worded for Direction {
    const NAME: &'static str = "TermDirection";
    const WORDS: &'static [&'static str] = &["forward", "backward"];
}

impl Worded for Silence {
    const NAME: &'static str = "Silence";
    const WORDS: &'static [&'static str] = &["no_effect", "assent", "refusal"];
}

impl Worded for Decider {
    const NAME: &'static str = "Decider";
    const WORDS: &'static [&'static str] = &["officer", "manager"];
}
