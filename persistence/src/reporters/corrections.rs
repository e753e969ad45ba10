//! What was corrected of who presented a case: added, never in the place of what was written first.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{reporter_corrections as table, reporters};
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::cases::Reason;
use cartaviva_domain::codes::{AdministrationCode, CaseId, CorrectionId};
use cartaviva_domain::people::{Correction, Identity, Reporter};
use diesel::prelude::*;

/// Who presented a case: what was written first and what was corrected since. The corrections are looked for only where there
/// are some.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn identity(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Identity, StoreError> {
    type Row = (Doc<Reporter>, Option<Doc<Reporter>>);
    let row: Option<Row> = reporters::table
        .find((administration.as_str(), DbId(case.0)))
        .select((reporters::body, reporters::original))
        .first(conn)
        .optional()?;
    match row {
        None => Ok(Identity::default()),
        Some((Doc(first), None)) => Ok(Identity {
            first,
            corrections: Vec::new(),
        }),
        Some((_, Some(Doc(first)))) => Ok(Identity {
            first,
            corrections: corrections(conn, administration, case)?,
        }),
    }
}

fn corrections(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Correction>, StoreError> {
    type Row = (DbId, Doc<Reporter>, String, At, String, String);
    let rows: Vec<Row> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::case_id.eq(DbId(case.0)))
        .order(table::sequence)
        .select((
            table::id,
            table::body,
            table::reason,
            table::recorded_at,
            table::recorded_by,
            table::actor_role,
        ))
        .load(conn)?;
    rows.into_iter().map(correction).collect()
}

fn correction(
    (id, Doc(reporter), reason, At(recorded_at), recorded_by, role): (
        DbId,
        Doc<Reporter>,
        String,
        At,
        String,
        String,
    ),
) -> Result<Correction, StoreError> {
    Ok(Correction {
        id: CorrectionId(id.0),
        reporter,
        reason: Reason::parse(&reason).map_err(StoreError::corrupt)?,
        recorded_at,
        recorded_by,
        role,
    })
}

/// Keeps a correction as the one that follows those that are `known`, and what holds from now on.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else corrected the same case at the same time; [`StoreError`] when the database
/// fails.
pub fn correct(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    known: &Identity,
    correction: &Correction,
) -> Result<(), StoreError> {
    let sequence = i32::try_from(known.corrections.len() + 1).map_err(StoreError::corrupt)?;
    diesel::insert_into(table::table)
        .values((
            table::administration.eq(administration.as_str()),
            table::case_id.eq(DbId(case.0)),
            table::sequence.eq(sequence),
            table::id.eq(DbId(correction.id.0)),
            table::body.eq(Doc(correction.reporter.clone())),
            table::reason.eq(correction.reason.as_str()),
            table::recorded_at.eq(At(correction.recorded_at)),
            table::recorded_by.eq(&correction.recorded_by),
            table::actor_role.eq(&correction.role),
        ))
        .execute(conn)?;
    let holds = known.current().corrected_by(&correction.reporter);
    diesel::update(reporters::table.find((administration.as_str(), DbId(case.0))))
        .set((
            reporters::body.eq(Doc(holds)),
            reporters::original.eq(Some(Doc(known.first.clone()))),
        ))
        .execute(conn)?;
    Ok(())
}
