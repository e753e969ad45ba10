//! The whole life of a case over HTTP: every command from every status, as the table says.

use cartaviva_tests::{App, Filed, on_both};
use serde_json::{Value, json};

use super::seen;
use super::standing::{PLACES, STOPPED, WORKED_ON, permit, standing, who, with_permits};

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
        row(
            "withdrawal",
            "operator",
            json!({}),
            [&["received"][..], &stopped()].concat(),
        ),
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

/// What is not refused by where the case stands: redress that was granted is walked by `redress`, and a hold keeps papers
/// wherever their case stands, as a correction says who presented it.
const WITHOUT_A_ROW: [&str; 5] = [
    "legal-hold",
    "reporter/corrections",
    "ristoro-grant",
    "ristoro-delivery",
    "ristoro-return",
];

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
