//! Sealing entries of the audit log, in the order in which they were made as far as it is known by then.

use super::row::{Row, digest};
use super::tables::{audit_ends, audit_entries};
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::DbId;
use cartaviva_domain::audit::LogEnd;
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Text};

/// How many entries are sealed in one transaction.
const BATCH: i64 = 200;

/// The administrations that have entries without a seal.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn to_seal(conn: &mut Conn) -> Result<Vec<AdministrationCode>, StoreError> {
    let codes: Vec<String> = audit_entries::table
        .filter(audit_entries::position.is_null())
        .select(audit_entries::administration)
        .distinct()
        .order(audit_entries::administration)
        .load(conn)?;
    codes
        .iter()
        .map(|code| AdministrationCode::parse(code).map_err(StoreError::corrupt))
        .collect()
}

/// Seals the next entries of a log, some at most; tells how many. The end of the log is locked meanwhile, so that of several
/// servers one does it.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn seal(conn: &mut Conn, administration: &AdministrationCode) -> Result<usize, StoreError> {
    let mut end = lock(conn, administration)?;
    let rows: Vec<Row> = audit_entries::table
        .filter(audit_entries::administration.eq(administration.as_str()))
        .filter(audit_entries::position.is_null())
        .order(audit_entries::id)
        .limit(BATCH)
        .select(Row::as_select())
        .load(conn)?;
    let sealed = rows.len();
    for row in rows {
        let entry = row.recorded()?.entry;
        let seal = end.seal(administration, &entry);
        diesel::update(audit_entries::table.find((administration.as_str(), DbId(entry.id))))
            .set((
                audit_entries::position.eq(Some(seal.position)),
                audit_entries::previous.eq(Some(seal.previous.as_slice())),
                audit_entries::hash.eq(Some(seal.hash.as_slice())),
            ))
            .execute(conn)?;
        end = seal.end();
    }
    diesel::update(audit_ends::table.find(administration.as_str()))
        .set((
            audit_ends::position.eq(end.position),
            audit_ends::hash.eq(end.hash.as_slice()),
        ))
        .execute(conn)?;
    Ok(sealed)
}

/// The end of a log, locked until the transaction ends.
fn lock(conn: &mut Conn, administration: &AdministrationCode) -> Result<LogEnd, StoreError> {
    diesel::sql_query(
        "INSERT INTO audit_ends (administration, position, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(administration.as_str())
    .bind::<BigInt, _>(LogEnd::EMPTY.position)
    .bind::<Binary, _>(LogEnd::EMPTY.hash.to_vec())
    .execute(conn)?;
    let (position, hash): (i64, Vec<u8>) = diesel::update(audit_ends::table.find(administration.as_str()))
        .set(audit_ends::position.eq(audit_ends::position))
        .returning((audit_ends::position, audit_ends::hash))
        .get_result(conn)?;
    Ok(LogEnd {
        position,
        hash: digest(hash)?,
    })
}
