//! Who presented cases: kept apart from the cases, as it holds now, with what was written first beside it where something was
//! corrected.

mod corrections;
mod of_person;

pub use corrections::{correct, identity};
pub(crate) use of_person::TAX_CODE;
pub use of_person::candidates;

use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::schema::{reporter_corrections, reporters};
use crate::sql_types::{DbId, Doc};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::Reporter;
use cartaviva_domain::procedures::Fields;
use diesel::prelude::*;
use std::collections::HashMap;

/// Who presented a case, as it holds now; nothing of them where they gave nothing of themselves.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Reporter, StoreError> {
    let row: Option<Doc<Reporter>> = reporters::table
        .find((administration.as_str(), DbId(case.0)))
        .select(reporters::body)
        .first(conn)
        .optional()?;
    Ok(row.map(|Doc(reporter)| reporter).unwrap_or_default())
}

/// Who presented each of some cases, as it holds now; none of those who gave nothing of themselves.
pub(crate) fn of_each(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<HashMap<CaseId, Reporter>, StoreError> {
    let query = reporters::table
        .filter(reporters::administration.eq(administration.as_str()))
        .select((reporters::case_id, reporters::body));
    let rows: Vec<(DbId, Doc<Reporter>)> = match cases {
        [one] => direct::rows(conn, query.filter(reporters::case_id.eq(one)))?,
        several => direct::rows(conn, query.filter(reporters::case_id.eq_any(several)))?,
    };
    Ok(rows
        .into_iter()
        .map(|(case, Doc(reporter))| (CaseId(case.0), reporter))
        .collect())
}

/// Who presented a case, as added.
#[derive(Insertable)]
#[diesel(table_name = reporters, treat_none_as_default_value = false)]
pub(crate) struct Row {
    administration: String,
    case_id: DbId,
    body: Doc<Reporter>,
}

impl Row {
    /// That of a case; none for who gave nothing of themselves.
    pub(crate) fn of(administration: &AdministrationCode, case: CaseId, reporter: &Reporter) -> Option<Self> {
        (!reporter.is_empty()).then(|| Self {
            administration: administration.to_string(),
            case_id: DbId(case.0),
            body: Doc(reporter.clone()),
        })
    }
}

/// Adds what who presented a case wrote later in fields of the form that may say who they are: to what was written first, and
/// to what holds now.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn fill_in(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    later: &Fields,
) -> Result<(), StoreError> {
    if later.is_empty() {
        return Ok(());
    }
    let own = reporters::table.find((administration.as_str(), DbId(case.0)));
    let row: Option<(Doc<Reporter>, Option<Doc<Reporter>>)> = own
        .select((reporters::body, reporters::original))
        .first(conn)
        .optional()?;
    let with = |mut reporter: Reporter| {
        reporter.fields.extend(later.clone());
        reporter
    };
    let Some((Doc(now), first)) = row else {
        if let Some(first) = Row::of(administration, case, &with(Reporter::default())) {
            diesel::insert_into(reporters::table)
                .values(first)
                .execute(conn)?;
        }
        return Ok(());
    };
    diesel::update(own)
        .set((
            reporters::body.eq(Doc(with(now))),
            reporters::original.eq(first.map(|Doc(first)| Doc(with(first)))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes who presented a case, with everything that was corrected.
pub(crate) fn remove(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<(), StoreError> {
    diesel::delete(
        reporter_corrections::table
            .filter(reporter_corrections::administration.eq(administration.as_str()))
            .filter(reporter_corrections::case_id.eq(DbId(case.0))),
    )
    .execute(conn)?;
    diesel::delete(reporters::table.find((administration.as_str(), DbId(case.0)))).execute(conn)?;
    Ok(())
}
