//! The cases that a disposal may take.

use crate::db::Conn;
use crate::error::StoreError;
use crate::people_schema::{disposed_cases, legal_holds};
use crate::schema::cases;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::cases::Status;
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use time::OffsetDateTime;

/// Which cases are looked for: those of a procedure that have been at rest since before a moment and were not disposed of.
#[derive(Clone, Copy, Debug)]
pub struct Candidates<'a> {
    /// The administration.
    pub administration: &'a AdministrationCode,
    /// The procedure.
    pub procedure: &'a Code,
    /// The last thing happened to them before this moment.
    pub before: OffsetDateTime,
}

/// A case that a disposal may take, as far as the disposal needs to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: CaseId,
    /// The last thing that happened to it.
    pub ended_at: OffsetDateTime,
    /// Its version: whoever changes it meanwhile keeps it.
    pub version: i32,
}

/// The statuses of cases at rest, as stored.
fn at_rest() -> Result<Vec<String>, StoreError> {
    let ended = Status::ALL.iter().filter(|status| !status.is_open());
    ended.map(words::write).collect()
}

/// The cases that may be disposed of and that no hold keeps, those first that ended first, after the one given.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn candidates(
    conn: &mut Conn,
    asked: Candidates<'_>,
    after: Option<Candidate>,
    limit: i64,
) -> Result<Vec<Candidate>, StoreError> {
    let mut query = cases::table
        .filter(cases::administration.eq(asked.administration.as_str()))
        .filter(cases::procedure_code.eq(asked.procedure.as_str()))
        .filter(cases::last_occurred_at.lt(At(asked.before)))
        .filter(cases::status.eq_any(at_rest()?))
        .filter(not(exists(held())))
        .filter(not(exists(gone())))
        .order((cases::last_occurred_at, cases::id))
        .limit(limit)
        .select((cases::id, cases::last_occurred_at, cases::version))
        .into_boxed();
    if let Some(Candidate { id, ended_at, .. }) = after {
        let later = cases::last_occurred_at.gt(At(ended_at));
        let same_instant = cases::last_occurred_at
            .eq(At(ended_at))
            .and(cases::id.gt(DbId(id.0)));
        query = query
            .filter(cases::last_occurred_at.ge(At(ended_at)))
            .filter(later.or(same_instant));
    }
    let rows: Vec<(DbId, At, i32)> = query.load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, At(ended_at), version)| Candidate {
            id: CaseId(id.0),
            ended_at,
            version,
        })
        .collect())
}

/// How many cases may be disposed of.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn due_count(conn: &mut Conn, asked: Candidates<'_>) -> Result<i64, StoreError> {
    let count = cases::table
        .filter(cases::administration.eq(asked.administration.as_str()))
        .filter(cases::procedure_code.eq(asked.procedure.as_str()))
        .filter(cases::last_occurred_at.lt(At(asked.before)))
        .filter(cases::status.eq_any(at_rest()?))
        .filter(not(exists(held())))
        .filter(not(exists(gone())))
        .count()
        .get_result(conn)?;
    Ok(count)
}

/// How many cases could be disposed of if no hold kept them.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn held_count(conn: &mut Conn, asked: Candidates<'_>) -> Result<i64, StoreError> {
    let count = cases::table
        .filter(cases::administration.eq(asked.administration.as_str()))
        .filter(cases::procedure_code.eq(asked.procedure.as_str()))
        .filter(cases::last_occurred_at.lt(At(asked.before)))
        .filter(cases::status.eq_any(at_rest()?))
        .filter(exists(held()))
        .filter(not(exists(gone())))
        .count()
        .get_result(conn)?;
    Ok(count)
}

/// The hold that stands on the case of the query around it.
#[diesel::dsl::auto_type]
fn held() -> _ {
    legal_holds::table
        .filter(legal_holds::administration.eq(cases::administration))
        .filter(legal_holds::case_id.eq(cases::id))
        .filter(legal_holds::lifted_at.is_null())
}

/// What stays of the case of the query around it when it was disposed of.
#[diesel::dsl::auto_type]
fn gone() -> _ {
    disposed_cases::table
        .filter(disposed_cases::administration.eq(cases::administration))
        .filter(disposed_cases::case_id.eq(cases::id))
}
