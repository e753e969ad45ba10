//! Tokens: whether one is trusted, and what it says (RFC 7519, RFC 8725).

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::Validation;
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

use super::assurance;
use super::issuer::Issuer;
use super::principal::Principal;
use super::remote_keys::RemoteKeys;
use super::role::Role;
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 8_192;

/// How far two clocks may differ.
const SKEW: Duration = Duration::seconds(30);

/// The longest `sub`, in characters.
const LONGEST_SUBJECT: usize = 255;

/// Tells tokens that are trusted from those that are not.
#[derive(Clone, Debug, Default)]
pub struct Verifier {
    issuers: Vec<Issuer>,
}

/// Why a token is refused: for the log. The caller is told less.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the token is longer than {LONGEST} bytes")]
    TooLong,
    #[error("the token cannot be read")]
    Unreadable,
    #[error("issuer unknown")]
    Issuer,
    #[error("algorithm not allowed")]
    Algorithm,
    #[error("key unknown")]
    Key,
    #[error("signature or audience refused")]
    Refused(#[source] jsonwebtoken::errors::Error),
    #[error("a claim is missing or of another type: {0}")]
    Claim(&'static str),
    #[error("the issuer may not vouch for this administration")]
    Administration,
    #[error("expired")]
    Expired,
    #[error("not valid yet")]
    TooEarly,
}

impl Verifier {
    /// A verifier that trusts these issuers.
    #[must_use]
    pub fn new(issuers: Vec<Issuer>) -> Self {
        Self { issuers }
    }

    /// The caller that a token proves.
    ///
    /// # Errors
    /// 401 when it is not trusted, or not at this moment.
    pub fn verify(&self, token: &str, now: OffsetDateTime) -> Result<Principal, ApiError> {
        self.check(token, now).map_err(refusal)
    }

    /// The keys to fetch before this token is judged: its issuer publishes them at an address, and they are old or do not
    /// hold the one that it names. Whoever is told has to fetch them.
    pub(crate) fn to_fetch(&self, token: &str, now: OffsetDateTime) -> Option<Arc<RemoteKeys>> {
        if token.len() > LONGEST || !self.issuers.iter().any(|issuer| issuer.remote().is_some()) {
            return None;
        }
        let header = jsonwebtoken::decode_header(token).ok()?;
        let claimed = claimed_issuer(token)?;
        let issuer = self.issuers.iter().find(|issuer| issuer.name == claimed)?;
        let keys = issuer.remote()?;
        keys.take_turn(header.kid.as_deref(), now).then(|| keys.clone())
    }

    fn check(&self, token: &str, now: OffsetDateTime) -> Result<Principal, Fault> {
        if token.len() > LONGEST {
            return Err(Fault::TooLong);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| Fault::Unreadable)?;
        let claimed = claimed_issuer(token).ok_or(Fault::Unreadable)?;
        let issuer = self
            .issuers
            .iter()
            .find(|issuer| issuer.name == claimed)
            .ok_or(Fault::Issuer)?;
        if !issuer
            .algorithms
            .iter()
            .any(|allowed| allowed.crypto() == header.alg)
        {
            return Err(Fault::Algorithm);
        }
        let key = issuer.key(header.kid.as_deref()).ok_or(Fault::Key)?;
        let claims = jsonwebtoken::decode::<Map<String, Value>>(token, &key, &validation(issuer, header.alg))
            .map_err(Fault::Refused)?
            .claims;
        in_time(&claims, now)?;
        principal(&claims, issuer)
    }
}

/// What the library checks: the signature, the issuer and the audience. The times are ours to check, by our clock.
fn validation(issuer: &Issuer, algorithm: jsonwebtoken::Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.set_issuer(&[&issuer.name]);
    validation.set_audience(&[&issuer.audience]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation
}

/// The issuer that a token claims to have, before anything is proved.
fn claimed_issuer(token: &str) -> Option<String> {
    let payload = BASE64URL_NOPAD.decode(token.split('.').nth(1)?.as_bytes()).ok()?;
    let claims: Map<String, Value> = serde_json::from_slice(&payload).ok()?;
    claims.get("iss")?.as_str().map(str::to_owned)
}

fn in_time(claims: &Map<String, Value>, now: OffsetDateTime) -> Result<(), Fault> {
    let end = instant(claims, "exp")?.ok_or(Fault::Claim("exp"))?;
    if now.saturating_sub(SKEW) >= end {
        return Err(Fault::Expired);
    }
    match instant(claims, "nbf")? {
        Some(start) if now.saturating_add(SKEW) < start => Err(Fault::TooEarly),
        _ => Ok(()),
    }
}

/// A numeric date (RFC 7519 §2): whole seconds, or with a fraction that is dropped.
fn instant(claims: &Map<String, Value>, name: &'static str) -> Result<Option<OffsetDateTime>, Fault> {
    let Some(value) = claims.get(name) else {
        return Ok(None);
    };
    let number = value
        .as_number()
        .map(ToString::to_string)
        .ok_or(Fault::Claim(name))?;
    let seconds = number
        .split('.')
        .next()
        .and_then(|whole| whole.parse::<i64>().ok())
        .ok_or(Fault::Claim(name))?;
    OffsetDateTime::from_unix_timestamp(seconds)
        .map(Some)
        .map_err(|_| Fault::Claim(name))
}

fn principal(claims: &Map<String, Value>, issuer: &Issuer) -> Result<Principal, Fault> {
    let subject =
        text(claims, "sub")?.filter(|sub| !sub.is_empty() && sub.chars().count() <= LONGEST_SUBJECT);
    let administration = text(claims, &issuer.claims.administration)?;
    let vouched = |code: &String| issuer.administrations.is_empty() || issuer.administrations.contains(code);
    if !administration.as_ref().is_none_or(vouched) {
        return Err(Fault::Administration);
    }
    Ok(Principal {
        subject: subject.ok_or(Fault::Claim("sub"))?,
        issuer: issuer.name.clone(),
        roles: roles(claims.get(&issuer.claims.roles))?,
        administration,
        office: text(claims, &issuer.claims.office)?,
        assurance: text(claims, &issuer.claims.assurance)?
            .as_deref()
            .and_then(assurance::level),
    })
}

fn text(claims: &Map<String, Value>, name: &str) -> Result<Option<String>, Fault> {
    match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Fault::Claim("a text")),
    }
}

fn roles(claim: Option<&Value>) -> Result<Vec<Role>, Fault> {
    match claim {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(names)) => Ok(names.split_whitespace().filter_map(Role::parse).collect()),
        Some(Value::Array(names)) => Ok(names
            .iter()
            .filter_map(Value::as_str)
            .filter_map(Role::parse)
            .collect()),
        Some(_) => Err(Fault::Claim("roles")),
    }
}

fn refusal(fault: Fault) -> ApiError {
    let (code, it, en) = match fault {
        Fault::Expired => (
            ProblemCode::TokenExpired,
            "Il token è scaduto.",
            "The token has expired.",
        ),
        Fault::TooEarly => (
            ProblemCode::TokenExpired,
            "Il token non è ancora valido.",
            "The token is not valid yet.",
        ),
        _ => (
            ProblemCode::TokenInvalid,
            "Il token non è valido per questo servizio.",
            "This service does not trust the token.",
        ),
    };
    let challenge =
        format!("Bearer realm=\"cartaviva\", error=\"invalid_token\", error_description=\"{en}\"");
    ApiError::saying(code, Bilingual::new(it, en))
        .with_header("WWW-Authenticate", challenge)
        .because(fault)
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
