//! The secret that a subscription and its receiver share (Standard Webhooks).

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::problem::ApiError;
use crate::randomness::Randomness;

/// How many random bytes a secret has.
const LENGTH: usize = 32;

/// A secret. It is never shown by `Debug`.
pub(super) struct Secret(Vec<u8>);

impl Secret {
    /// A new secret.
    pub(super) fn generate(randomness: &Randomness) -> Self {
        Self(randomness.bytes::<LENGTH>().to_vec())
    }

    /// A secret that was kept.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its bytes, as they are kept.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as its receiver keeps it: `whsec_` and base64.
    pub(super) fn text(&self) -> String {
        format!("whsec_{}", BASE64.encode(&self.0))
    }

    /// The signature of a message, `v1,` and base64: HMAC-SHA256 over its id, the time of the attempt in seconds and its body.
    ///
    /// # Errors
    /// 500 when the secret cannot be a key, which every secret can.
    pub(super) fn sign(&self, id: &str, seconds: i64, body: &[u8]) -> Result<String, ApiError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(ApiError::internal)?;
        mac.update(format!("{id}.{seconds}.").as_bytes());
        mac.update(body);
        Ok(format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_is_signed_as_it_says() {
        let secret = Secret::of(BASE64.decode(b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap());
        assert_eq!(secret.text(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let signed = secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            br#"{"test": 2432232314}"#,
        );
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_as_long_as_the_digest_and_never_the_same() {
        let (one, other) = (
            Secret::generate(&Randomness::System),
            Secret::generate(&Randomness::System),
        );
        assert_eq!(one.bytes().len(), 32);
        assert_ne!(one.bytes(), other.bytes());
    }
}
