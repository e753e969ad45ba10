//! The whole life of a case over HTTP: every command from every status, as the table says.

use cartaviva_tests::{Answer, App, Filed, Person, on_both};
use serde_json::{Value, json};

use super::seen;
use crate::ristoro_policies::livorno_with;

/// Where a case stands; of a suspended one, by what.
const PLACES: [&str; 12] = [
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
const WORKED_ON: [&str; 4] = ["registered", "forwarded", "in_progress", "reopened"];
const STOPPED: [&str; 3] = [
    "suspended by suspension",
    "suspended by completion",
    "suspended by notice",
];

/// A command: its path below the case, who gives it, what they send, and from where it is allowed.
struct Command {
    path: &'static str,
    role: &'static str,
    body: Value,
    from: Vec<&'static str>,
}

/// Every command that has an operation of its own.
fn table(older: &Filed) -> Vec<Command> {
    let reason = json!({ "reason": "Serve un sopralluogo." });
    let stopped = || [&WORKED_ON[..], &STOPPED].concat();
    let row = |path, role, body: Value, from: Vec<&'static str>| Command {
        path,
        role,
        body,
        from,
    };
    let moved = json!({ "office": "urp", "reason": "La materia è dell'URP." });
    let extension = json!({ "amount": 10, "unit": "calendar_days", "reason": "Serve un sopralluogo." });
    let upheld = json!({ "outcome": "upheld", "answer": "Accolta.", "pertinent": true });
    let correction = json!({ "reason": "Errore di stampa.", "outcome": "upheld", "answer": "Accolta.", "pertinent": true });
    let note = json!({ "text": "Sentito l'ufficio.", "visibility": "internal" });
    vec![
        row("forwardings", "operator", moved, WORKED_ON.to_vec()),
        row(
            "completion-requests",
            "officer",
            json!({ "missing": "La planimetria." }),
            WORKED_ON.to_vec(),
        ),
        row("suspensions", "officer", reason.clone(), WORKED_ON.to_vec()),
        row("extensions", "officer", extension, WORKED_ON.to_vec()),
        row(
            "notices-before-refusal",
            "officer",
            json!({ "grounds": "Manca un requisito." }),
            WORKED_ON.to_vec(),
        ),
        row(
            "merging",
            "operator",
            json!({ "into": older.id }),
            WORKED_ON.to_vec(),
        ),
        row(
            "inadmissibility",
            "officer",
            json!({ "answer": "Non è una domanda." }),
            stopped(),
        ),
        row(
            "assignments",
            "officer",
            json!({ "assignee": "marco" }),
            stopped(),
        ),
        row(
            "completions",
            "operator",
            json!({}),
            vec!["suspended by completion"],
        ),
        row("observations", "operator", json!({}), vec!["suspended by notice"]),
        row("resumptions", "officer", json!({}), STOPPED.to_vec()),
        row(
            "releases",
            "officer",
            json!({}),
            [&["in_progress"][..], &STOPPED].concat(),
        ),
        row(
            "decision",
            "officer",
            upheld,
            [&WORKED_ON[..], &["suspended by notice"]].concat(),
        ),
        row("corrections", "officer", correction, vec!["decided", "closed"]),
        row("closure", "operator", json!({}), vec!["decided", "inadmissible"]),
        row("withdrawal", "operator", json!({}), stopped()),
        row(
            "reopening",
            "operator",
            reason.clone(),
            vec!["decided", "closed", "inadmissible", "withdrawn", "merged"],
        ),
        row("notes", "officer", note, PLACES.to_vec()),
        row(
            "related-cases",
            "operator",
            json!({ "case": older.id }),
            PLACES.to_vec(),
        ),
        row("ristoro-claim", "operator", json!({}), vec!["decided", "closed"]),
        row("ristoro-refusal", "manager", reason, vec!["decided", "closed"]),
    ]
}

/// Commands that are carried out by what another operation does, or that need a redress that was granted.
const WITHOUT_A_ROW: [&str; 5] = [
    "legal-hold",
    "registration",
    "ristoro-grant",
    "ristoro-delivery",
    "ristoro-return",
];

fn who<'a>(app: &'a App, role: &str) -> Person<'a> {
    app.who(role, "c_e625")
}

/// Livorno takes applications, too: thirty days, a notice before refusal, one suspension, extensions.
pub(super) fn with_permits(app: &App) {
    livorno_with(app, |file| {
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
    });
}

pub(super) fn permit(app: &App) -> Filed {
    let mut body = app.report();
    body["procedure"] = json!("permit");
    app.filed("c_e625", &body)
}

#[track_caller]
fn done(app: &App, case: &Filed, role: &str, path: &str, body: &Value) -> Answer {
    who(app, role).post(&case.sub(path), body).expect(201)
}

/// A case brought to a place by what people do, and nothing else.
fn standing(app: &App, place: &str, older: &Filed) -> Filed {
    let case = permit(app);
    let reason = json!({ "reason": "Serve un sopralluogo." });
    let upheld = json!({ "outcome": "upheld", "answer": "Accolta.", "pertinent": true });
    let steps: Vec<(&str, &str, Value)> = match place {
        "registered" => vec![],
        "forwarded" => vec![("operator", "forwardings", json!({ "office": "competent-office" }))],
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
        "decided" => vec![("officer", "decision", upheld)],
        "closed" => vec![
            ("officer", "decision", upheld),
            ("operator", "closure", json!({})),
        ],
        "inadmissible" => vec![(
            "officer",
            "inadmissibility",
            json!({ "answer": "Non è una domanda." }),
        )],
        "withdrawn" => vec![("operator", "withdrawal", json!({}))],
        "reopened" => vec![("officer", "decision", upheld), ("operator", "reopening", reason)],
        "merged" => vec![("operator", "merging", json!({ "into": older.id }))],
        other => panic!("no place {other}"),
    };
    for (role, path, body) in steps {
        done(app, &case, role, path, &body);
    }
    let status = place.split(' ').next().unwrap();
    assert_eq!(seen(app, &case).str("/status"), status);
    case
}

#[test]
fn each_command_is_allowed_exactly_from_the_statuses_of_the_table() {
    on_both(|app| {
        with_permits(app);
        let older = permit(app);
        for place in PLACES {
            let mut case = standing(app, place, &older);
            for command in table(&older) {
                let version = seen(app, &case).at("/version").clone();
                let answer = who(app, command.role).post(&case.sub(command.path), &command.body);
                let told = format!("{} from {place}: {}", command.path, answer.text);
                assert!(matches!(answer.status, 201 | 409 | 422), "{told}");
                let refused = answer.status == 409;
                assert_eq!(refused, answer.text.contains("not_from_this_status"), "{told}");
                assert_eq!(refused, !command.from.contains(&place), "{told}");
                if answer.status == 201 {
                    case = standing(app, place, &older);
                } else {
                    assert_eq!(
                        seen(app, &case).at("/version"),
                        &version,
                        "a refusal changes nothing: {told}"
                    );
                }
            }
        }
    });
}

#[test]
fn every_operation_that_changes_a_case_is_in_the_walk() {
    let document = cartaviva_api::contract::document().unwrap();
    let app = App::on(cartaviva_tests::Database::sqlite());
    let older = app.received();
    let walked: Vec<&str> = table(&older).iter().map(|command| command.path).collect();
    let prefix = "/administrations/{administration}/cases/{case}/";
    for (path, operations) in document["paths"].as_object().unwrap() {
        if let (Some(part), Some(_)) = (path.strip_prefix(prefix), operations.get("post")) {
            let known = walked.contains(&part) || WITHOUT_A_ROW.contains(&part);
            assert!(known || part.starts_with("attachments"), "{part} is not walked");
        }
    }
}

#[test]
fn whoever_is_not_of_the_desk_or_the_office_works_on_no_case() {
    on_both(|app| {
        let (case, older) = (app.received(), app.received());
        for command in table(&older) {
            for role in ["auditor", "editor", "integrator"] {
                who(app, role)
                    .post(&case.sub(command.path), &command.body)
                    .problem(403, "role_not_allowed");
            }
            app.citizen()
                .post(&case.sub(command.path), &command.body)
                .problem(401, "token_missing");
            app.who(command.role, "c_e506")
                .post(&case.sub(command.path), &command.body)
                .problem(404, "not_found");
        }
    });
}
