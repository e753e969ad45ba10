//! The cases of a person, for that person.

use super::list::rows;
use super::listed::{Listed, listed};
use crate::db::Conn;
use crate::error::StoreError;
use crate::reporters::TAX_CODE;
use crate::schema::{cases, reporters};
use crate::sql_types::DbId;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::TaxCode;
use diesel::dsl::{exists, select, sql};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use std::cmp::Reverse;

/// The cases that the person with this tax code presented, the last first, after the one given, at most `limit`.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_person(
    conn: &mut Conn,
    administration: &AdministrationCode,
    tax_code: &TaxCode,
    after: Option<CaseId>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let mut query = reporters::table
        .filter(reporters::administration.eq(administration.as_str()))
        .filter(sql::<Nullable<Text>>(TAX_CODE).is_not_null())
        .filter(sql::<Nullable<Text>>(TAX_CODE).eq(tax_code.as_str()))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(reporters::case_id.lt(DbId(after.0)));
    }
    let ids: Vec<DbId> = query
        .order(reporters::case_id.desc())
        .limit(limit)
        .select(reporters::case_id)
        .load(conn)?;
    let theirs = cases::table
        .filter(cases::administration.eq(administration.as_str()))
        .filter(cases::id.eq_any(ids));
    let found = rows(conn, theirs.into_boxed())?;
    let mut found = listed(conn, administration, found)?;
    found.sort_by_key(|case| Reverse(case.id.0));
    Ok(found)
}

/// Whether the person with this tax code presented a case.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn is_of_person(
    conn: &mut Conn,
    administration: &AdministrationCode,
    tax_code: &TaxCode,
    case: CaseId,
) -> Result<bool, StoreError> {
    let theirs = reporters::table
        .find((administration.as_str(), DbId(case.0)))
        .filter(sql::<Nullable<Text>>(TAX_CODE).eq(tax_code.as_str()));
    Ok(select(exists(theirs)).get_result(conn)?)
}
