//! The public keys of an issuer, from a JWK Set (RFC 7517).

use std::path::Path;

use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};

use super::issuer::{IssuerFault, Key};

/// Reads the keys for signatures from a file. Keys for encryption and keys without an id are passed over; a shared secret is
/// refused, and so is a key of a kind that cannot be used: who writes the file can mend it.
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

/// The keys of a set that was fetched: whatever cannot be used is passed over, as an issuer may publish keys that are not
/// for us. Nothing when none is left.
pub(super) fn fetched(text: &[u8]) -> Option<Vec<Key>> {
    let set: JwkSet = serde_json::from_slice(text).ok()?;
    let keys: Vec<_> = set
        .keys
        .iter()
        .filter(|jwk| for_signatures(jwk))
        .filter_map(|jwk| key(jwk).ok().flatten())
        .collect();
    (!keys.is_empty()).then_some(keys)
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
    if matches!(jwk.algorithm, AlgorithmParameters::OctetKey(_)) {
        return Err("a shared secret is not accepted".to_owned());
    }
    let Some(id) = jwk.common.key_id.clone() else {
        return Ok(None);
    };
    let key = DecodingKey::from_jwk(jwk).map_err(|error| error.to_string())?;
    Ok(Some(Key { id, key }))
}
