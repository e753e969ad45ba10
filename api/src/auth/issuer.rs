//! Who may vouch for a caller, with which keys and in which words.

use std::path::PathBuf;
use std::sync::Arc;

use jsonwebtoken::DecodingKey;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use super::consumer::ConsumerSettings;
use super::jwks;
use super::profile::{Profile, Types};
use super::remote_keys::RemoteKeys;

/// The largest difference of clocks that is put up with, in seconds.
const LARGEST_SKEW: u32 = 300;

/// What the configuration says about an issuer of tokens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerSettings {
    /// What kind of issuer it is.
    #[serde(default)]
    pub profile: Profile,
    /// The `iss` of its tokens.
    pub issuer: String,
    /// The file with its public keys (a JWK Set, RFC 7517); either this or an address.
    #[serde(default)]
    pub jwks_file: Option<PathBuf>,
    /// The address of its public keys: https, or http on this machine.
    #[serde(default)]
    pub jwks_url: Option<String>,
    /// The `aud` its tokens must carry.
    #[serde(default = "default_audience")]
    pub audience: String,
    /// The signature algorithms accepted from it; those of its profile when absent.
    #[serde(default)]
    pub algorithms: Option<Vec<Algorithm>>,
    /// The kinds of token accepted from it (`typ`); those of its profile when absent.
    #[serde(default)]
    pub types: Option<Vec<String>>,
    /// How far its clock may differ from ours, in seconds: at most 300.
    #[serde(default = "usual_skew")]
    pub skew: u32,
    /// The administrations it may vouch for; all when empty.
    #[serde(default)]
    pub administrations: Vec<String>,
    /// How it names the claims.
    #[serde(default)]
    pub claims: ClaimNames,
    /// Who may call with vouchers, for the PDND alone.
    #[serde(default)]
    pub consumers: Vec<ConsumerSettings>,
}

impl IssuerSettings {
    /// An issuer of which nothing but its name is said.
    #[must_use]
    pub fn of(issuer: &str, profile: Profile) -> Self {
        Self {
            profile,
            issuer: issuer.to_owned(),
            jwks_file: None,
            jwks_url: None,
            audience: default_audience(),
            algorithms: None,
            types: None,
            skew: usual_skew(),
            administrations: Vec::new(),
            claims: ClaimNames::default(),
            consumers: Vec::new(),
        }
    }

    /// What of it cannot work.
    fn fault(&self) -> Option<&'static str> {
        let pdnd = self.profile == Profile::Pdnd;
        if self.algorithms.as_ref().is_some_and(Vec::is_empty) {
            Some("algorithms names at least one, or is left out")
        } else if self.types.as_ref().is_some_and(Vec::is_empty) {
            Some("types names at least one, or is left out")
        } else if self.skew > LARGEST_SKEW {
            Some("skew is at most 300 seconds")
        } else if pdnd && self.consumers.is_empty() {
            Some("without consumers nobody could call with a voucher")
        } else if !pdnd && !self.consumers.is_empty() {
            Some("only an issuer with profile = \"pdnd\" has consumers")
        } else {
            None
        }
    }
}

/// How an issuer names the claims that are not registered ones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    /// The roles: a list of names, or one string of names between blanks.
    pub roles: String,
    /// The administration's code.
    pub administration: String,
    /// The office's code.
    pub office: String,
    /// How surely it knows whom the token is about (SPID and CIE levels).
    pub assurance: String,
    /// The tax code of the person.
    pub tax_code: String,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            roles: "roles".to_owned(),
            administration: "administration".to_owned(),
            office: "office".to_owned(),
            assurance: "acr".to_owned(),
            tax_code: "fiscal_number".to_owned(),
        }
    }
}

/// A signature algorithm. Only with a public key: a shared secret would let every verifier sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// ECDSA on P-256.
    #[serde(rename = "ES256")]
    Es256,
    /// ECDSA on P-384.
    #[serde(rename = "ES384")]
    Es384,
    /// RSA PKCS#1 v1.5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
    /// RSA PKCS#1 v1.5 with SHA-384.
    #[serde(rename = "RS384")]
    Rs384,
    /// RSA PKCS#1 v1.5 with SHA-512.
    #[serde(rename = "RS512")]
    Rs512,
    /// RSA PSS with SHA-256.
    #[serde(rename = "PS256")]
    Ps256,
}

impl Algorithm {
    /// The library's name of it.
    pub(super) fn crypto(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
            Self::Es256 => jsonwebtoken::Algorithm::ES256,
            Self::Es384 => jsonwebtoken::Algorithm::ES384,
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::Rs384 => jsonwebtoken::Algorithm::RS384,
            Self::Rs512 => jsonwebtoken::Algorithm::RS512,
            Self::Ps256 => jsonwebtoken::Algorithm::PS256,
        }
    }
}

/// Why an issuer cannot be trusted as configured.
#[derive(Debug, thiserror::Error)]
pub enum IssuerFault {
    /// The file of keys cannot be read.
    #[error("the keys of issuer {issuer} cannot be read from {}", file.display())]
    Unreadable {
        /// The issuer.
        issuer: String,
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file of keys is not a JWK Set, or has no key that can be used.
    #[error("{} holds no key set that issuer {issuer} can use: {reason}", file.display())]
    Unusable {
        /// The issuer.
        issuer: String,
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// Something said of it cannot work.
    #[error("issuer {issuer}: {reason}")]
    Settings {
        /// The issuer.
        issuer: String,
        /// Why.
        reason: &'static str,
    },
    /// Where its keys are is not said, or said twice, or is no address to trust.
    #[error("issuer {issuer}: either jwks_file, or jwks_url with https (http on this machine only)")]
    Source {
        /// The issuer.
        issuer: String,
    },
}

/// An issuer with its keys at hand.
#[derive(Clone, Debug)]
pub struct Issuer {
    pub(super) profile: Profile,
    pub(super) name: String,
    pub(super) audience: String,
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) types: Types,
    pub(super) skew: Duration,
    pub(super) administrations: Vec<String>,
    pub(super) claims: ClaimNames,
    pub(super) consumers: Vec<ConsumerSettings>,
    pub(super) keys: Keys,
}

/// The keys of an issuer.
#[derive(Clone, Debug)]
pub(super) enum Keys {
    /// Known once and for all.
    Fixed(Arc<[Key]>),
    /// Fetched from an address.
    Remote(Arc<RemoteKeys>),
}

/// A public key with its id.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) id: String,
    pub(super) key: DecodingKey,
}

impl Issuer {
    /// An issuer as configured, with its keys read from its file or fetched from its address. An address that does not
    /// answer is asked again later: the service starts without it.
    ///
    /// # Errors
    /// [`IssuerFault`] when the file cannot be read or holds no usable key, the address is none to trust, or something else
    /// that is said of it cannot work.
    pub fn load(settings: &IssuerSettings, now: OffsetDateTime) -> Result<Self, IssuerFault> {
        if let Some(reason) = settings.fault() {
            let issuer = settings.issuer.clone();
            return Err(IssuerFault::Settings { issuer, reason });
        }
        let keys = match (&settings.jwks_file, &settings.jwks_url) {
            (Some(file), None) => Keys::Fixed(jwks::load(&settings.issuer, file)?.into()),
            (None, Some(url)) if is_to_be_trusted(url) => {
                let keys = RemoteKeys::at(&settings.issuer, url);
                keys.fetch(now);
                Keys::Remote(Arc::new(keys))
            }
            _ => {
                return Err(IssuerFault::Source {
                    issuer: settings.issuer.clone(),
                });
            }
        };
        let profile = settings.profile;
        Ok(Self {
            profile,
            name: settings.issuer.clone(),
            audience: settings.audience.clone(),
            algorithms: settings
                .algorithms
                .clone()
                .unwrap_or_else(|| profile.algorithms()),
            types: settings
                .types
                .as_deref()
                .map_or_else(|| profile.types(), Types::only),
            skew: Duration::seconds(settings.skew.into()),
            administrations: settings.administrations.clone(),
            claims: settings.claims.clone(),
            consumers: settings.consumers.clone(),
            keys,
        })
    }

    /// Its keys, where they are fetched from an address.
    pub(super) fn remote(&self) -> Option<&Arc<RemoteKeys>> {
        match &self.keys {
            Keys::Fixed(_) => None,
            Keys::Remote(keys) => Some(keys),
        }
    }

    /// The keys that it is known to have.
    pub(super) fn known(&self) -> Arc<[Key]> {
        match &self.keys {
            Keys::Fixed(keys) => keys.clone(),
            Keys::Remote(remote) => remote.known(),
        }
    }
}

/// The one key a token can be meant for: the key of that id, or the only key there is when the token names none.
pub(super) fn named<'a>(keys: &'a [Key], id: Option<&str>) -> Option<&'a DecodingKey> {
    match (id, keys) {
        (Some(id), keys) => keys.iter().find(|key| key.id == id).map(|key| &key.key),
        (None, [only]) => Some(&only.key),
        (None, _) => None,
    }
}

/// Whether keys from this address can be trusted: nobody on the way can change them.
fn is_to_be_trusted(url: &str) -> bool {
    let Ok(uri) = url.parse::<actix_web::http::Uri>() else {
        return false;
    };
    match uri.scheme_str() {
        Some("https") => true,
        Some("http") => matches!(uri.host(), Some("127.0.0.1" | "[::1]" | "localhost")),
        _ => false,
    }
}

/// The audience of tokens for Cartaviva.
pub(super) fn default_audience() -> String {
    "cartaviva".to_owned()
}

/// How far clocks may differ when nothing is said, in seconds.
pub(super) fn usual_skew() -> u32 {
    30
}
