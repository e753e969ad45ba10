//! Who may do what: tokens, roles, administrations.

use cartaviva_api::auth::LocalKey;
use cartaviva_api::randomness::Randomness;
use cartaviva_tests::{Answer, App, Database, Operation, Person, on_both};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

const CASES: &str = "/administrations/c_e625/cases";

/// The staff that reads cases.
const READERS: [&str; 5] = ["operator", "officer", "manager", "auditor", "integrator"];

/// The staff that works on cases.
const WORKERS: [&str; 3] = ["operator", "officer", "manager"];

/// Who may do what, as the permissions of this API were decided. An admin may do all of it.
const ALLOWED: &[(&str, &[&str])] = &[
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
    ("show_case_retention", &READERS),
    ("place_legal_hold", &["manager"]),
    ("lift_legal_hold", &["manager"]),
    ("list_disposals", &["auditor"]),
    ("order_disposal", &["admin"]),
    ("show_disposal", &["auditor"]),
    ("list_disposed_cases", &["auditor"]),
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

fn claims(app: &App) -> Map<String, Value> {
    let claims = json!({
        "iss": "cartaviva-local", "aud": "cartaviva", "sub": "someone", "exp": app.seconds() + 3_600,
        "roles": ["operator"], "administration": "c_e625",
    });
    claims.as_object().unwrap().clone()
}

/// A token with this header and no signature that could be right.
fn unsigned(header: &Value, claims: &Map<String, Value>, signature: &str) -> String {
    let part = |value: &str| BASE64URL_NOPAD.encode(value.as_bytes());
    format!(
        "{}.{}.{signature}",
        part(&header.to_string()),
        part(&Value::from(claims.clone()).to_string())
    )
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
            let answer = ask(&app.who(role, "c_e625"), &operation);
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
fn a_token_is_good_until_its_time_is_over_with_half_a_minute_for_the_clocks() {
    on_both(|app| {
        let token = app.sign(&claims(app));
        let desk = app.bearer(&token);
        app.set_clock("2026-11-20T12:30:29+01:00");
        desk.get(CASES).expect(200);
        app.set_clock("2026-11-20T12:30:30+01:00");
        desk.get(CASES).problem(401, "token_expired");
    });
}

#[test]
fn a_token_is_not_good_before_its_time() {
    let app = App::on(Database::sqlite());
    let early = app.operator("c_e625").claiming("nbf", json!(app.seconds() + 31));
    early.get(CASES).problem(401, "token_expired");
    app.operator("c_e625")
        .claiming("nbf", json!(app.seconds() + 30))
        .get(CASES)
        .expect(200);
}

#[test]
fn a_token_without_an_end_is_not_trusted() {
    let app = App::on(Database::sqlite());
    for exp in [json!(null), json!("tomorrow"), json!({ "at": 1 })] {
        app.operator("c_e625")
            .claiming("exp", exp)
            .get(CASES)
            .problem(401, "token_invalid");
    }
}

#[test]
fn a_token_with_no_algorithm_or_another_one_is_not_trusted() {
    on_both(|app| {
        let claims = claims(app);
        let signed = app.sign(&claims);
        let signature = signed.rsplit_once('.').unwrap().1;
        for algorithm in ["none", "None", "HS256", "RS256", "ES256", "EdDSA"] {
            for signature in ["", signature, "AAAA"] {
                let token = unsigned(&json!({ "alg": algorithm, "typ": "JWT" }), &claims, signature);
                app.bearer(&token).get(CASES).problem(401, "token_invalid");
            }
        }
    });
}

#[test]
fn a_token_of_another_key_is_not_trusted_even_under_the_id_of_ours() {
    on_both(|app| {
        let other = LocalKey::generate(&Randomness::seeded(1));
        let forged = other.sign(&claims(app)).unwrap();
        app.bearer(&forged).get(CASES).problem(401, "token_invalid");
        let ours = app.sign(&claims(app));
        let (_, forged) = forged.split_once('.').unwrap();
        let (header, _) = ours.split_once('.').unwrap();
        app.bearer(&format!("{header}.{forged}"))
            .get(CASES)
            .problem(401, "token_invalid");
    });
}

#[test]
fn a_token_that_was_changed_is_not_trusted() {
    let app = App::on(Database::sqlite());
    let token = app.sign(&claims(&app));
    let parts: Vec<_> = token.split('.').collect();
    let mut raised = claims(&app);
    raised.insert("roles".to_owned(), json!(["admin"]));
    let raised = BASE64URL_NOPAD.encode(Value::from(raised).to_string().as_bytes());
    app.bearer(&format!("{}.{raised}.{}", parts[0], parts[2]))
        .get(CASES)
        .problem(401, "token_invalid");
}

#[test]
fn a_token_for_another_audience_or_of_another_issuer_is_not_trusted() {
    let app = App::on(Database::sqlite());
    for (name, value) in [
        ("aud", json!("another-service")),
        ("aud", json!(["a", "b"])),
        ("aud", json!(null)),
        ("iss", json!("https://another.example")),
        ("iss", json!(7)),
        ("sub", json!("")),
        ("roles", json!(7)),
    ] {
        app.operator("c_e625")
            .claiming(name, value.clone())
            .get(CASES)
            .problem(401, "token_invalid");
    }
    app.operator("c_e625")
        .claiming("aud", json!(["another-service", "cartaviva"]))
        .get(CASES)
        .expect(200);
}

#[test]
fn what_is_no_token_is_not_trusted() {
    let app = App::on(Database::sqlite());
    for odd in ["", "x", "a.b.c", "....", &"A".repeat(7_900)] {
        app.bearer(odd).get(CASES).problem(401, "token_invalid");
    }
    app.anonymous()
        .with("Authorization", "Basic dXJwOnVycA==")
        .get(CASES)
        .problem(401, "token_invalid");
}

#[test]
fn a_token_that_is_not_trusted_is_refused_even_where_none_is_needed_to_present_a_case() {
    on_both(|app| {
        app.bearer("a.b.c")
            .post(CASES, &app.report())
            .problem(401, "token_invalid");
        app.citizen().post(CASES, &app.report()).expect(201);
    });
}

#[test]
fn roles_that_do_not_exist_give_nothing() {
    let app = App::on(Database::sqlite());
    for roles in [
        json!([]),
        json!(["superuser"]),
        json!("root"),
        json!([["admin"]]),
        json!(null),
    ] {
        app.operator("c_e625")
            .claiming("roles", roles)
            .get(CASES)
            .problem(403, "role_not_allowed");
    }
    app.operator("c_e625")
        .claiming("roles", json!("auditor operator"))
        .get(CASES)
        .expect(200);
}

#[test]
fn a_role_without_an_administration_reaches_none() {
    let app = App::on(Database::sqlite());
    let nowhere = app.who("admin", "c_e625").claiming("administration", json!(null));
    nowhere.get(CASES).problem(404, "not_found");
    nowhere
        .get("/administrations/c_a000/cases")
        .problem(404, "not_found");
}
