//! Kept answers are sealed under the key and the request that they answer, so that who reads the database learns neither a
//! tracking code nor anything of a person from them.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};

use crate::answer::Answer;
use crate::problem::ApiError;

/// How many bytes a nonce has; it stands before what it sealed.
pub(super) const NONCE: usize = 12;

/// Seals an answer.
pub(super) fn seal(key: &[u8; 32], nonce: [u8; NONCE], answer: &Answer) -> Result<Vec<u8>, ApiError> {
    let text = serde_json::to_vec(answer).map_err(ApiError::internal)?;
    let sealed = cipher(key)
        .encrypt(&Nonce::from(nonce), text.as_slice())
        .map_err(|_| ApiError::internal("an answer that cannot be sealed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens an answer.
pub(super) fn open(key: &[u8; 32], sealed: &[u8]) -> Result<Answer, ApiError> {
    let unreadable = || ApiError::internal("a kept answer that cannot be opened");
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(unreadable)?;
    let text = cipher(key)
        .decrypt(&Nonce::from(*nonce), sealed)
        .map_err(|_| unreadable())?;
    serde_json::from_slice(&text).map_err(ApiError::internal)
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_answer_is_read_with_its_key_only() {
        let answer = Answer::created("/v1/cases/1", &"the secret").unwrap();
        let sealed = seal(&[1; 32], [7; NONCE], &answer).unwrap();
        assert_eq!(open(&[1; 32], &sealed).unwrap(), answer);
        assert!(open(&[2; 32], &sealed).is_err());
        assert!(open(&[1; 32], &sealed[..8]).is_err());
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
    }
}
