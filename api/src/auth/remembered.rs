//! Tokens that were proved lately: a signature is checked once, its time and its key with every request.

use std::sync::Arc;

use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::issuer::Key;
use super::principal::Principal;
use super::token::Span;

/// How many tokens are remembered; those that nobody shows are forgotten first.
const MOST: usize = 10_000;

/// What a token proved.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    /// Who calls.
    pub(super) principal: Principal,
    /// When it holds.
    pub(super) span: Span,
    /// The place of its issuer among those that are trusted.
    pub(super) issuer: usize,
    /// The key that it names.
    pub(super) key: Option<String>,
    /// The keys that the issuer had: with others it has to be proved again.
    pub(super) keys: Arc<[Key]>,
}

/// What tokens proved, by their digests: the tokens themselves are kept nowhere.
#[derive(Debug)]
pub(super) struct Remembered(Cache<[u8; 32], Arc<Proof>>);

impl Default for Remembered {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl Remembered {
    /// What a token proved when it was last shown.
    pub(super) fn proof(&self, token: &str) -> Option<Arc<Proof>> {
        self.0.get(&digest(token))
    }

    /// Keeps what a token proved.
    pub(super) fn keep(&self, token: &str, proof: Proof) {
        self.0.insert(digest(token), Arc::new(proof));
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
