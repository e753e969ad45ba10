//! How much work there is: the cases of each work list, counted together.

use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::{At, Instant};
use crate::words;
use cartaviva_domain::cases::{Status, WaitingFor};
use cartaviva_domain::codes::{AdministrationCode, Code};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use time::OffsetDateTime;

/// Whose work is counted, and when.
#[derive(Clone, Debug)]
pub struct Whose<'a> {
    /// The subject of the clerk's token.
    pub subject: &'a str,
    /// The clerk's office, where they have one.
    pub office: Option<&'a Code>,
    /// The office to whose cases the clerk is confined, if they are.
    pub confined_to: Option<&'a Code>,
    /// What was due before this moment is late.
    pub late_before: OffsetDateTime,
    /// When the clerk's day begins.
    pub day_from: OffsetDateTime,
    /// When it ends.
    pub day_until: OffsetDateTime,
}

/// How many cases of each list are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct Work {
    /// Of which the clerk is in charge.
    #[diesel(sql_type = BigInt)]
    pub mine: i64,
    /// Of the clerk's office.
    #[diesel(sql_type = BigInt)]
    pub of_office: i64,
    /// Of which nobody is in charge.
    #[diesel(sql_type = BigInt)]
    pub unassigned: i64,
    /// On which something is due today.
    #[diesel(sql_type = BigInt)]
    pub due_today: i64,
    /// On which something is overdue.
    #[diesel(sql_type = BigInt)]
    pub late: i64,
    /// That wait for who presented them.
    #[diesel(sql_type = BigInt)]
    pub waiting_for_citizen: i64,
}

/// Counts the open cases of each work list, in one query that reads the open cases alone.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn work(
    conn: &mut Conn,
    administration: &AdministrationCode,
    whose: &Whose<'_>,
) -> Result<Work, StoreError> {
    let any = |office: Option<&Code>| office.map_or_else(String::new, Code::to_string);
    let counted = diesel::sql_query(counting()?)
        .bind::<Text, _>(whose.subject)
        .bind::<Text, _>(any(whose.office))
        .bind::<Instant, _>(At(whose.day_from))
        .bind::<Instant, _>(At(whose.day_until))
        .bind::<Instant, _>(At(whose.late_before))
        .bind::<Text, _>(words::write(&WaitingFor::Citizen)?)
        .bind::<Text, _>(administration.as_str())
        .bind::<Text, _>(any(whose.confined_to));
    Ok(counted.get_result(conn)?)
}

/// The query. Its values are numbered in the order in which they stand.
fn counting() -> Result<String, StoreError> {
    let open: Vec<String> = Status::ALL
        .iter()
        .filter(|status| status.is_open())
        .map(|status| Ok(format!("'{}'", words::write(status)?)))
        .collect::<Result<_, StoreError>>()?;
    Ok(format!(
        "SELECT count(*) FILTER (WHERE assignee = $1) AS mine, \
         count(*) FILTER (WHERE office = $2) AS of_office, \
         count(*) FILTER (WHERE assignee IS NULL) AS unassigned, \
         count(*) FILTER (WHERE next_due_at >= $3 AND next_due_at < $4) AS due_today, \
         count(*) FILTER (WHERE next_due_at < $5) AS late, \
         count(*) FILTER (WHERE waiting_for = $6) AS waiting_for_citizen \
         FROM cases WHERE administration = $7 AND status IN ({}) AND ($8 = '' OR office = $8)",
        open.join(", ")
    ))
}
