//! The cases that say something of a standard in a period, one by one.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{cases, deadlines};
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::deadline::Suspension;
use diesel::prelude::*;
use time::OffsetDateTime;

/// How many cases are read at a time.
const CHUNK: i64 = 1_000;

/// Which cases are looked at, and when: those of some procedures whose `term` was settled from `from` until `until`
/// (half-open). A case is settled when its term ended or its due date passed, whichever comes first. Nothing that settles
/// after `until` counts, so that `until` is never later than now.
#[derive(Clone, Copy, Debug)]
pub struct Settled<'a> {
    /// The administration.
    pub administration: &'a AdministrationCode,
    /// The procedures.
    pub procedures: &'a [Code],
    /// The term.
    pub term: &'a Code,
    /// From this moment.
    pub from: OffsetDateTime,
    /// Until this moment, itself excluded.
    pub until: OffsetDateTime,
}

/// A case that was settled, as far as its term is concerned: nothing of who presented it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledCase {
    /// Its procedure.
    pub procedure: Code,
    /// The version of the procedure that it runs by.
    pub procedure_version: i32,
    /// The version of the calendar by which its term was counted.
    pub calendar_version: i32,
    /// When the term started.
    pub starts_at: OffsetDateTime,
    /// When it ended; none while it has not.
    pub ended_at: Option<OffsetDateTime>,
    /// Whether it was kept.
    pub kept: bool,
    /// When the case was suspended.
    pub suspensions: Vec<Suspension>,
}

/// Hands over each case whose term was settled, a thousand read at a time, so that memory stays bounded.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read, or what `weigh` answers.
pub fn each_settled<E: From<StoreError>>(
    conn: &mut Conn,
    settled: Settled<'_>,
    mut weigh: impl FnMut(&mut Conn, SettledCase) -> Result<(), E>,
) -> Result<(), E> {
    for procedure in settled.procedures {
        let mut after: Option<Place> = None;
        loop {
            let rows = chunk(conn, settled, procedure, after)?;
            after = rows.last().map(|(place, _)| *place);
            let is_last = rows.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
            for (_, case) in rows {
                weigh(conn, case)?;
            }
            if is_last {
                break;
            }
        }
    }
    Ok(())
}

/// Where a case stands among those that were settled: by when, then by its id.
type Place = (At, DbId);

/// The cases of a procedure that follow a place, in the order in which they were settled.
fn chunk(
    conn: &mut Conn,
    settled: Settled<'_>,
    procedure: &Code,
    after: Option<Place>,
) -> Result<Vec<(Place, SettledCase)>, StoreError> {
    type Row = (
        Option<At>,
        DbId,
        Option<At>,
        Option<At>,
        bool,
        i32,
        i32,
        Doc<Vec<Suspension>>,
    );
    let of_case = cases::administration
        .eq(deadlines::administration)
        .and(cases::id.eq(deadlines::case_id));
    let mut query = deadlines::table
        .inner_join(cases::table.on(of_case))
        .filter(deadlines::administration.eq(settled.administration.as_str()))
        .filter(deadlines::procedure_code.eq(procedure.as_str()))
        .filter(deadlines::term.eq(settled.term.as_str()))
        .filter(deadlines::settles_at.ge(At(settled.from)))
        .filter(deadlines::settles_at.lt(At(settled.until)))
        .order((deadlines::settles_at, deadlines::case_id))
        .limit(CHUNK)
        .select((
            deadlines::settles_at,
            deadlines::case_id,
            deadlines::starts_at,
            deadlines::ended_at,
            deadlines::kept,
            deadlines::calendar_version,
            cases::procedure_version,
            cases::suspensions,
        ))
        .into_boxed();
    if let Some((at, id)) = after {
        let later = deadlines::settles_at.gt(at);
        let same_instant = deadlines::settles_at.eq(at).and(deadlines::case_id.gt(id));
        query = query
            .filter(deadlines::settles_at.ge(at))
            .filter(later.or(same_instant).assume_not_null());
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter()
        .map(
            |(
                settles_at,
                id,
                starts_at,
                ended_at,
                kept,
                calendar_version,
                procedure_version,
                Doc(suspensions),
            )| {
                let missing = || StoreError::corrupt("a deadline was settled that never started");
                let case = SettledCase {
                    procedure: procedure.clone(),
                    procedure_version,
                    calendar_version,
                    starts_at: starts_at.ok_or_else(missing)?.0,
                    ended_at: ended_at.map(|at| at.0),
                    kept,
                    suspensions,
                };
                Ok(((settles_at.ok_or_else(missing)?, id), case))
            },
        )
        .collect()
}
