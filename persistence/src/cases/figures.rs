//! What cases say of a standard in a period.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{cases, deadlines};
use crate::sql_types::At;
use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::scorecard::CaseFigures;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use time::OffsetDateTime;

/// Counts the cases of some procedures whose `term` was settled from `from` until `until` (half-open), and the reports
/// that were. Nothing that settles after `until` counts, so that `until` is never later than now.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn figures(
    conn: &mut Conn,
    administration: &AdministrationCode,
    procedures: &[Code],
    term: &Code,
    from: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<CaseFigures, StoreError> {
    let codes: Vec<&str> = procedures.iter().map(Code::as_str).collect();
    let terms: Vec<(bool, i64, Option<i64>)> = deadlines::table
        .filter(deadlines::administration.eq(administration.as_str()))
        .filter(deadlines::procedure_code.eq_any(&codes))
        .filter(deadlines::term.eq(term.as_str()))
        .filter(deadlines::settles_at.ge(At(from)))
        .filter(deadlines::settles_at.lt(At(until)))
        .group_by(deadlines::kept)
        .select((deadlines::kept, count_star(), max(deadlines::took)))
        .load(conn)?;
    let reports: Vec<(bool, i64)> = cases::table
        .filter(cases::administration.eq(administration.as_str()))
        .filter(cases::procedure_code.eq_any(&codes))
        .filter(cases::settles_at.ge(At(from)))
        .filter(cases::settles_at.lt(At(until)))
        .group_by(cases::upheld)
        .select((cases::upheld, count_star()))
        .load(conn)?;
    let mut figures = CaseFigures::default();
    for (kept, count, worst) in terms {
        figures.counted += count;
        figures.within += if kept { count } else { 0 };
        figures.worst_elapsed = figures.worst_elapsed.max(worst);
    }
    for (upheld, count) in reports {
        figures.reports += count;
        figures.upheld += if upheld { count } else { 0 };
    }
    Ok(figures)
}
