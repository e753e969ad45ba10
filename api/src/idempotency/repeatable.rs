//! What makes a request repeatable: its key, its caller, and all that it asks.

use cartaviva_domain::codes::AdministrationCode;
use cartaviva_persistence::Conn;
use cartaviva_persistence::idempotency::{self, Known};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::seal::{self, NONCE};
use crate::answer::{Answer, Written};
use crate::context::{self, Context};
use crate::problem::{ApiError, ProblemCode};
use crate::randomness::Randomness;

/// A request that may be repeated. A key is its caller's own: the same key of another caller is another one.
#[derive(Clone, Debug)]
pub(crate) struct Repeatable {
    administration: AdministrationCode,
    /// By what the request is found.
    key: [u8; 32],
    /// By what it is told from others with the same key; the key is part of it, so that nobody finds out by trying what was
    /// asked.
    request: [u8; 32],
    /// What its answer is sealed under; it is kept nowhere.
    sealing: [u8; 32],
}

impl Repeatable {
    /// The request being answered, when it has a key.
    pub(crate) fn current() -> Option<Self> {
        Self::of(&context::current())
    }

    fn of(context: &Context) -> Option<Self> {
        let (key, administration) = (context.key.as_ref()?, context.administration.clone()?);
        let (issuer, subject) = match &context.caller {
            Some(caller) => (caller.issuer.as_bytes(), caller.subject.as_bytes()),
            None => (b"".as_slice(), b"".as_slice()),
        };
        let holder = context
            .holder
            .as_ref()
            .map_or(b"".as_slice(), <[u8; 32]>::as_slice);
        let asked =
            |purpose: &[u8]| digest(&[purpose, key.as_bytes(), context.address.as_bytes(), &context.body]);
        Some(Self {
            administration,
            key: digest(&[b"key", issuer, subject, holder, key.as_bytes()]),
            request: asked(b"request"),
            sealing: asked(b"seal"),
        })
    }

    /// Gives the answer of before, or does the work and keeps its answer, all in the caller's transaction.
    ///
    /// # Errors
    /// 422 when the key came with another request before; what the work returns, and then nothing is kept.
    pub(crate) fn answer(
        &self,
        db: &mut Conn,
        now: OffsetDateTime,
        randomness: &Randomness,
        work: impl FnOnce(&mut Conn) -> Result<Answer, ApiError>,
    ) -> Result<Written, ApiError> {
        let known = idempotency::take(db, &self.administration, &self.key, &self.request, now)?;
        if let Some(before) = self.before(known)? {
            return Ok(before);
        }
        let answer = work(db)?;
        self.keep(db, randomness, &answer)?;
        Ok(Written::now(answer))
    }

    /// The answer that the same request got before.
    ///
    /// # Errors
    /// 422 when the key came with another request.
    pub(crate) fn answered(&self, db: &mut Conn) -> Result<Option<Written>, ApiError> {
        self.before(idempotency::look(
            db,
            &self.administration,
            &self.key,
            &self.request,
        )?)
    }

    /// Whether the key is known, whatever it came with.
    ///
    /// # Errors
    /// 503 or 500 when the database cannot be read.
    pub(crate) fn is_known(&self, db: &mut Conn) -> Result<bool, ApiError> {
        let known = idempotency::look(db, &self.administration, &self.key, &self.request)?;
        Ok(known != Known::New)
    }

    /// Keeps an answer in the place of what was kept.
    ///
    /// # Errors
    /// 503 or 500 when the database cannot be written.
    pub(crate) fn keep(
        &self,
        db: &mut Conn,
        randomness: &Randomness,
        answer: &Answer,
    ) -> Result<(), ApiError> {
        let sealed = seal::seal(&self.sealing, randomness.bytes::<NONCE>(), answer)?;
        Ok(idempotency::keep(db, &self.administration, &self.key, &sealed)?)
    }

    fn before(&self, known: Known) -> Result<Option<Written>, ApiError> {
        match known {
            Known::New => Ok(None),
            Known::Answered(sealed) => {
                let answer = seal::open(&self.sealing, &sealed)?;
                Ok(Some(Written::before(answer)))
            }
            Known::OtherRequest => Err(ApiError::new(ProblemCode::IdempotencyKeyReused)),
        }
    }
}

/// The digest of several parts, each with its length.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update(part.len().to_be_bytes());
        sum.update(part);
    }
    sum.finalize().into()
}
