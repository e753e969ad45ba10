//! One case.

use super::deadlines;
use super::row::CaseRow;
use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::ristoro::grants;
use crate::schema::cases;
use crate::sql_types::DbId;
use cartaviva_domain::cases::Case;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::prelude::*;

/// A case with its deadlines and what was granted for it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: CaseId,
) -> Result<Option<Case>, StoreError> {
    let row: Option<CaseRow> = direct::row(conn, cases::table.find((administration.as_str(), DbId(id.0))))?;
    whole(conn, administration, row)
}

/// The case that a tracking code opens, by the digest of the code.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn find_by_tracking(
    conn: &mut Conn,
    administration: &AdministrationCode,
    tracking_digest: &[u8],
) -> Result<Option<Case>, StoreError> {
    let row: Option<CaseRow> = cases::table
        .filter(cases::administration.eq(administration.as_str()))
        .filter(cases::tracking_digest.eq(tracking_digest))
        .first(conn)
        .optional()?;
    whole(conn, administration, row)
}

fn whole(
    conn: &mut Conn,
    administration: &AdministrationCode,
    row: Option<CaseRow>,
) -> Result<Option<Case>, StoreError> {
    let Some(row) = row else {
        return Ok(None);
    };
    let id = CaseId(row.id.0);
    let deadlines = deadlines::load(conn, administration, id)?;
    let grant = grants::last(conn, administration, id)?;
    row.case(deadlines, grant).map(Some)
}
