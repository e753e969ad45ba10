//! The cases of a person.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::reporters;
use crate::sql_types::DbId;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::DataSubject;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What each index of the reporters is over; both databases write it alike.
pub(crate) const TAX_CODE: &str = "(body ->> 'tax_code')";
const EMAIL: &str = "lower(body ->> 'email')";
const CERTIFIED_EMAIL: &str = "lower(body ->> 'certified_email')";

/// The cases that may be a person's, in the order of their ids, after the one given, at most `limit`: found by the indexes of
/// the tax code and of the addresses, never by looking through everybody's. Whether a case is theirs is for
/// [`DataSubject::is`] to say.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn candidates(
    conn: &mut Conn,
    administration: &AdministrationCode,
    subject: &DataSubject,
    after: Option<CaseId>,
    limit: usize,
) -> Result<Vec<CaseId>, StoreError> {
    let mut found = BTreeSet::new();
    if let Some(tax_code) = subject.tax_code() {
        found.extend(by(
            conn,
            administration,
            TAX_CODE,
            tax_code.as_str(),
            after,
            limit,
        )?);
    }
    if let Some(email) = subject.email() {
        let email = email.as_str().to_ascii_lowercase();
        for index in [EMAIL, CERTIFIED_EMAIL] {
            found.extend(by(conn, administration, index, &email, after, limit)?);
        }
    }
    Ok(found.into_iter().take(limit).collect())
}

/// The first cases after one under exactly this value of an index.
fn by(
    conn: &mut Conn,
    administration: &AdministrationCode,
    index: &str,
    value: &str,
    after: Option<CaseId>,
    limit: usize,
) -> Result<Vec<CaseId>, StoreError> {
    let after = after.map_or(Uuid::nil(), |case| case.0);
    let rows: Vec<DbId> = reporters::table
        .filter(reporters::administration.eq(administration.as_str()))
        .filter(sql::<Nullable<Text>>(index).is_not_null())
        .filter(sql::<Nullable<Text>>(index).eq(value))
        .filter(reporters::case_id.gt(DbId(after)))
        .order(reporters::case_id)
        .limit(i64::try_from(limit).map_err(StoreError::corrupt)?)
        .select(reporters::case_id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| CaseId(id.0)).collect())
}
