//! Who may do what: roles, administrations, offices.

use std::collections::BTreeSet;

use cartaviva_tests::{Answer, App, Database, Operation, Person, on_both};
use serde_json::json;

/// The staff that reads cases.
const READERS: [&str; 5] = ["operator", "officer", "manager", "auditor", "integrator"];

/// The staff that works on cases.
const WORKERS: [&str; 3] = ["operator", "officer", "manager"];

/// Who may do what, as the permissions of this API were decided. An admin may do all of it.
const ALLOWED: &[(&str, &[&str])] = &[
    ("list_own_cases", &["citizen"]),
    ("show_own_case", &["citizen"]),
    ("ask_for_own_ristoro", &["citizen"]),
    ("take_charge_of_case", &WORKERS),
    ("release_case", &WORKERS),
    ("note_on_case", &WORKERS),
    ("ask_for_completion", &WORKERS),
    ("complete_case", &WORKERS),
    ("give_notice_before_refusal", &["officer", "manager"]),
    ("record_observations", &WORKERS),
    ("declare_case_inadmissible", &WORKERS),
    ("correct_decision", &["officer", "manager"]),
    ("close_case", &WORKERS),
    ("merge_case", &WORKERS),
    ("relate_case", &WORKERS),
    ("list_attachments", &READERS),
    (
        "add_attachment",
        &["operator", "officer", "manager", "integrator"],
    ),
    ("show_attachment", &READERS),
    ("read_attachment", &READERS),
    ("withdraw_attachment", &WORKERS),
    ("show_case_receipt", &READERS),
    ("list_work_lists", &READERS),
    ("show_case_reporter", &WORKERS),
    ("correct_case_reporter", &["operator"]),
    ("list_data_readings", &["auditor"]),
    ("export_data_subject", &["admin"]),
    ("show_case_retention", &READERS),
    ("place_legal_hold", &["manager"]),
    ("lift_legal_hold", &["manager"]),
    ("list_disposals", &["auditor"]),
    ("order_disposal", &["admin"]),
    ("show_disposal", &["auditor"]),
    ("list_disposed_cases", &["auditor"]),
    ("list_audit_entries", &["auditor"]),
    ("continue_disposal", &["admin"]),
    ("list_events", &["operator", "auditor", "integrator"]),
    ("search_cases", &READERS),
    (
        "list_protocol_entries",
        &["operator", "officer", "manager", "auditor"],
    ),
    (
        "search_protocol_entries",
        &["operator", "officer", "manager", "auditor"],
    ),
    ("register_document", &WORKERS),
    (
        "show_protocol_entry",
        &["operator", "officer", "manager", "auditor"],
    ),
    ("annul_protocol_entry", &["manager"]),
    ("show_daily_register", &["auditor"]),
    (
        "show_protocol_system",
        &["operator", "manager", "auditor", "integrator"],
    ),
    ("change_protocol_system", &["admin"]),
    ("list_waiting_documents", &["operator", "auditor", "integrator"]),
    ("show_waiting_document", &["operator", "auditor", "integrator"]),
    ("tell_protocol_number", &["integrator"]),
    (
        "list_emergency_periods",
        &["operator", "manager", "auditor", "integrator"],
    ),
    ("open_emergency_register", &["manager"]),
    (
        "show_emergency_period",
        &["operator", "manager", "auditor", "integrator"],
    ),
    ("close_emergency_register", &["manager"]),
    ("list_webhook_subscriptions", &["integrator"]),
    ("create_webhook_subscription", &["integrator"]),
    ("show_webhook_subscription", &["integrator"]),
    ("change_webhook_subscription", &["integrator"]),
    ("delete_webhook_subscription", &["integrator"]),
    ("list_webhook_deliveries", &["integrator"]),
    ("retry_webhook_delivery", &["integrator"]),
    ("ping_webhook_subscription", &["integrator"]),
    ("rotate_webhook_secret", &["integrator"]),
    ("list_cases", &READERS),
    ("show_case", &READERS),
    ("explain_case_deadlines", &READERS),
    ("list_case_events", &READERS),
    ("weigh_ristoro_eligibility", &READERS),
    ("forward_case", &["operator"]),
    ("suspend_case", &["officer", "manager"]),
    ("resume_case", &["officer", "manager"]),
    ("extend_case", &["officer", "manager"]),
    ("decide_case", &["officer", "manager"]),
    ("list_messages", &["operator", "auditor"]),
    ("retry_message", &["operator"]),
    ("withdraw_case", &["operator"]),
    ("reopen_case", &["operator", "manager"]),
    ("claim_ristoro", &["operator"]),
    ("grant_ristoro", &["officer", "manager"]),
    ("refuse_ristoro", &["officer", "manager"]),
    ("show_ristoro", &["operator", "officer", "manager"]),
    ("deliver_ristoro", &["operator", "officer", "manager"]),
    ("return_ristoro", &["operator", "officer", "manager"]),
    (
        "record_measurement",
        &["editor", "operator", "officer", "manager"],
    ),
    ("add_edition", &["editor"]),
    ("make_standard_exception", &["editor"]),
    ("change_administration_calendar", &["editor"]),
    ("change_office_calendar", &["editor"]),
    (
        "simulate_standard",
        &[
            "editor",
            "operator",
            "officer",
            "manager",
            "auditor",
            "integrator",
        ],
    ),
];

/// The operations on what anybody may read: that it exists is no secret.
const PUBLIC: [&str; 6] = [
    "record_measurement",
    "add_edition",
    "make_standard_exception",
    "change_administration_calendar",
    "change_office_calendar",
    "simulate_standard",
];

const ROLES: [&str; 8] = [
    "citizen",
    "operator",
    "officer",
    "manager",
    "editor",
    "auditor",
    "admin",
    "integrator",
];

/// The operations that need a token, each with the roles that may.
fn guarded() -> Vec<(Operation, &'static [&'static str])> {
    let operations = Operation::all(&cartaviva_api::contract::document().unwrap());
    let closed = operations.into_iter().filter(|operation| !operation.is_open());
    let with_roles = closed.map(|operation| {
        let known = ALLOWED.iter().find(|(id, _)| *id == operation.id);
        let (_, roles) =
            known.unwrap_or_else(|| panic!("{} is not in the table: who may do it?", operation.id));
        (operation, *roles)
    });
    with_roles.collect()
}

/// Asks for an operation, with a body that says nothing where it may take one.
fn ask(who: &Person<'_>, operation: &Operation) -> Answer {
    who.ask(
        &operation.method,
        &operation.path,
        (operation.method != "GET").then_some("{}"),
    )
}

/// Somebody whose token says all that any operation may need to know of a person.
fn known(who: Person<'_>) -> Person<'_> {
    who.claiming("fiscal_number", json!("TINIT-RSSMRA80A01H501U"))
        .claiming("acr", json!("https://www.spid.gov.it/SpidL3"))
}

#[test]
fn every_operation_that_needs_a_token_refuses_who_has_none() {
    on_both(|app| {
        for (operation, _) in guarded() {
            let refused = ask(&app.anonymous(), &operation);
            refused.problem(401, "token_missing");
            assert!(
                refused.header("www-authenticate").starts_with("Bearer"),
                "{}",
                operation.id
            );
        }
    });
}

#[test]
fn every_operation_is_for_its_roles_and_no_other() {
    let app = App::on(Database::sqlite());
    for (operation, allowed) in guarded() {
        for role in ROLES {
            let answer = ask(&known(app.who(role, "c_e625")), &operation);
            if role == "admin" || allowed.contains(&role) {
                assert!(
                    ![401, 403].contains(&answer.status),
                    "{role} may {}: {}",
                    operation.id,
                    answer.text
                );
            } else {
                answer.problem(403, "role_not_allowed");
            }
        }
    }
}

#[test]
fn in_another_administration_cases_are_not_known_and_the_catalogue_is_not_changed() {
    let app = App::on(Database::sqlite());
    for (operation, allowed) in guarded() {
        for role in allowed.iter().chain(&["admin"]) {
            let answer = ask(&app.who(role, "c_e506"), &operation);
            if PUBLIC.contains(&operation.id.as_str()) {
                answer.problem(403, "other_administration");
            } else {
                answer.problem(404, "not_found");
            }
        }
    }
}

#[test]
fn the_contract_names_the_roles_of_the_table() {
    for (operation, allowed) in guarded() {
        let named = operation.described["x-roles"].as_array().unwrap();
        let named: BTreeSet<_> = named.iter().filter_map(|role| role.as_str()).collect();
        let allowed: BTreeSet<_> = allowed.iter().copied().collect();
        assert_eq!(named, allowed, "{}", operation.id);
    }
}

#[test]
fn in_another_office_a_case_is_not_known_whatever_is_asked_of_it() {
    let app = App::on(Database::sqlite());
    let case = app.upheld();
    let document = cartaviva_api::contract::document().unwrap();
    let mut asked = 0;
    for (operation, allowed) in guarded() {
        let form = operation
            .described
            .pointer("/requestBody/content/multipart~1form-data");
        if !operation.template.contains("{case}") || form.is_some() {
            continue;
        }
        let path = operation
            .path
            .replace("019aa7c2-6f1b-7c3e-9d53-0d8a3b7f0c11", &case.id);
        let schema = operation
            .described
            .pointer("/requestBody/content/application~1json/schema/$ref");
        let example = schema
            .and_then(serde_json::Value::as_str)
            .map(|schema| document.pointer(schema.trim_start_matches('#')).unwrap()["example"].to_string());
        for role in allowed
            .iter()
            .filter(|role| ["officer", "manager"].contains(*role))
        {
            let claims = app.who(role, "c_e625").claiming("office", json!("urp"));
            let who = claims
                .with("Reading-Reason", "handling")
                .with("If-Match", "*")
                .with("Idempotency-Key", &format!("{role}-{asked:08}"));
            let answer = who.ask(&operation.method, &path, example.as_deref());
            assert_eq!(
                answer.status, 404,
                "{role} of another office, {}: {}",
                operation.id, answer.text
            );
            asked += 1;
        }
    }
    assert!(asked >= 40, "{asked}");
}
