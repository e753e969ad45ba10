use super::ProcedureFaultKind as Kind;
use super::*;
use serde_json::{Value, json};

/// A procedure in which everything holds together.
fn sound() -> Value {
    let label = json!({ "it": "Copia", "en": "Copy" });
    json!({
        "code": "document-access", "kind": "document_access", "name": "Accesso", "office": "urp",
        "legal_basis": "L. 241/1990", "channels_source": "L. 241/1990", "silence": "refusal", "silence_after": "statutory",
        "decided_by": "officer",
        "channels": [
            { "channel": "web", "requires": ["name"], "identity": { "proofs": ["digital_identity"], "level": 2, "unproved": "refused" } },
            { "channel": "post", "requires": ["name"], "identity": { "proofs": ["document_copy"], "unproved": "asked_for" } }
        ],
        "fields": [
            { "code": "document", "label": label, "kind": "text", "required": true, "max_length": 500 },
            { "code": "copies", "label": label, "kind": "choice",
              "options": [{ "code": "yes", "label": label }, { "code": "no", "label": label }] }
        ],
        "terms": [{ "code": "statutory", "name": "Entro 30 giorni", "starts": "received", "ends": "decided",
            "term": { "amount": 30, "unit": "calendar_days" }, "source": "L. 241/1990 art. 25 c. 4" }],
        "completion": { "asked_within": { "amount": 10, "unit": "calendar_days" }, "source": "D.P.R. 184/2006 art. 6 c. 5" },
        "counter_interested": { "objection_within": { "amount": 10, "unit": "calendar_days" }, "suspends": false, "source": "D.P.R. 184/2006 art. 3" },
        "substitute_power": { "holder": "Dirigente generale", "term": "statutory", "source": "L. 241/1990 art. 2 c. 9-bis" },
        "remedies": [{ "code": "court", "to": label, "asked_within": { "amount": 30, "unit": "calendar_days" }, "source": "D.Lgs. 104/2010 art. 116" }],
        "related": ["civic-access"], "outcomes": ["upheld", "rejected"], "reminders": [10, 3, 0]
    })
}

/// What is wrong once the value at a pointer is another.
fn wrong_with(pointer: &str, value: Value) -> Vec<(String, Kind)> {
    let mut procedure = sound();
    *procedure.pointer_mut(pointer).unwrap() = value;
    found(procedure)
}

fn found(procedure: Value) -> Vec<(String, Kind)> {
    let procedure: Procedure = serde_json::from_value(procedure).unwrap();
    let faults = procedure.faults();
    faults
        .into_iter()
        .map(|fault| (fault.pointer, fault.what))
        .collect()
}

fn one(pointer: &str, what: Kind) -> Vec<(String, Kind)> {
    vec![(pointer.to_owned(), what)]
}

#[test]
fn a_procedure_in_which_everything_holds_together_has_no_faults() {
    assert_eq!(found(sound()), []);
}

#[test]
fn a_procedure_may_promise_no_term_at_all() {
    let mut procedure = sound();
    let members = procedure.as_object_mut().unwrap();
    for member in ["silence_after", "substitute_power"] {
        members.remove(member);
    }
    members.insert("terms".to_owned(), json!([]));
    members.insert("silence".to_owned(), json!("no_effect"));
    assert_eq!(found(procedure), []);
}

#[test]
fn silence_means_something_only_after_a_term() {
    let mut procedure = sound();
    procedure.as_object_mut().unwrap().remove("silence_after");
    assert_eq!(found(procedure.clone()), [], "the only term is meant");
    let mut second = procedure["terms"][0].clone();
    second["code"] = json!("response");
    procedure["terms"].as_array_mut().unwrap().push(second);
    assert_eq!(found(procedure), one("/silence", Kind::SilenceWithoutTerm));
    assert_eq!(
        wrong_with("/silence_after", json!("other")),
        one("/silence_after", Kind::NoSuchTerm)
    );
}

#[test]
fn channels_are_given_once_and_their_proofs_hold_together() {
    assert_eq!(
        wrong_with("/channels", json!([])),
        one("/channels", Kind::NoChannel)
    );
    assert_eq!(
        wrong_with("/channels/1/channel", json!("web")),
        one("/channels/1/channel", Kind::SameChannel)
    );
    assert_eq!(
        wrong_with("/channels/0/identity/proofs", json!(["in_person"])),
        one("/channels/0/identity/level", Kind::LevelWithoutDigitalIdentity)
    );
    assert_eq!(
        wrong_with("/channels/1/identity/proofs", json!([])),
        one("/channels/1/identity/proofs", Kind::NoProof)
    );
}

#[test]
fn only_a_text_has_a_greatest_length_and_only_a_choice_has_options() {
    let at = "/fields/0/max_length";
    assert_eq!(wrong_with(at, json!(0)), one(at, Kind::Length));
    assert_eq!(wrong_with(at, json!(5_001)), one(at, Kind::Length));
    assert_eq!(wrong_with("/fields/0/kind", json!("date")), one(at, Kind::Length));
    let at = "/fields/1/options";
    assert_eq!(wrong_with(at, json!([])), one(at, Kind::Options));
    assert_eq!(
        wrong_with("/fields/1/kind", json!("office")),
        one(at, Kind::Options)
    );
}

#[test]
fn codes_are_unique_and_one_is_reserved() {
    assert_eq!(
        wrong_with("/fields/1/code", json!("document")),
        one("/fields/1/code", Kind::SameCode)
    );
    assert_eq!(
        wrong_with("/fields/1/options/1/code", json!("yes")),
        one("/fields/1/options/1/code", Kind::SameCode)
    );
    assert_eq!(
        wrong_with("/fields/1/code", json!("identity")),
        one("/fields/1/code", Kind::ReservedCode)
    );
}

#[test]
fn the_substitute_has_half_of_the_original_term() {
    let whole: Procedure = serde_json::from_value(sound()).unwrap();
    let half = whole.substitute_term().unwrap();
    assert_eq!((half.amount(), half.unit()), (15, Unit::CalendarDays));
    let at = "/substitute_power/term";
    assert_eq!(wrong_with(at, json!("other")), one(at, Kind::NoSuchTerm));
    for term in [
        json!({ "amount": 2, "unit": "months" }),
        json!({ "amount": 1, "unit": "working_days" }),
    ] {
        assert_eq!(wrong_with("/terms/0/term", term), one(at, Kind::NoHalf));
    }
}

#[test]
fn the_terms_of_remedies_are_counted_forward() {
    let backward = json!({ "amount": 30, "unit": "calendar_days", "direction": "backward" });
    for at in [
        "/remedies/0/asked_within",
        "/completion/asked_within",
        "/counter_interested/objection_within",
    ] {
        assert_eq!(wrong_with(at, backward.clone()), one(at, Kind::NotForward));
        assert_eq!(
            wrong_with(at, json!({ "unit": "immediate" })),
            one(at, Kind::NotForward)
        );
    }
}

#[test]
fn a_procedure_is_not_related_to_itself() {
    assert_eq!(
        wrong_with("/related/0", json!("document-access")),
        one("/related/0", Kind::RelatedToItself)
    );
}
