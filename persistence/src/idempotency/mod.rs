//! Requests that may be repeated: each is known by the digest of its key, with the answer that it got.

mod table;

use crate::at_once::Rows;
use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::pending;
use crate::prepared::Prepared;
use crate::sql_types::{At, Instant};
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;
use diesel::sql_types::{Binary, Text};
pub(crate) use table::repeatable_requests;
use time::{Duration, OffsetDateTime};

/// A SHA-256 digest.
type Digest = [u8; 32];

/// A request with its answer, as added.
#[derive(Insertable)]
#[diesel(table_name = repeatable_requests)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct KeyRow {
    administration: String,
    key_digest: Vec<u8>,
    request_digest: Vec<u8>,
    answer: Option<Vec<u8>>,
    recorded_at: At,
}

impl KeyRow {
    fn of(administration: &AdministrationCode, key: &Digest, request: &Digest, now: OffsetDateTime) -> Self {
        Self {
            administration: administration.to_string(),
            key_digest: key.to_vec(),
            request_digest: request.to_vec(),
            answer: None,
            recorded_at: At(now),
        }
    }

    /// Keeps the answer with a key; whether this is it.
    pub(crate) fn answered(&mut self, key: &[u8], answer: &[u8]) -> bool {
        let is_it = self.key_digest == key;
        if is_it {
            self.answer = Some(answer.to_vec());
        }
        is_it
    }
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: it is this transaction's from now on.
    New,
    /// The same request was answered before: its sealed answer.
    Answered(Vec<u8>),
    /// It came with another request before.
    OtherRequest,
}

/// Takes a key for a request, or tells what became of it before. A request with the same key that is still being answered
/// is waited for.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn take(
    conn: &mut Conn,
    administration: &AdministrationCode,
    key: &Digest,
    request: &Digest,
    now: OffsetDateTime,
) -> Result<Known, StoreError> {
    if pending::is_shared() {
        // Its row is added with its answer. Where somebody else adds it first, this write fails, is done again, and finds it.
        let known = look(conn, administration, key, request)?;
        if known == Known::New {
            let rows = Rows {
                keys: vec![KeyRow::of(administration, key, request, now)],
                ..Rows::default()
            };
            pending::add(conn, rows)?;
        }
        return Ok(known);
    }
    let taking = diesel::sql_query(
        "INSERT INTO repeatable_requests (administration, key_digest, request_digest, recorded_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(administration.as_str())
    .bind::<Binary, _>(key.to_vec())
    .bind::<Binary, _>(request.to_vec())
    .bind::<Instant, _>(At(now));
    if Prepared(taking).execute(conn)? == 1 {
        return Ok(Known::New);
    }
    look(conn, administration, key, request)
}

/// What is known of a key, without taking it.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn look(
    conn: &mut Conn,
    administration: &AdministrationCode,
    key: &Digest,
    request: &Digest,
) -> Result<Known, StoreError> {
    let query = repeatable_requests::table
        .find((administration.as_str(), key.as_slice()))
        .select((repeatable_requests::request_digest, repeatable_requests::answer));
    let found: Option<(Vec<u8>, Option<Vec<u8>>)> = direct::row(conn, query)?;
    match found {
        None => Ok(Known::New),
        Some((before, _)) if before != request => Ok(Known::OtherRequest),
        Some((_, Some(answer))) => Ok(Known::Answered(answer)),
        Some((_, None)) => Err(StoreError::corrupt("a repeatable request without its answer")),
    }
}

/// Keeps the answer to the request that took a key.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn keep(
    conn: &mut Conn,
    administration: &AdministrationCode,
    key: &Digest,
    answer: &[u8],
) -> Result<(), StoreError> {
    if pending::answered(key, answer) {
        return Ok(());
    }
    let own = repeatable_requests::table.find((administration.as_str(), key.as_slice()));
    Prepared(diesel::update(own).set(repeatable_requests::answer.eq(answer))).execute(conn)?;
    Ok(())
}

/// Clears away what was recorded before a moment, of every administration, the oldest first and about so many at most; tells
/// how many requests that were.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn forget(conn: &mut Conn, before: OffsetDateTime, most: i64) -> Result<usize, StoreError> {
    let next: Option<At> = repeatable_requests::table
        .filter(repeatable_requests::recorded_at.lt(At(before)))
        .order(repeatable_requests::recorded_at)
        .offset(most)
        .select(repeatable_requests::recorded_at)
        .first(conn)
        .optional()?;
    // Those that were recorded at one instant go together: where all of them were, so do all.
    let end = next.map_or(before, |next| next.0 + Duration::MICROSECOND);
    let old = repeatable_requests::table.filter(repeatable_requests::recorded_at.lt(At(end)));
    Ok(diesel::delete(old).execute(conn)?)
}
