//! The cases whose deadlines still run.

use super::{deadlines, row::CaseRow};
use crate::db::Conn;
use crate::error::StoreError;
use crate::ristoro::grants;
use crate::schema::{cases, deadlines as table};
use crate::sql_types::{At, DbId};
use cartaviva_domain::cases::{Case, Deadline};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::prelude::*;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// The cases of some procedures that have a deadline which has not ended and is due from a moment on, in the order of their
/// ids, after the one given, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn running(
    conn: &mut Conn,
    administration: &AdministrationCode,
    procedures: &[&str],
    due_from: OffsetDateTime,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<Case>, StoreError> {
    let after = after.map_or(Uuid::nil(), |case| case.0);
    let ids: Vec<DbId> = table::table
        .filter(table::administration.eq(administration.as_str()))
        .filter(table::ended_at.is_null())
        .filter(table::due_at.ge(At(due_from)))
        .filter(table::procedure_code.eq_any(procedures))
        .filter(table::case_id.gt(DbId(after)))
        .select(table::case_id)
        .distinct()
        .order(table::case_id)
        .limit(limit)
        .load(conn)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<CaseRow> = cases::table
        .filter(cases::administration.eq(administration.as_str()))
        .filter(cases::id.eq_any(&ids))
        .order(cases::id)
        .load(conn)?;
    let mut of_case: HashMap<Uuid, Vec<Deadline>> = HashMap::new();
    for (case, deadline) in deadlines::load_all(conn, administration, &ids)? {
        of_case.entry(case.0).or_default().push(deadline);
    }
    let mut grants = grants::last_of_each(conn, administration, &ids)?;
    rows.into_iter()
        .map(|row| {
            let deadlines = of_case.remove(&row.id.0).unwrap_or_default();
            let grant = grants.remove(&row.id.0);
            row.case(deadlines, grant)
        })
        .collect()
}
