//! Every token that must not be trusted, and those that must.

use jsonwebtoken::{EncodingKey, Header};
use serde_json::{Value, json};
use time::Duration;

use super::*;
use crate::auth::{IssuerSettings, LocalKey, Profile, Role};
use crate::problem::ProblemCode;
use crate::randomness::Randomness;
use crate::testing::{NOW, claims};

fn key() -> LocalKey {
    LocalKey::generate(&Randomness::seeded(1))
}

fn verify(token: &str) -> Result<Principal, ApiError> {
    Verifier::new(vec![key().issuer().unwrap()]).verify(token, NOW)
}

/// A trusted token but for one claim; no claim when the value is null.
fn with(name: &str, value: Value) -> String {
    let mut claims = claims("operator", "c_e625");
    if value.is_null() {
        claims.remove(name)
    } else {
        claims.insert(name.to_owned(), value)
    };
    key().sign(&claims).unwrap()
}

fn encode(part: &Value) -> String {
    BASE64URL_NOPAD.encode(part.to_string().as_bytes())
}

#[track_caller]
fn refused(token: &str, code: ProblemCode, cause: &str) {
    let error = verify(token).unwrap_err();
    assert_eq!(error.code(), code);
    let told = error.cause().unwrap();
    assert!(told.contains(cause), "the log is told: {told}");
    let challenge = error
        .headers()
        .iter()
        .find(|(name, _)| *name == "WWW-Authenticate");
    assert!(challenge.unwrap().1.contains("error=\"invalid_token\""));
    if code == ProblemCode::TokenInvalid {
        assert_eq!(
            error.detail().en,
            "This service does not trust the token.",
            "the caller is told no more"
        );
    }
}

#[test]
fn a_token_of_the_local_issuer_proves_who_calls() {
    let mut granted = claims("operator", "c_e625");
    granted.insert("office".to_owned(), json!("urp"));
    let caller = verify(&key().sign(&granted).unwrap()).unwrap();
    assert_eq!(caller.subject, "someone");
    assert_eq!(caller.roles, [Role::Operator]);
    assert_eq!(caller.administration.as_deref(), Some("c_e625"));
    assert_eq!(caller.office.as_deref(), Some("urp"));
}

#[test]
fn a_token_without_a_signature_is_refused() {
    let payload = encode(&Value::Object(claims("admin", "c_e625")));
    for header in [json!({ "alg": "none" }), json!({ "alg": "None", "typ": "JWT" })] {
        refused(
            &format!("{}.{payload}.", encode(&header)),
            ProblemCode::TokenInvalid,
            "cannot be read",
        );
    }
    let signed = with("sub", json!("someone"));
    let unsigned = signed.rsplit_once('.').unwrap().0;
    refused(&format!("{unsigned}."), ProblemCode::TokenInvalid, "refused");
}

#[test]
fn a_token_signed_with_another_key_is_refused() {
    let other = LocalKey::generate(&Randomness::seeded(2));
    let token = other.sign(&claims("admin", "c_e625")).unwrap();
    refused(&token, ProblemCode::TokenInvalid, "key unknown");
    let stolen_id = encode(&json!({ "alg": "EdDSA", "kid": key().id() }));
    let (_, rest) = token.split_once('.').unwrap();
    refused(
        &format!("{stolen_id}.{rest}"),
        ProblemCode::TokenInvalid,
        "signature",
    );
}

#[test]
fn a_token_whose_claims_were_changed_is_refused() {
    let token = with("sub", json!("someone"));
    let parts: Vec<_> = token.split('.').collect();
    let forged = encode(&Value::Object(claims("admin", "c_e625")));
    refused(
        &format!("{}.{forged}.{}", parts[0], parts[2]),
        ProblemCode::TokenInvalid,
        "signature",
    );
}

#[test]
fn the_public_key_is_not_taken_for_a_shared_secret() {
    let secret = EncodingKey::from_secret(key().id().as_bytes());
    let header = Header {
        kid: Some(key().id()),
        ..Header::new(jsonwebtoken::Algorithm::HS256)
    };
    let token = jsonwebtoken::encode(&header, &claims("admin", "c_e625"), &secret).unwrap();
    refused(&token, ProblemCode::TokenInvalid, "algorithm");
}

#[test]
fn a_token_for_somebody_else_is_refused() {
    refused(
        &with("aud", json!("another-service")),
        ProblemCode::TokenInvalid,
        "audience",
    );
    refused(
        &with("aud", json!(["a", "b"])),
        ProblemCode::TokenInvalid,
        "audience",
    );
    assert!(verify(&with("aud", json!(["a", "cartaviva"]))).is_ok());
}

#[test]
fn a_token_of_an_unknown_issuer_is_refused() {
    refused(
        &with("iss", json!("https://elsewhere.example")),
        ProblemCode::TokenInvalid,
        "issuer",
    );
}

#[test]
fn a_token_without_a_claim_it_needs_is_refused() {
    for name in ["iss", "aud", "sub", "exp"] {
        assert_eq!(
            verify(&with(name, Value::Null)).unwrap_err().code(),
            ProblemCode::TokenInvalid,
            "{name}"
        );
    }
    refused(&with("sub", json!("")), ProblemCode::TokenInvalid, "sub");
    refused(&with("exp", json!("tomorrow")), ProblemCode::TokenInvalid, "");
    refused(&with("roles", json!(7)), ProblemCode::TokenInvalid, "roles");
    refused(
        &with("administration", json!(["c_e625"])),
        ProblemCode::TokenInvalid,
        "a text",
    );
}

#[test]
fn a_token_is_trusted_only_in_its_time_give_or_take_half_a_minute() {
    let at = |offset: Duration| json!((NOW + offset).unix_timestamp());
    assert!(verify(&with("exp", at(Duration::seconds(-29)))).is_ok());
    refused(
        &with("exp", at(Duration::seconds(-30))),
        ProblemCode::TokenExpired,
        "expired",
    );
    assert!(verify(&with("nbf", at(Duration::seconds(30)))).is_ok());
    refused(
        &with("nbf", at(Duration::seconds(31))),
        ProblemCode::TokenExpired,
        "not valid yet",
    );
}

#[test]
fn what_is_not_a_token_is_refused() {
    for odd in ["", "x", "a.b", "a.b.c", "..", "a.b.c.d", "à.è.ì"] {
        refused(odd, ProblemCode::TokenInvalid, "cannot be read");
    }
    refused(
        &with("pad", json!("x".repeat(9_000))),
        ProblemCode::TokenInvalid,
        "longer than",
    );
}

#[test]
fn names_that_are_not_roles_are_dropped() {
    let caller = verify(&with("roles", json!(["root", "auditor", 7]))).unwrap();
    assert_eq!(caller.roles, [Role::Auditor]);
    assert!(verify(&with("roles", Value::Null)).unwrap().roles.is_empty());
}

/// An issuer whose keys are in a file, as another system would publish them.
fn foreign(
    keys: &Value,
    change: impl FnOnce(&mut IssuerSettings),
) -> Result<Issuer, crate::auth::IssuerFault> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jwks.json");
    std::fs::write(&file, keys.to_string()).unwrap();
    let mut settings = IssuerSettings {
        jwks_file: Some(file),
        ..IssuerSettings::of("https://id.example", Profile::Oidc)
    };
    change(&mut settings);
    Issuer::load(&settings, NOW)
}

fn public_key() -> Value {
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "kid": key().id(), "use": "sig", "x": key().public() });
    json!({ "keys": [jwk] })
}

fn foreign_token(roles: Value) -> String {
    let mut claims = claims("operator", "c_e625");
    claims.insert("iss".to_owned(), json!("https://id.example"));
    claims.insert("ruoli".to_owned(), roles);
    key().sign(&claims).unwrap()
}

#[test]
fn another_issuer_is_trusted_by_its_file_of_keys_and_in_its_own_words() {
    let issuer = foreign(&public_key(), |settings| {
        settings.claims.roles = "ruoli".to_owned()
    })
    .unwrap();
    let caller = Verifier::new(vec![issuer])
        .verify(&foreign_token(json!("editor auditor")), NOW)
        .unwrap();
    assert_eq!(caller.roles, [Role::Editor, Role::Auditor]);
    assert_eq!(caller.issuer, "https://id.example");
}

#[test]
fn an_issuer_vouches_only_for_its_administrations() {
    let issuer = foreign(&public_key(), |settings| {
        settings.administrations = vec!["c_e506".to_owned()]
    })
    .unwrap();
    let refused = Verifier::new(vec![issuer])
        .verify(&foreign_token(json!([])), NOW)
        .unwrap_err();
    assert!(refused.cause().unwrap().contains("administration"));
}

#[test]
fn a_file_with_a_shared_secret_or_without_keys_is_refused() {
    let secret = json!({ "keys": [{ "kty": "oct", "kid": "1", "k": "c2VjcmV0" }] });
    for keys in [secret, json!({ "keys": [] }), json!([])] {
        assert!(foreign(&keys, |_| ()).is_err(), "{keys}");
    }
}

#[test]
fn the_local_key_is_made_once_readable_by_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let made = LocalKey::open(folder.path(), &Randomness::System).unwrap();
    let kept = LocalKey::open(folder.path(), &Randomness::System).unwrap();
    assert_eq!(made.id(), kept.id());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

proptest::proptest! {
    #[test]
    fn no_token_makes_the_verifier_panic(
        odd in "\\PC{0,200}",
        parts in "[A-Za-z0-9_-]{0,60}[.][A-Za-z0-9_-]{0,60}[.][A-Za-z0-9_-]{0,60}",
        header in "[{]\"alg\":\"[A-Za-z0-9]{0,6}\"(,\"kid\":\"[ -!#-~]{0,9}\")?[}]",
        payload in "[{](\"[a-z]{3}\":(1|\"x\"|null|[{][}]),?){0,4}[}]?",
    ) {
        let encoded = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        let made = format!("{}.{}.AAAA", encoded(&header), encoded(&payload));
        for token in [odd, parts, made] {
            proptest::prop_assert!(verify(&token).is_err());
        }
    }
}
