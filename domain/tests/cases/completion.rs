//! What was missing comes later, in the fields of the form.

use cartaviva_domain::cases::{Command, Moment, Refusal};
use cartaviva_domain::codes::Code;
use cartaviva_domain::procedures::{CaseKind, FieldValue, Procedure};
use serde_json::json;
use time::Duration;

use crate::desk::*;
use crate::walk::*;

/// Access to documents, whose term begins anew with the completion.
pub(crate) fn access() -> Procedure {
    Procedure {
        kind: CaseKind::DocumentAccess,
        ..application()
    }
}

/// What was missing, in these fields of the form.
pub(crate) fn complete(fields: &[(&str, &str)]) -> Command {
    let field = |(name, text): &(&str, &str)| (code(name), FieldValue::parse(text).unwrap());
    Command::Complete {
        text: None,
        fields: fields.iter().map(field).collect(),
    }
}

#[test]
fn what_comes_later_fills_in_what_was_left_empty_and_changes_nothing_else() {
    let mut procedure = access();
    procedure.fields = ["document", "reason", "powers"]
        .map(|name| {
            serde_json::from_value(json!({
                "code": name, "label": { "it": name, "en": name }, "kind": "text", "required": name == "reason",
                "identifying": name == "powers", "max_length": 10,
            }))
            .unwrap()
        })
        .to_vec();
    let desk = Desk::of(procedure);
    let mut presented = submission();
    presented.fields = [(code("document"), FieldValue::parse("12/2026").unwrap())].into();
    presented.incomplete = true;
    let received = desk.receive(&presented, Moment::now(FRIDAY)).unwrap();
    let mut asked = desk
        .apply(
            &received,
            Command::AskCompletion { missing: reason() },
            FRIDAY + Duration::days(3),
        )
        .unwrap();
    assert_eq!(asked.details.missing, [code("reason")]);
    asked.details.missing.push(code("identity"));
    let refused =
        |fields: &[(&str, &str)]| match desk.apply(&asked, complete(fields), FRIDAY + Duration::days(5)) {
            Err(Refusal::Fields(faults)) => faults.iter().map(|fault| fault.what.code()).collect(),
            other => panic!("{other:?}"),
        };
    let faults: Vec<&str> = refused(&[("document", "x"), ("colour", "x"), ("reason", "far too long")]);
    assert_eq!(faults, ["unknown", "too_long", "already_given"]);
    let done = desk
        .apply(
            &asked,
            complete(&[("reason", "mine"), ("powers", "p")]),
            FRIDAY + Duration::days(5),
        )
        .unwrap();
    let kept: Vec<&str> = done.details.fields.keys().map(Code::as_str).collect();
    assert_eq!(
        kept,
        ["document", "reason"],
        "what may say who somebody is is kept apart"
    );
    assert_eq!(done.details.missing, [code("identity")]);
}
