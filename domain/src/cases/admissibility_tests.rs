use super::*;
use crate::cases::{Channel, Subject};
use crate::people::{AssuranceLevel, Identification};
use crate::procedures::{FieldValue, Fields};
use crate::text::Prose;
use serde_json::json;

/// Access to documents: on the web with a digital identity of level 2, by post with a copy that may follow, at the desk
/// for anybody.
fn access() -> Procedure {
    let label = json!({ "it": "Campo", "en": "Field" });
    serde_json::from_value(json!({
        "code": "document-access", "kind": "document_access", "name": "Accesso", "office": "urp",
        "legal_basis": "L. 241/1990", "channels_source": "L. 241/1990 art. 25", "terms": [], "silence": "no_effect",
        "decided_by": "officer",
        "channels": [
            { "channel": "web", "requires": ["name"], "identity": { "proofs": ["digital_identity"], "level": 2, "unproved": "refused" } },
            { "channel": "post", "requires": ["name"], "identity": { "proofs": ["document_copy"], "unproved": "asked_for" } },
            { "channel": "desk" }
        ],
        "fields": [
            { "code": "document", "label": label, "kind": "text", "required": true, "max_length": 10 },
            { "code": "reason", "label": label, "kind": "text", "required": true },
            { "code": "delegator", "label": label, "kind": "text", "identifying": true },
            { "code": "since", "label": label, "kind": "date" }
        ]
    }))
    .unwrap()
}

fn fields(given: &[(&str, &str)]) -> Fields {
    given
        .iter()
        .map(|(code, text)| (code_of(code), FieldValue::parse(text).unwrap()))
        .collect()
}

fn code_of(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

fn digital(level: u8) -> Option<Identification> {
    Some(Identification::DigitalIdentity {
        level: AssuranceLevel::try_from(level).unwrap(),
    })
}

/// A whole request on the web.
fn request() -> Submission {
    Submission {
        channel: Channel::Web,
        subject: Subject::parse("Permesso di costruire").unwrap(),
        description: Prose::parse("Chiedo di vedere il permesso.").unwrap(),
        service: None,
        reporter: Reporter {
            given_name: Some("Anna".to_owned().try_into().unwrap()),
            family_name: Some("Rossi".to_owned().try_into().unwrap()),
            ..Reporter::default()
        },
        identification: digital(2),
        fields: fields(&[("document", "PdC 12/26"), ("reason", "Confino.")]),
        incomplete: false,
        registered_at: None,
    }
}

fn refused(submission: &Submission) -> Refusal {
    admit(&access(), submission).unwrap_err()
}

#[test]
fn a_whole_request_lacks_nothing_and_its_fields_are_kept() {
    let details = admit(&access(), &request()).unwrap();
    assert_eq!(details.fields, request().fields);
    assert_eq!((details.identification, details.missing), (digital(2), vec![]));
}

#[test]
fn a_lower_level_of_assurance_is_refused_and_a_higher_one_is_not() {
    let mut low = request();
    low.identification = digital(1);
    assert_eq!(refused(&low).rule(), "assurance_level_too_low");
    assert_eq!(refused(&low).source(), Some("L. 241/1990 art. 25"));
    low.identification = digital(3);
    assert!(admit(&access(), &low).is_ok());
}

#[test]
fn a_declared_identity_is_not_a_proved_one() {
    let mut declared = request();
    for given in [
        None,
        Some(Identification::Declared),
        Some(Identification::InPerson),
    ] {
        declared.identification = given;
        assert_eq!(refused(&declared).rule(), "identity_not_proved", "{given:?}");
    }
}

#[test]
fn a_proof_that_may_follow_is_noted_as_missing() {
    let mut post = request();
    post.channel = Channel::Post;
    post.identification = Some(Identification::Declared);
    assert_eq!(admit(&access(), &post).unwrap().missing, [code_of("identity")]);
    post.identification = Some(Identification::DocumentCopy);
    assert_eq!(admit(&access(), &post).unwrap().missing, []);
}

#[test]
fn every_field_at_fault_is_named_at_once() {
    let mut form = request();
    form.fields = fields(&[
        ("document", "Permesso 12/2026"),
        ("since", "ieri"),
        ("colour", "red"),
    ]);
    let Refusal::Fields(found) = refused(&form) else {
        panic!("not refused for its fields")
    };
    let found: Vec<(&str, FieldFaultKind)> = found
        .iter()
        .map(|fault| (fault.field.as_str(), fault.what))
        .collect();
    assert_eq!(
        found,
        [
            ("colour", FieldFaultKind::Unknown),
            ("document", FieldFaultKind::TooLong(10)),
            ("since", FieldFaultKind::NotADate),
            ("reason", FieldFaultKind::Missing),
        ]
    );
}

#[test]
fn what_is_known_to_be_incomplete_is_taken_in_and_what_it_lacks_is_named_in_order() {
    let mut paper = request();
    paper.incomplete = true;
    paper.identification = None;
    paper.fields = fields(&[("document", "PdC 12/26")]);
    let details = admit(&access(), &paper).unwrap();
    assert_eq!(details.missing, [code_of("identity"), code_of("reason")]);
}

#[test]
fn an_incomplete_request_still_holds_nothing_that_is_unknown() {
    let mut paper = request();
    paper.incomplete = true;
    paper.fields = fields(&[("colour", "red")]);
    assert_eq!(refused(&paper).rule(), "fields_refused");
}

#[test]
fn what_may_say_who_somebody_is_stays_with_who_presented_the_case() {
    let mut delegated = request();
    delegated.fields.extend(fields(&[("delegator", "Bruno Verdi")]));
    let details = admit(&access(), &delegated).unwrap();
    assert!(!details.fields.contains_key(&code_of("delegator")));
    let reporter = delegated.presented_by(&access());
    assert_eq!(reporter.fields, fields(&[("delegator", "Bruno Verdi")]));
    assert_eq!(reporter.family_name, delegated.reporter.family_name);
}

#[test]
fn where_nothing_is_asked_of_who_writes_the_unnamed_are_admitted() {
    let mut unnamed = request();
    unnamed.channel = Channel::Desk;
    unnamed.reporter = Reporter::default();
    unnamed.identification = None;
    assert!(admit(&access(), &unnamed).is_ok());
    unnamed.channel = Channel::Post;
    assert_eq!(refused(&unnamed).rule(), "anonymous_not_considered");
    unnamed.channel = Channel::Fax;
    assert_eq!(refused(&unnamed).rule(), "channel_not_accepted");
}

#[test]
fn the_digest_covers_the_form_and_how_its_author_was_identified() {
    let whole = request().digest();
    let mut other = request();
    other.fields = fields(&[("document", "PdC 12/26"), ("reason", "Confino!")]);
    assert_ne!(other.digest(), whole);
    let mut higher = request();
    higher.identification = digital(3);
    assert_ne!(higher.digest(), whole);
    let mut moved = request();
    moved.fields = fields(&[("document", "PdC 12/26Confino."), ("reason", ".")]);
    assert_ne!(moved.digest(), whole);
    assert_eq!(request().digest(), whole);
}
