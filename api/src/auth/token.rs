//! Tokens: whether one is trusted, and what it says (RFC 7519, RFC 8725).

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Header, Validation};
use time::{Duration, OffsetDateTime};

use super::claims::{Claims, principal};
use super::fault::{Fault, LONGEST};
use super::issuer::{self, Issuer};
use super::principal::Principal;
use super::profile::short;
use super::remembered::{Proof, Remembered};
use super::remote_keys::RemoteKeys;
use crate::problem::ApiError;

/// The kind of token that is bound to a key of the caller.
const BOUND: &str = "dpop+jwt";

/// Tells tokens that are trusted from those that are not.
#[derive(Clone, Debug, Default)]
pub struct Verifier {
    issuers: Arc<[Issuer]>,
    remembered: Arc<Remembered>,
}

impl Verifier {
    /// A verifier that trusts these issuers.
    #[must_use]
    pub fn new(issuers: Vec<Issuer>) -> Self {
        Self {
            issuers: issuers.into(),
            remembered: Arc::default(),
        }
    }

    /// The caller that a token proves.
    ///
    /// # Errors
    /// 401 when it is not trusted, or not at this moment.
    pub fn verify(&self, token: &str, now: OffsetDateTime) -> Result<Principal, ApiError> {
        self.check(token, now).map_err(Fault::refusal)
    }

    /// The keys to fetch before this token is judged: its issuer publishes them at an address, and they are old or do not
    /// hold the one that it names. Whoever is told has to fetch them.
    pub(crate) fn to_fetch(&self, token: &str, now: OffsetDateTime) -> Option<Arc<RemoteKeys>> {
        if token.len() > LONGEST || !self.issuers.iter().any(|issuer| issuer.remote().is_some()) {
            return None;
        }
        if let Some(proof) = self.remembered.proof(token) {
            let keys = self.issuers.get(proof.issuer)?.remote()?;
            return keys.take_turn(proof.key.as_deref(), now).then(|| keys.clone());
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
        if let Some(proof) = self.remembered.proof(token)
            && let Some(issuer) = self.issuers.get(proof.issuer)
            && Arc::ptr_eq(&proof.keys, &issuer.known())
        {
            proof.span.holds(now, issuer.skew)?;
            return Ok(proof.principal.clone());
        }
        let proof = self.prove(token, now)?;
        let principal = proof.principal.clone();
        self.remembered.keep(token, proof);
        Ok(principal)
    }

    /// Proves a token from its signature on.
    fn prove(&self, token: &str, now: OffsetDateTime) -> Result<Proof, Fault> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| Fault::Unreadable)?;
        let claimed = claimed_issuer(token).ok_or(Fault::Unreadable)?;
        let (place, issuer) = self
            .issuers
            .iter()
            .enumerate()
            .find(|(_, issuer)| issuer.name == claimed)
            .ok_or(Fault::Issuer)?;
        if !issuer
            .algorithms
            .iter()
            .any(|allowed| allowed.crypto() == header.alg)
        {
            return Err(Fault::Algorithm);
        }
        kind(&header, issuer)?;
        let keys = issuer.known();
        let key = issuer::named(&keys, header.kid.as_deref()).ok_or(Fault::Key)?;
        let claims = jsonwebtoken::decode::<Claims>(token, key, &validation(issuer, header.alg))
            .map_err(Fault::Refused)?
            .claims;
        if claims.contains_key("cnf") {
            return Err(Fault::Bound);
        }
        let span = Span::of(&claims)?;
        span.holds(now, issuer.skew)?;
        Ok(Proof {
            principal: principal(&claims, issuer)?,
            span,
            issuer: place,
            key: header.kid,
            keys,
        })
    }
}

/// Whether the token is of a kind that its issuer's tokens are of. One that is bound to a key of the caller cannot be proved
/// here, and one with extensions that must be understood is not (RFC 7515 §4.1.11).
fn kind(header: &Header, issuer: &Issuer) -> Result<(), Fault> {
    let typ = header.typ.as_deref();
    if typ.is_some_and(|typ| short(typ) == BOUND) {
        return Err(Fault::Bound);
    }
    if header.crit.is_some() {
        return Err(Fault::Critical);
    }
    if issuer.types.accept(typ) {
        Ok(())
    } else {
        Err(Fault::Type)
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
    let claims: Claims = serde_json::from_slice(&payload).ok()?;
    claims.get("iss")?.as_str().map(str::to_owned)
}

/// The time for which a token is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    from: Option<OffsetDateTime>,
    until: OffsetDateTime,
}

impl Span {
    fn of(claims: &Claims) -> Result<Self, Fault> {
        Ok(Self {
            until: instant(claims, "exp")?.ok_or(Fault::Claim("exp"))?,
            from: instant(claims, "nbf")?,
        })
    }

    /// Whether it is that time now, or nearly.
    fn holds(self, now: OffsetDateTime, skew: Duration) -> Result<(), Fault> {
        if now.saturating_sub(skew) >= self.until {
            return Err(Fault::Expired);
        }
        match self.from {
            Some(from) if now.saturating_add(skew) < from => Err(Fault::TooEarly),
            _ => Ok(()),
        }
    }
}

/// A numeric date (RFC 7519 §2): whole seconds, or with a fraction that is dropped.
fn instant(claims: &Claims, name: &'static str) -> Result<Option<OffsetDateTime>, Fault> {
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

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "profile_tests.rs"]
mod profile_tests;
