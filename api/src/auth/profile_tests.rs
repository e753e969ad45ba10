//! The tokens of each kind of issuer: those that are trusted, what they say, and those that are not.

use cartaviva_domain::people::AssuranceLevel;
use jsonwebtoken::EncodingKey;
use serde_json::{Value, json};

use super::*;
use crate::auth::{Algorithm, Consumer, ConsumerSettings, IssuerFault, IssuerSettings, Profile, Role};
use crate::problem::ProblemCode;
use crate::testing::NOW;

const PLATFORM: &str = "uat.interop.pagopa.it";
const PORTAL: &str = "https://servizi.comune.example";

/// Settings of an issuer whose key is the one of these tests.
fn settings(name: &str, profile: Profile) -> IssuerSettings {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/auth/keys_for_tests");
    IssuerSettings {
        jwks_file: Some(format!("{folder}/platform.jwks.json").into()),
        ..IssuerSettings::of(name, profile)
    }
}

fn platform() -> IssuerSettings {
    let consumer = |purposes: &[&str], administration: &str| ConsumerSettings {
        consumer: "body-1".to_owned(),
        purposes: purposes.iter().map(|&purpose| purpose.to_owned()).collect(),
        administration: administration.to_owned(),
        roles: vec![Role::Integrator],
    };
    IssuerSettings {
        audience: "https://carta.example/v1".to_owned(),
        consumers: vec![
            consumer(&["purpose-1"], "c_e625"),
            consumer(&["purpose-2"], "c_e506"),
        ],
        ..settings(PLATFORM, Profile::Pdnd)
    }
}

fn portal() -> IssuerSettings {
    IssuerSettings {
        administrations: vec!["c_e625".to_owned()],
        ..settings(PORTAL, Profile::SpidCie)
    }
}

fn voucher() -> Claims {
    let at = NOW.unix_timestamp();
    claims_of(json!({
        "iss": PLATFORM, "aud": "https://carta.example/v1", "sub": "client-1", "jti": "voucher-1",
        "iat": at, "nbf": at, "exp": at + 600,
        "client_id": "client-1", "consumerId": "body-1", "purposeId": "purpose-1",
    }))
}

fn session() -> Claims {
    claims_of(json!({
        "iss": PORTAL, "aud": "cartaviva", "sub": "pairwise-1", "exp": NOW.unix_timestamp() + 600,
        "fiscal_number": "TINIT-RSSMRA80A01H501U", "acr": "https://www.spid.gov.it/SpidL2",
    }))
}

fn claims_of(claims: Value) -> Claims {
    claims.as_object().unwrap().clone()
}

/// The same claims but for one; without it when the value is null.
fn with(mut claims: Claims, name: &str, value: Value) -> Claims {
    if value.is_null() {
        claims.remove(name);
    } else {
        claims.insert(name.to_owned(), value);
    }
    claims
}

/// A token with this `typ`, signed with RS256.
fn signed(typ: Option<&str>, claims: &Claims) -> String {
    let header = Header {
        typ: typ.map(str::to_owned),
        kid: Some("platform".to_owned()),
        ..Header::new(jsonwebtoken::Algorithm::RS256)
    };
    sign(&header, claims)
}

fn sign(header: &Header, claims: &Claims) -> String {
    let key = EncodingKey::from_rsa_der(include_bytes!("keys_for_tests/platform.der"));
    jsonwebtoken::encode(header, claims, &key).unwrap()
}

fn verify(settings: &IssuerSettings, token: &str) -> Result<Principal, ApiError> {
    Verifier::new(vec![Issuer::load(settings, NOW).unwrap()]).verify(token, NOW)
}

#[track_caller]
fn refused(settings: &IssuerSettings, token: &str, code: ProblemCode, cause: &str) -> ApiError {
    let error = verify(settings, token).unwrap_err();
    assert_eq!(error.code(), code);
    let told = error.cause().unwrap();
    assert!(told.contains(cause), "the log is told: {told}");
    error
}

#[test]
fn a_voucher_names_the_consumer_and_the_purpose_and_may_what_the_configuration_says() {
    let caller = verify(&platform(), &signed(Some("at+jwt"), &voucher())).unwrap();
    let expected = Consumer {
        client: "client-1".to_owned(),
        consumer: "body-1".to_owned(),
        purpose: "purpose-1".to_owned(),
    };
    assert_eq!(caller.consumer, Some(expected));
    assert_eq!(caller.roles, [Role::Integrator]);
    assert_eq!(caller.administration.as_deref(), Some("c_e625"));
    assert_eq!(caller.token.as_deref(), Some("voucher-1"));
    let second = with(voucher(), "purposeId", json!("purpose-2"));
    let caller = verify(&platform(), &signed(Some("at+jwt"), &second)).unwrap();
    assert_eq!(caller.administration.as_deref(), Some("c_e506"));
}

#[test]
fn a_voucher_of_another_consumer_or_for_another_purpose_may_nothing_whatever_it_claims() {
    for (name, value) in [("consumerId", "body-2"), ("purposeId", "purpose-3")] {
        let mut claims = with(voucher(), name, json!(value));
        claims.insert("roles".to_owned(), json!(["admin"]));
        claims.insert("administration".to_owned(), json!("c_e625"));
        let caller = verify(&platform(), &signed(Some("at+jwt"), &claims)).unwrap();
        assert!(
            caller.roles.is_empty() && caller.administration.is_none(),
            "{name}"
        );
    }
}

#[test]
fn a_voucher_says_that_it_is_an_access_token_and_is_signed_with_rs256() {
    for typ in [None, Some("JWT"), Some("id+jwt")] {
        refused(
            &platform(),
            &signed(typ, &voucher()),
            ProblemCode::TokenInvalid,
            "kind of token",
        );
    }
    let other = IssuerSettings {
        algorithms: Some(vec![Algorithm::Es256]),
        ..platform()
    };
    let token = signed(Some("at+jwt"), &voucher());
    refused(&other, &token, ProblemCode::TokenInvalid, "algorithm");
}

#[test]
fn a_voucher_without_what_it_must_say_is_refused() {
    for name in ["client_id", "consumerId", "purposeId"] {
        for value in [Value::Null, json!(""), json!("x".repeat(256)), json!(7)] {
            let token = signed(Some("at+jwt"), &with(voucher(), name, value));
            refused(&platform(), &token, ProblemCode::TokenInvalid, "claim");
        }
    }
}

#[test]
fn a_token_that_is_bound_to_a_key_is_refused_and_says_why() {
    let bound = with(
        voucher(),
        "cnf",
        json!({ "jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }),
    );
    for token in [
        signed(Some("at+jwt"), &bound),
        signed(Some("dpop+jwt"), &voucher()),
        signed(Some("application/DPoP+JWT"), &bound),
    ] {
        let error = refused(&platform(), &token, ProblemCode::TokenInvalid, "DPoP");
        assert!(error.detail().en.contains("ask for a Bearer token"));
        let (name, challenge) = error.headers().first().unwrap();
        assert_eq!(*name, "WWW-Authenticate");
        assert!(
            challenge.starts_with("Bearer ") && challenge.contains("DPoP"),
            "{challenge}"
        );
    }
}

#[test]
fn a_token_with_an_extension_that_must_be_understood_is_refused() {
    let header = Header {
        typ: Some("at+jwt".to_owned()),
        kid: Some("platform".to_owned()),
        crit: Some(vec!["b64".to_owned()]),
        ..Header::new(jsonwebtoken::Algorithm::RS256)
    };
    let token = sign(&header, &voucher());
    refused(&platform(), &token, ProblemCode::TokenInvalid, "crit");
}

#[test]
fn audience_and_times_are_held_to_whatever_the_profile() {
    let at = |seconds: i64| json!(NOW.unix_timestamp() + seconds);
    for (settings, claims, typ) in [
        (platform(), voucher(), Some("at+jwt")),
        (portal(), session(), Some("JWT")),
    ] {
        let of = |name: &str, value: Value| signed(typ, &with(claims.clone(), name, value));
        let invalid = ProblemCode::TokenInvalid;
        refused(
            &settings,
            &of("aud", json!("https://other.example")),
            invalid,
            "audience",
        );
        refused(&settings, &of("aud", Value::Null), invalid, "");
        refused(
            &settings,
            &of("exp", at(-31)),
            ProblemCode::TokenExpired,
            "expired",
        );
        refused(
            &settings,
            &of("nbf", at(31)),
            ProblemCode::TokenExpired,
            "not valid yet",
        );
        assert!(verify(&settings, &of("exp", at(-29))).is_ok());
        let exact = IssuerSettings { skew: 0, ..settings };
        refused(&exact, &of("exp", at(0)), ProblemCode::TokenExpired, "expired");
        refused(
            &exact,
            &of("nbf", at(1)),
            ProblemCode::TokenExpired,
            "not valid yet",
        );
    }
}

#[test]
fn who_entered_with_spid_or_cie_is_a_citizen_known_by_their_tax_code() {
    for (name, written) in [
        ("fiscal_number", "TINIT-RSSMRA80A01H501U"),
        ("fiscal_number", "rssmra80a01h501u"),
        (
            "https://attributes.eid.gov.it/fiscal_number",
            "TINIT-RSSMRA80A01H501U",
        ),
        ("https://attributes.spid.gov.it/fiscal_number", "RSSMRA80A01H501U"),
    ] {
        let claims = with(
            with(session(), "fiscal_number", Value::Null),
            name,
            json!(written),
        );
        let caller = verify(&portal(), &signed(Some("JWT"), &claims)).unwrap();
        let code = caller.tax_code.as_ref().unwrap().as_str();
        assert_eq!(code, "RSSMRA80A01H501U", "{name} {written}");
        assert_eq!(caller.assurance, Some(AssuranceLevel::Substantial));
        assert_eq!(caller.roles, [Role::Citizen]);
        assert!(caller.may_turn_to("c_e625") && !caller.may_turn_to("c_e506"));
    }
}

#[test]
fn a_portal_cannot_make_anybody_staff() {
    let mut claims = session();
    for (name, value) in [
        ("roles", "admin"),
        ("administration", "c_e506"),
        ("office", "urp"),
    ] {
        claims.insert(name.to_owned(), json!(value));
    }
    let caller = verify(&portal(), &signed(None, &claims)).unwrap();
    assert_eq!(caller.roles, [Role::Citizen]);
    assert_eq!((caller.administration, caller.office), (None, None));
}

#[test]
fn a_tax_code_that_is_none_is_not_trusted_and_one_that_is_missing_is_not_made_up() {
    for odd in [
        json!("TINIT-"),
        json!("TINDE-123"),
        json!("RSSMRA80A01H501X"),
        json!(7),
    ] {
        let token = signed(None, &with(session(), "fiscal_number", odd));
        refused(&portal(), &token, ProblemCode::TokenInvalid, "claim");
    }
    let unknown = signed(None, &with(session(), "fiscal_number", Value::Null));
    assert_eq!(verify(&portal(), &unknown).unwrap().tax_code, None);
}

#[test]
fn what_cannot_work_is_refused_when_the_service_starts() {
    let key = "x".to_owned();
    let odd = [
        IssuerSettings {
            consumers: Vec::new(),
            ..platform()
        },
        IssuerSettings {
            consumers: platform().consumers,
            ..portal()
        },
        IssuerSettings {
            algorithms: Some(Vec::new()),
            ..portal()
        },
        IssuerSettings {
            types: Some(Vec::new()),
            ..portal()
        },
        IssuerSettings {
            skew: 301,
            ..portal()
        },
    ];
    for settings in odd {
        let refused = Issuer::load(&settings, NOW).unwrap_err();
        assert!(matches!(refused, IssuerFault::Settings { .. }), "{refused}");
    }
    let both = IssuerSettings {
        jwks_url: Some(key),
        ..portal()
    };
    assert!(matches!(
        Issuer::load(&both, NOW),
        Err(IssuerFault::Source { .. })
    ));
}
