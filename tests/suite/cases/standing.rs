//! Cases that stand where one can stand, brought there by what people do and nothing else.

use cartaviva_tests::{Answer, App, Filed, Person};
use serde_json::{Value, json};

use super::seen;
use crate::ristoro_policies::livorno_with;

/// Where a case stands; of a suspended one, by what.
pub(super) const PLACES: [&str; 13] = [
    "received",
    "registered",
    "forwarded",
    "in_progress",
    "suspended by suspension",
    "suspended by completion",
    "suspended by notice",
    "decided",
    "closed",
    "inadmissible",
    "withdrawn",
    "reopened",
    "merged",
];
/// Where it is worked on.
pub(super) const WORKED_ON: [&str; 4] = ["registered", "forwarded", "in_progress", "reopened"];
/// Where its terms stand still.
pub(super) const STOPPED: [&str; 3] = [
    "suspended by suspension",
    "suspended by completion",
    "suspended by notice",
];

/// Somebody of Livorno.
pub(super) fn who<'a>(app: &'a App, role: &str) -> Person<'a> {
    app.who(role, "c_e625")
}

/// Livorno takes applications, too: thirty days, a notice before refusal, one suspension, extensions.
pub(super) fn with_permits(app: &App) {
    livorno_with(app, taking_permits);
}

/// The same, in its file.
pub(crate) fn taking_permits(file: &mut Value) {
    let procedures = file["procedures"].as_array_mut().unwrap();
    let permit = json!({
        "code": "permit", "kind": "application", "name": "Permesso di occupazione del suolo", "office": "urp",
        "legal_basis": "L. 241/1990", "silence": "no_effect", "decided_by": "officer", "notice_before_refusal": true,
        "channels": [{ "channel": "web", "requires": ["name", "contact"] }, { "channel": "desk", "requires": ["name"] }],
        "channels_source": "L. 241/1990",
        "terms": [{
            "code": "conclusion", "name": "Conclusione", "starts": "received", "ends": "decided",
            "term": { "amount": 30, "unit": "calendar_days" }, "suspension": { "times": 1, "days": 30 },
            "extendable": true, "source": "L. 241/1990 art. 2",
        }],
    });
    procedures.push(permit);
}

/// An application that a citizen made just now.
pub(super) fn permit(app: &App) -> Filed {
    let mut body = app.report();
    body["procedure"] = json!("permit");
    app.filed("c_e625", &body)
}

/// What is done to a case, and succeeds.
#[track_caller]
pub(super) fn done(app: &App, case: &Filed, role: &str, path: &str, body: &Value) -> Answer {
    who(app, role).post(&case.sub(path), body).expect(201)
}

/// A case brought to a place by what people do, and nothing else.
pub(super) fn standing(app: &App, place: &str, older: &Filed) -> Filed {
    let case = match place {
        "received" => waiting(app),
        _ => permit(app),
    };
    brought(app, &case, place, older);
    case
}

/// A case that waits for its number: another system numbers what arrives while it arrives.
pub(super) fn waiting(app: &App) -> Filed {
    numbered_by(app, "external");
    let case = permit(app);
    numbered_by(app, "built_in");
    case
}

/// From now on Livorno's documents are numbered by this system.
#[track_caller]
pub(super) fn numbered_by(app: &App, system: &str) {
    let path = "/administrations/c_e625/protocol-system";
    let admin = who(app, "admin");
    let seen = admin.get(path).expect(200);
    admin
        .with("If-Match", seen.header("etag"))
        .put(path, &json!({ "system": system }))
        .expect(200);
}

/// Brings a case that is worked on to a place.
pub(super) fn brought(app: &App, case: &Filed, place: &str, older: &Filed) {
    let reason = json!({ "reason": "Serve un sopralluogo." });
    let steps: Vec<(&str, &str, Value)> = match place {
        "received" | "registered" => vec![],
        "forwarded" => vec![(
            "operator",
            "forwardings",
            json!({ "office": "competent-office", "reason": "È sua." }),
        )],
        "in_progress" => vec![("officer", "assignments", json!({ "assignee": "giulia" }))],
        "suspended by suspension" => vec![("officer", "suspensions", reason)],
        "suspended by completion" => vec![(
            "officer",
            "completion-requests",
            json!({ "missing": "La pianta." }),
        )],
        "suspended by notice" => vec![(
            "officer",
            "notices-before-refusal",
            json!({ "grounds": "Manca un requisito." }),
        )],
        "decided" => vec![("officer", "decision", app.upholding())],
        "closed" => vec![
            ("officer", "decision", app.upholding()),
            ("operator", "closure", json!({})),
        ],
        "inadmissible" => vec![(
            "officer",
            "inadmissibility",
            json!({ "answer": "Non è una domanda." }),
        )],
        "withdrawn" => vec![("operator", "withdrawal", json!({}))],
        "reopened" => vec![
            ("officer", "decision", app.upholding()),
            ("operator", "reopening", reason),
        ],
        "merged" => vec![("operator", "merging", json!({ "into": older.id }))],
        other => panic!("no place {other}"),
    };
    for (role, path, body) in steps {
        done(app, case, role, path, &body);
    }
    let status = place.split(' ').next().unwrap();
    assert_eq!(seen(app, case).str("/status"), status);
}
