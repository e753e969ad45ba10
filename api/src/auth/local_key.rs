//! The key this installation signs its own tokens with.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use jsonwebtoken::{DecodingKey, EncodingKey, Header};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use time::Duration;

use super::issuer::{ClaimNames, Issuer, Key, Keys, default_audience, usual_skew};
use super::profile::Profile;
use crate::randomness::Randomness;

/// The `iss` of tokens signed with the local key.
pub const LOCAL_ISSUER: &str = "cartaviva-local";

/// The file's name in the data directory.
const FILE: &str = "local-issuer-key.pem";

/// Why the local key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LocalKeyFault {
    /// The file cannot be read or written.
    #[error("the key for local tokens cannot be read or written at {}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{} is not an Ed25519 private key in PKCS#8 PEM", file.display())]
    NotAKey {
        /// The file.
        file: PathBuf,
    },
    /// The key could not be written in its form, or a token could not be signed with it.
    #[error("the key for local tokens cannot be used: {0}")]
    Unusable(String),
}

/// The private key of the local issuer (Ed25519).
pub struct LocalKey(SigningKey);

impl LocalKey {
    /// The key in the data directory; made and kept there, readable by its owner only, when there is none yet.
    ///
    /// # Errors
    /// [`LocalKeyFault`] when the file cannot be read or written, or holds something else.
    pub fn open(data_dir: &Path, randomness: &Randomness) -> Result<Self, LocalKeyFault> {
        let file = data_dir.join(FILE);
        match fs::read_to_string(&file) {
            Ok(text) => Self::parse(&text).ok_or(LocalKeyFault::NotAKey { file }),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::make(file, randomness),
            Err(source) => Err(LocalKeyFault::File { file, source }),
        }
    }

    /// A key that is kept nowhere.
    #[must_use]
    pub fn generate(randomness: &Randomness) -> Self {
        Self(SigningKey::from_bytes(&randomness.bytes()))
    }

    fn parse(pem: &str) -> Option<Self> {
        SigningKey::from_pkcs8_pem(pem).ok().map(Self)
    }

    fn make(file: PathBuf, randomness: &Randomness) -> Result<Self, LocalKeyFault> {
        let key = Self::generate(randomness);
        let pem = key
            .0
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|error| LocalKeyFault::Unusable(error.to_string()))?;
        let fault = |source| LocalKeyFault::File {
            file: file.clone(),
            source,
        };
        let mut handle = private_file().open(&file).map_err(fault)?;
        handle
            .write_all(pem.as_bytes())
            .and_then(|()| handle.sync_all())
            .map_err(fault)?;
        Ok(key)
    }

    /// The key's id: the first bytes of the digest of the public key.
    #[must_use]
    pub fn id(&self) -> String {
        let digest = Sha256::digest(self.0.verifying_key().as_bytes());
        BASE64URL_NOPAD.encode(digest.get(..12).unwrap_or_default())
    }

    /// The public key, in base64url.
    #[must_use]
    pub fn public(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.verifying_key().as_bytes())
    }

    /// The local issuer, as the verifier trusts it.
    ///
    /// # Errors
    /// [`LocalKeyFault::Unusable`] when the public key cannot be read back.
    pub fn issuer(&self) -> Result<Issuer, LocalKeyFault> {
        let key = DecodingKey::from_ed_components(&self.public())
            .map_err(|error| LocalKeyFault::Unusable(error.to_string()))?;
        let profile = Profile::Local;
        Ok(Issuer {
            profile,
            name: LOCAL_ISSUER.to_owned(),
            audience: default_audience(),
            algorithms: profile.algorithms(),
            types: profile.types(),
            skew: Duration::seconds(usual_skew().into()),
            administrations: Vec::new(),
            claims: ClaimNames::default(),
            consumers: Vec::new(),
            keys: Keys::Fixed([Key { id: self.id(), key }].into()),
        })
    }

    /// A token with these claims.
    ///
    /// # Errors
    /// [`LocalKeyFault::Unusable`] when the claims cannot be signed.
    pub fn sign(&self, claims: &Map<String, Value>) -> Result<String, LocalKeyFault> {
        let fault = |error: String| LocalKeyFault::Unusable(error);
        let der = self.0.to_pkcs8_der().map_err(|error| fault(error.to_string()))?;
        let key = EncodingKey::from_ed_der(der.as_bytes());
        let header = Header {
            kid: Some(self.id()),
            ..Header::new(jsonwebtoken::Algorithm::EdDSA)
        };
        jsonwebtoken::encode(&header, claims, &key).map_err(|error| fault(error.to_string()))
    }
}

impl std::fmt::Debug for LocalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LocalKey({})", self.id())
    }
}

/// A new file that only its owner may read.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
