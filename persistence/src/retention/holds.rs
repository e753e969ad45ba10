//! Legal holds.

use crate::db::Conn;
use crate::error::StoreError;
use crate::people_schema::legal_holds;
use crate::schema::cases;
use crate::sql_types::{At, DbId};
use cartaviva_domain::cases::{Case, Reason};
use cartaviva_domain::codes::{AdministrationCode, CaseId, LegalHoldId};
use cartaviva_domain::retention::LegalHold;
use cartaviva_domain::text::Source;
use diesel::prelude::*;
use time::OffsetDateTime;

/// The hold that stands on a case.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn hold(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Option<LegalHold>, StoreError> {
    let row: Option<(DbId, String, String, At, String)> = legal_holds::table
        .filter(legal_holds::administration.eq(administration.as_str()))
        .filter(legal_holds::case_id.eq(DbId(case.0)))
        .filter(legal_holds::lifted_at.is_null())
        .select((
            legal_holds::id,
            legal_holds::reason,
            legal_holds::act,
            legal_holds::placed_at,
            legal_holds::placed_by,
        ))
        .first(conn)
        .optional()?;
    row.map(|(id, reason, act, At(placed_at), placed_by)| {
        Ok(LegalHold {
            id: LegalHoldId(id.0),
            reason: Reason::parse(&reason).map_err(StoreError::corrupt)?,
            act: Source::parse(&act).map_err(StoreError::corrupt)?,
            placed_at,
            placed_by,
        })
    })
    .transpose()
}

/// Places a hold on a case as it was read. The case counts as changed, so that a disposal that read it before leaves it
/// alone.
///
/// # Errors
/// [`StoreError::Stale`] when the case has changed since it was read; [`StoreError::Conflict`] when a hold stands on it.
pub fn place(conn: &mut Conn, case: &Case, hold: &LegalHold) -> Result<(), StoreError> {
    let changed = diesel::update(
        cases::table
            .filter(cases::administration.eq(case.administration.as_str()))
            .filter(cases::id.eq(DbId(case.id.0)))
            .filter(cases::version.eq(case.version)),
    )
    .set(cases::version.eq(case.version + 1))
    .execute(conn)?;
    if changed != 1 {
        return Err(StoreError::Stale);
    }
    diesel::insert_into(legal_holds::table)
        .values((
            legal_holds::administration.eq(case.administration.as_str()),
            legal_holds::id.eq(DbId(hold.id.0)),
            legal_holds::case_id.eq(DbId(case.id.0)),
            legal_holds::reason.eq(hold.reason.as_str()),
            legal_holds::act.eq(hold.act.as_str()),
            legal_holds::placed_at.eq(At(hold.placed_at)),
            legal_holds::placed_by.eq(&hold.placed_by),
        ))
        .execute(conn)?;
    Ok(())
}

/// Lifts the hold that stands on a case; answers whether there was one. It stays on record.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn lift(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    by: &str,
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let lifted = diesel::update(
        legal_holds::table
            .filter(legal_holds::administration.eq(administration.as_str()))
            .filter(legal_holds::case_id.eq(DbId(case.0)))
            .filter(legal_holds::lifted_at.is_null()),
    )
    .set((legal_holds::lifted_at.eq(At(now)), legal_holds::lifted_by.eq(by)))
    .execute(conn)?;
    Ok(lifted > 0)
}
