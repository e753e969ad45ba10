//! The public keys of an issuer, from a file (a JWK Set, RFC 7517).

use std::path::Path;

use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};

use super::issuer::{IssuerFault, Key};

/// Reads the keys for signatures. Keys for encryption and keys without an id are passed over; a shared secret is refused.
pub(super) fn load(issuer: &str, file: &Path) -> Result<Vec<Key>, IssuerFault> {
    let unusable = |reason: String| IssuerFault::Unusable {
        issuer: issuer.to_owned(),
        file: file.to_owned(),
        reason,
    };
    let text = std::fs::read(file).map_err(|source| IssuerFault::Unreadable {
        issuer: issuer.to_owned(),
        file: file.to_owned(),
        source,
    })?;
    let set: JwkSet = serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))?;
    let keys = set
        .keys
        .iter()
        .filter(|jwk| for_signatures(jwk))
        .map(key)
        .collect::<Result<Vec<_>, _>>();
    let keys: Vec<_> = keys.map_err(unusable)?.into_iter().flatten().collect();
    if keys.is_empty() {
        Err(unusable("no key with an id".to_owned()))
    } else {
        Ok(keys)
    }
}

fn for_signatures(jwk: &Jwk) -> bool {
    let encrypts = matches!(jwk.common.public_key_use, Some(PublicKeyUse::Encryption));
    !encrypts
        && !matches!(
            jwk.common.key_algorithm,
            Some(KeyAlgorithm::RSA_OAEP | KeyAlgorithm::RSA_OAEP_256)
        )
}

fn key(jwk: &Jwk) -> Result<Option<Key>, String> {
    if matches!(jwk.algorithm, jsonwebtoken::jwk::AlgorithmParameters::OctetKey(_)) {
        return Err("a shared secret is not accepted".to_owned());
    }
    let Some(id) = jwk.common.key_id.clone() else {
        return Ok(None);
    };
    let key = DecodingKey::from_jwk(jwk).map_err(|error| error.to_string())?;
    Ok(Some(Key { id, key }))
}
