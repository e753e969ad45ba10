//! What the feed tells, and what it never tells.

use super::*;
use crate::cases::{
    Answer, Case, Cause, Channel, Decision, Details, Event, Happening, Moment, Outcome, Status, Subject,
};
use crate::codes::{AdministrationCode, CaseId, Code, EventId};
use crate::ristoro::RefusedClaim;
use crate::text::Prose;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::{date, datetime};
use uuid::Uuid;

const FRIDAY: OffsetDateTime = datetime!(2026-11-20 11:30 +1);
/// What no other system may ever read.
const SECRET: &str = "Segreto di Rosa Bianchi";

fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

/// A case whose every free text is the secret.
fn case() -> Case {
    Case {
        administration: AdministrationCode::parse("c_e625").unwrap(),
        id: CaseId(Uuid::nil()),
        procedure: code("disservice-report"),
        procedure_version: 1,
        channel: Channel::Web,
        subject: Subject::parse(SECRET).unwrap(),
        description: Prose::parse(SECRET).unwrap(),
        service: None,
        details: Details::default(),
        office: code("roads"),
        own_office: false,
        status: Status::Decided,
        assignee: Some(serde_json::from_value(json!(SECRET)).unwrap()),
        received_at: FRIDAY,
        registered_at: FRIDAY,
        forwarded_at: Some(FRIDAY),
        decided_at: Some(FRIDAY),
        closed_at: None,
        decision: Some(Decision {
            outcome: Outcome::Upheld,
            answer: Answer::parse(SECRET).unwrap(),
            pertinent: true,
            breached_standards: Vec::new(),
            cause: Some(Cause::Administration),
            late_reasons: Some(serde_json::from_value(json!(SECRET)).unwrap()),
        }),
        claimed_at: None,
        refused_claim: Some(RefusedClaim {
            refused_at: FRIDAY,
            reason: serde_json::from_value(json!(SECRET)).unwrap(),
        }),
        grant: None,
        suspensions: Vec::new(),
        extensions: Vec::new(),
        proceedings: serde_json::from_value(json!({ "missing": SECRET })).unwrap(),
        deadlines: Vec::new(),
        last_occurred_at: FRIDAY,
        events: 1,
        version: 1,
    }
}

fn due(day: u8) -> Value {
    let (due_on, due_at) = (format!("2026-12-{day}"), format!("2026-12-{day}T23:59:59+01:00"));
    json!({ "due_on": due_on, "due_at": due_at, "whole_day": true,
            "original_due_on": due_on, "original_due_at": due_at })
}

/// One of everything that can happen, each free text the secret.
fn everything() -> Vec<Happening> {
    let all = json!([
        { "kind": "received", "channel": "web" },
        { "kind": "registered", "office": "urp" },
        { "kind": "forwarded", "office": "roads", "reason": SECRET },
        { "kind": "suspended", "reason": SECRET },
        { "kind": "resumed" },
        { "kind": "extended", "extension": { "amount": 10, "unit": "calendar_days" }, "reason": SECRET },
        { "kind": "decided", "outcome": "upheld", "pertinent": true, "breached_standards": [], "cause": "user" },
        { "kind": "declared_inadmissible", "late_reasons": SECRET },
        { "kind": "completion_asked", "missing": SECRET, "restarts": false },
        { "kind": "completed", "restarts": false },
        { "kind": "taken_in_charge", "assignee": SECRET },
        { "kind": "released" },
        { "kind": "noted", "text": SECRET, "visibility": "internal" },
        { "kind": "notice_given", "suspension": { "from": "2026-11-20T11:30:00+01:00", "to": "2026-11-30T11:30:00+01:00" } },
        { "kind": "observed", "suspension": { "from": "2026-11-20T11:30:00+01:00", "to": "2026-11-30T11:30:00+01:00" } },
        { "kind": "corrected", "outcome": "upheld", "pertinent": true, "breached_standards": [], "cause": "user", "reason": SECRET },
        { "kind": "closed", "delivery": { "channel": "post", "reference": SECRET } },
        { "kind": "merged", "into": Uuid::nil() },
        { "kind": "absorbed", "case": Uuid::nil() },
        { "kind": "let_go", "case": Uuid::nil() },
        { "kind": "related", "case": Uuid::nil() },
        { "kind": "answered_together", "case": Uuid::nil(), "outcome": "upheld" },
        { "kind": "deadline_approaching", "term": "response", "due_at": "2026-12-21T23:59:59+01:00", "level": 3 },
        { "kind": "deadline_missed", "term": "response" },
        { "kind": "suspension_over" },
        { "kind": "claim_window_closing" },
        { "kind": "voucher_expiring" },
        { "kind": "voucher_expired" },
        { "kind": "withdrawn", "reason": SECRET },
        { "kind": "reopened", "reason": SECRET },
        { "kind": "ristoro_claimed" },
        { "kind": "deadline_recomputed", "term": "response", "before": due(21), "after": due(22), "reason": SECRET },
        { "kind": "ristoro_refused", "reason": SECRET },
        { "kind": "ristoro_granted", "item": "parking-day", "quantity": 3 },
        { "kind": "ristoro_delivered", "item": "parking-day", "quantity": 3 },
        { "kind": "ristoro_returned", "item": "parking-day", "quantity": 3, "reason": SECRET },
        { "kind": "attachment_added", "attachment": Uuid::nil(), "document": "other", "shown": true },
        { "kind": "attachment_withdrawn", "attachment": Uuid::nil(), "reason": SECRET },
        { "kind": "personal_data_removed", "act": SECRET },
    ]);
    serde_json::from_value(all).unwrap()
}

fn told(happening: Happening) -> Entry {
    let event = Event {
        id: EventId(Uuid::nil()),
        sequence: 1,
        happening,
        moment: Moment::now(FRIDAY),
        actor: crate::cases::Actor {
            subject: Some(SECRET.to_owned()),
            role: "operator".to_owned(),
        },
    };
    Entry::of_event(&case(), &event)
}

fn data(happening: &Happening) -> Value {
    serde_json::to_value(Data::public_part(&case(), happening)).unwrap()
}

/// Every text in a JSON value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_free_text_reaches_the_feed_whatever_happened() {
    for happening in everything() {
        let told = data(&happening);
        for text in texts(&told) {
            assert!(
                !text.contains("Segreto") && !text.contains(' '),
                "{}: {text}",
                happening.kind()
            );
        }
    }
}

#[test]
fn the_secret_is_in_what_happened_so_that_the_rule_above_can_fail() {
    let hidden = everything()
        .iter()
        .filter(|happening| serde_json::to_string(happening).unwrap().contains(SECRET))
        .count();
    assert_eq!(hidden, 16);
}

#[test]
fn who_did_it_is_not_told() {
    for happening in everything() {
        let told = told(happening);
        assert!(!format!("{:?}", told.data).contains("operator"));
    }
}

#[test]
fn of_every_event_the_case_its_procedure_channel_status_and_office_are_told() {
    for happening in everything() {
        let told = data(&happening);
        assert_eq!(told["case"], json!(Uuid::nil()));
        assert_eq!(told["procedure"], "disservice-report");
        assert_eq!(
            (&told["channel"], &told["status"], &told["office"]),
            (&json!("web"), &json!("decided"), &json!("roads"))
        );
    }
}

#[test]
fn the_outcome_the_moved_deadline_and_the_redress_are_told_where_they_apply() {
    let of = |kind: &str| {
        let all = everything();
        let found = all.iter().find(|happening| happening.kind() == kind).unwrap();
        data(found)
    };
    assert_eq!(of("decided")["outcome"], "upheld");
    assert_eq!(of("forwarded").get("outcome"), None);
    let moved = of("deadline_recomputed");
    assert_eq!(
        (&moved["term"], &moved["due_at"]),
        (&json!("response"), &json!("2026-12-22T23:59:59+01:00"))
    );
    for kind in ["ristoro_granted", "ristoro_delivered", "ristoro_returned"] {
        assert_eq!(
            (&of(kind)["item"], &of(kind)["quantity"]),
            (&json!("parking-day"), &json!(3))
        );
    }
}

#[test]
fn every_kind_of_event_is_a_kind_and_its_subject_is_the_case() {
    for happening in everything() {
        let kind = format!("case.{}", happening.kind());
        let told = told(happening);
        assert_eq!(Kind::parse(&kind).as_ref(), Ok(&told.kind));
        assert_eq!(told.subject(), Some(format!("cases/{}", Uuid::nil())));
    }
}

#[test]
fn what_is_told_is_read_back_as_it_was() {
    for happening in everything() {
        let told = Data::public_part(&case(), &happening);
        let written = serde_json::to_value(&told).unwrap();
        assert_eq!(serde_json::from_value::<Data>(written).unwrap(), told);
    }
}

#[test]
fn an_edition_and_a_calendar_say_from_which_day_they_hold() {
    let (id, moment, day) = (EventId(Uuid::nil()), Moment::now(FRIDAY), date!(2027 - 01 - 01));
    let edition = Entry::of_edition(&code("urp"), &code("2027"), Some(day), id, moment);
    assert_eq!(edition.subject().as_deref(), Some("charters/urp"));
    assert_eq!(
        serde_json::to_value(&edition.data).unwrap(),
        json!({ "charter": "urp", "edition": "2027", "valid_from": "2027-01-01" })
    );
    let calendar = Entry::of_calendar(Some(&code("roads")), day, id, moment);
    assert_eq!(calendar.subject().as_deref(), Some("offices/roads"));
    assert_eq!(Entry::of_calendar(None, day, id, moment).subject(), None);
}
