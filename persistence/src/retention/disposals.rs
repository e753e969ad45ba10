//! Disposals, and what stays of the cases that they took.

use crate::db::Conn;
use crate::error::StoreError;
use crate::people_schema::{disposals, disposed_cases};
use crate::sql_types::{At, DbId, On};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, DisposalId};
use cartaviva_domain::retention::{Disposal, DisposedCase};
use cartaviva_domain::text::Source;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;
use time::OffsetDateTime;
use uuid::Uuid;

/// A disposal, as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = disposals)]
#[diesel(treat_none_as_default_value = false)]
struct Row {
    administration: String,
    id: DbId,
    act: String,
    authorisation: String,
    procedure_code: String,
    until: On,
    ordered_at: At,
    ordered_by: String,
    finished_at: Option<At>,
}

impl Row {
    fn disposal(self) -> Result<Disposal, StoreError> {
        Ok(Disposal {
            id: DisposalId(self.id.0),
            act: Source::parse(&self.act).map_err(StoreError::corrupt)?,
            authorisation: Source::parse(&self.authorisation).map_err(StoreError::corrupt)?,
            procedure: Code::parse(&self.procedure_code).map_err(StoreError::corrupt)?,
            until: self.until.0,
            ordered_at: self.ordered_at.0,
            ordered_by: self.ordered_by,
            finished_at: self.finished_at.map(|at| at.0),
        })
    }
}

/// Keeps a disposal that was ordered.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    disposal: &Disposal,
) -> Result<(), StoreError> {
    diesel::insert_into(disposals::table)
        .values(Row {
            administration: administration.to_string(),
            id: DbId(disposal.id.0),
            act: disposal.act.to_string(),
            authorisation: disposal.authorisation.to_string(),
            procedure_code: disposal.procedure.to_string(),
            until: On(disposal.until),
            ordered_at: At(disposal.ordered_at),
            ordered_by: disposal.ordered_by.clone(),
            finished_at: disposal.finished_at.map(At),
        })
        .execute(conn)?;
    Ok(())
}

/// A disposal.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: DisposalId,
) -> Result<Option<Disposal>, StoreError> {
    let row = disposals::table
        .find((administration.as_str(), DbId(id.0)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::disposal).transpose()
}

/// The disposals of an administration, the last one first, before the one given, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    before: Option<DisposalId>,
    limit: i64,
) -> Result<Vec<Disposal>, StoreError> {
    let before = before.map_or(Uuid::max(), |disposal| disposal.0);
    let rows = disposals::table
        .filter(disposals::administration.eq(administration.as_str()))
        .filter(disposals::id.lt(DbId(before)))
        .order(disposals::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::disposal).collect()
}

/// Records that a disposal has taken every case that it could.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn finish(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: DisposalId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    diesel::update(disposals::table.find((administration.as_str(), DbId(id.0))))
        .set(disposals::finished_at.eq(At(now)))
        .execute(conn)?;
    Ok(())
}

/// How many cases a disposal has taken.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn disposed_count(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: DisposalId,
) -> Result<i64, StoreError> {
    Ok(disposed_cases::table
        .filter(disposed_cases::administration.eq(administration.as_str()))
        .filter(disposed_cases::disposal_id.eq(DbId(id.0)))
        .count()
        .get_result(conn)?)
}

type Tombstone = (DbId, DbId, At, Vec<u8>);

/// What stays of a case that was disposed of.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn disposed(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Option<DisposedCase>, StoreError> {
    let row: Option<Tombstone> = disposed_cases::table
        .find((administration.as_str(), DbId(case.0)))
        .select((
            disposed_cases::case_id,
            disposed_cases::disposal_id,
            disposed_cases::disposed_at,
            disposed_cases::digest,
        ))
        .first(conn)
        .optional()?;
    row.map(tombstone).transpose()
}

/// Whether a case was disposed of.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn is_disposed(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<bool, StoreError> {
    let row = disposed_cases::table.find((administration.as_str(), DbId(case.0)));
    Ok(select(exists(row)).get_result(conn)?)
}

/// What stays of the cases that a disposal took, in the order of their ids, after the one given, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn disposed_by(
    conn: &mut Conn,
    administration: &AdministrationCode,
    disposal: DisposalId,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<DisposedCase>, StoreError> {
    let after = after.map_or(Uuid::nil(), |case| case.0);
    let rows: Vec<Tombstone> = disposed_cases::table
        .filter(disposed_cases::administration.eq(administration.as_str()))
        .filter(disposed_cases::disposal_id.eq(DbId(disposal.0)))
        .filter(disposed_cases::case_id.gt(DbId(after)))
        .order(disposed_cases::case_id)
        .limit(limit)
        .select((
            disposed_cases::case_id,
            disposed_cases::disposal_id,
            disposed_cases::disposed_at,
            disposed_cases::digest,
        ))
        .load(conn)?;
    rows.into_iter().map(tombstone).collect()
}

fn tombstone((case, disposal, At(disposed_at), digest): Tombstone) -> Result<DisposedCase, StoreError> {
    Ok(DisposedCase {
        case: CaseId(case.0),
        disposal: DisposalId(disposal.0),
        disposed_at,
        digest: digest
            .try_into()
            .map_err(|_| StoreError::corrupt("a digest that is not 32 bytes"))?,
    })
}
