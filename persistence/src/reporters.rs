//! Who presented cases: kept apart from the cases, with what was corrected and by what a person is found.

use crate::db::Conn;
use crate::error::StoreError;
use crate::people_schema::{reporter_corrections, reporter_identifiers};
use crate::schema::reporters;
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::codes::{AdministrationCode, CaseId, CorrectionId};
use cartaviva_domain::people::{Correction, Identifier, Identity, Reporter};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::select;
use uuid::Uuid;

/// Whether somebody is known to have presented a case.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn is_known(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<bool, StoreError> {
    let row = reporters::table.find((administration.as_str(), DbId(case.0)));
    Ok(select(exists(row)).get_result(conn)?)
}

/// Who presented a case: what was written first and what was corrected since.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn identity(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Identity, StoreError> {
    let row: Option<Doc<Reporter>> = reporters::table
        .find((administration.as_str(), DbId(case.0)))
        .select(reporters::body)
        .first(conn)
        .optional()?;
    let Some(Doc(first)) = row else {
        return Ok(Identity::default());
    };
    let corrections = corrections(conn, administration, case)?;
    Ok(Identity { first, corrections })
}

fn corrections(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Correction>, StoreError> {
    type Row = (DbId, Doc<Reporter>, String, At, String, String);
    let rows: Vec<Row> = reporter_corrections::table
        .filter(reporter_corrections::administration.eq(administration.as_str()))
        .filter(reporter_corrections::case_id.eq(DbId(case.0)))
        .order(reporter_corrections::sequence)
        .select((
            reporter_corrections::id,
            reporter_corrections::body,
            reporter_corrections::reason,
            reporter_corrections::recorded_at,
            reporter_corrections::recorded_by,
            reporter_corrections::actor_role,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(id, Doc(reporter), reason, At(recorded_at), recorded_by, role)| {
                Ok(Correction {
                    id: CorrectionId(id.0),
                    reporter,
                    reason: Reason::parse(&reason).map_err(StoreError::corrupt)?,
                    recorded_at,
                    recorded_by,
                    role,
                })
            },
        )
        .collect()
}

/// Keeps who presented a case; nothing for who gave nothing of themselves.
pub(crate) fn add(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    reporter: &Reporter,
) -> Result<(), StoreError> {
    if reporter.is_empty() {
        return Ok(());
    }
    diesel::insert_into(reporters::table)
        .values((
            reporters::administration.eq(administration.as_str()),
            reporters::case_id.eq(DbId(case.0)),
            reporters::body.eq(Doc(reporter.clone())),
        ))
        .execute(conn)?;
    add_identifiers(conn, administration, case, reporter)
}

/// Keeps a correction as the one that follows `known` others.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else corrected the same case at the same time; [`StoreError`] when the database
/// fails.
pub fn correct(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    known: usize,
    correction: &Correction,
) -> Result<(), StoreError> {
    let sequence = i32::try_from(known + 1).map_err(StoreError::corrupt)?;
    diesel::insert_into(reporter_corrections::table)
        .values((
            reporter_corrections::administration.eq(administration.as_str()),
            reporter_corrections::case_id.eq(DbId(case.0)),
            reporter_corrections::sequence.eq(sequence),
            reporter_corrections::id.eq(DbId(correction.id.0)),
            reporter_corrections::body.eq(Doc(correction.reporter.clone())),
            reporter_corrections::reason.eq(correction.reason.as_str()),
            reporter_corrections::recorded_at.eq(At(correction.recorded_at)),
            reporter_corrections::recorded_by.eq(&correction.recorded_by),
            reporter_corrections::actor_role.eq(&correction.role),
        ))
        .execute(conn)?;
    add_identifiers(conn, administration, case, &correction.reporter)
}

/// Keeps by what a person is found, once for each.
fn add_identifiers(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    reporter: &Reporter,
) -> Result<(), StoreError> {
    let known: Vec<(String, String)> = reporter_identifiers::table
        .filter(reporter_identifiers::administration.eq(administration.as_str()))
        .filter(reporter_identifiers::case_id.eq(DbId(case.0)))
        .select((reporter_identifiers::kind, reporter_identifiers::value))
        .load(conn)?;
    let mut fresh: Vec<Identifier> = Vec::new();
    for found in reporter.identifiers() {
        let is_known = known
            .iter()
            .any(|(kind, value)| found.kind() == kind && found.value() == value);
        if !is_known && !fresh.contains(&found) {
            fresh.push(found);
        }
    }
    for identifier in fresh {
        diesel::insert_into(reporter_identifiers::table)
            .values((
                reporter_identifiers::administration.eq(administration.as_str()),
                reporter_identifiers::kind.eq(identifier.kind()),
                reporter_identifiers::value.eq(identifier.value()),
                reporter_identifiers::case_id.eq(DbId(case.0)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The cases of a person, in the order of their ids, after the one given, at most `limit`: by the key of the identifiers,
/// never by looking through everybody's.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn cases_of(
    conn: &mut Conn,
    administration: &AdministrationCode,
    identifier: &Identifier,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let after = after.map_or(Uuid::nil(), |case| case.0);
    let rows: Vec<DbId> = reporter_identifiers::table
        .filter(reporter_identifiers::administration.eq(administration.as_str()))
        .filter(reporter_identifiers::kind.eq(identifier.kind()))
        .filter(reporter_identifiers::value.eq(identifier.value()))
        .filter(reporter_identifiers::case_id.gt(DbId(after)))
        .order(reporter_identifiers::case_id)
        .limit(limit)
        .select(reporter_identifiers::case_id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| CaseId(id.0)).collect())
}

/// Removes who presented a case, with everything by which they were found.
pub(crate) fn remove(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<(), StoreError> {
    diesel::delete(
        reporter_identifiers::table
            .filter(reporter_identifiers::administration.eq(administration.as_str()))
            .filter(reporter_identifiers::case_id.eq(DbId(case.0))),
    )
    .execute(conn)?;
    diesel::delete(
        reporter_corrections::table
            .filter(reporter_corrections::administration.eq(administration.as_str()))
            .filter(reporter_corrections::case_id.eq(DbId(case.0))),
    )
    .execute(conn)?;
    diesel::delete(reporters::table.find((administration.as_str(), DbId(case.0)))).execute(conn)?;
    Ok(())
}
