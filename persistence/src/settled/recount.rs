//! Proving the counts, and making them anew.

use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use crate::feed;
use cartaviva_domain::codes::AdministrationCode;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

/// How many differences are named.
const NAMED: usize = 100;

/// A count that is not what was counted anew.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Difference {
    /// The procedure.
    #[diesel(sql_type = Text)]
    pub procedure_code: String,
    /// The term; empty of the cases themselves.
    #[diesel(sql_type = Text)]
    pub term: String,
    /// The month (`2026-11`) or the day (`2026-11-20`).
    #[diesel(sql_type = Text)]
    pub bucket: String,
    /// Whether it was kept; of the cases themselves, whether they were upheld.
    #[diesel(sql_type = Bool)]
    pub kept: bool,
    /// How many units it took; -1 while it has not ended.
    #[diesel(sql_type = BigInt)]
    pub took: i64,
    /// What the count says.
    #[diesel(sql_type = BigInt)]
    pub held: i64,
    /// How many cases there are.
    #[diesel(sql_type = BigInt)]
    pub found: i64,
}

/// The columns by which is counted.
const KEY: &str = "procedure_code, term, bucket, kept, took";

/// The counts of an administration that are not right, at most a hundred of them. It reads every settlement there is.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn differences(
    conn: &mut Conn,
    administration: &AdministrationCode,
) -> Result<Vec<Difference>, StoreError> {
    let anew = dialect::counted_anew(conn);
    Ok(diesel::sql_query(format!(
        "SELECT {KEY}, CAST(SUM(held) AS bigint) AS held, CAST(SUM(found) AS bigint) AS found FROM ( \
         SELECT administration, {KEY}, cases AS held, 0 AS found FROM settled_counts \
         UNION ALL SELECT administration, {KEY}, 0, 1 FROM ({anew}) AS anew) AS both_ways \
         WHERE administration = $1 GROUP BY {KEY} HAVING SUM(held) <> SUM(found) ORDER BY {KEY} LIMIT {NAMED}"
    ))
    .bind::<Text, _>(administration.as_str())
    .load(conn)?)
}

/// Counts an administration anew. Whoever changes its cases meanwhile waits.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn repair(conn: &mut Conn, administration: &AdministrationCode) -> Result<(), StoreError> {
    feed::hold_end(conn, administration)?;
    diesel::sql_query("DELETE FROM settled_counts WHERE administration = $1")
        .bind::<Text, _>(administration.as_str())
        .execute(conn)?;
    let anew = dialect::counted_anew(conn);
    diesel::sql_query(format!(
        "INSERT INTO settled_counts (administration, {KEY}, cases) \
         SELECT administration, {KEY}, count(*) FROM ({anew}) AS anew \
         WHERE administration = $1 GROUP BY administration, {KEY}"
    ))
    .bind::<Text, _>(administration.as_str())
    .execute(conn)?;
    Ok(())
}
