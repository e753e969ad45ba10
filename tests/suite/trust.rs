//! Which tokens are trusted, and what they give.

use cartaviva_api::auth::LocalKey;
use cartaviva_api::randomness::Randomness;
use cartaviva_tests::{App, Database, on_both};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

const CASES: &str = "/administrations/c_e625/cases";

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
