//! Statements, or parts of one, that are no plain addition of a row. What diesel would make of them it never keeps prepared.

use super::NewWords;
use crate::dialect;
use crate::error::StoreError;
use crate::feed::Row as FeedRow;
use crate::search::Words;
use crate::sql_types::{At, DbId, Document, Id, Instant};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::feed::Entry;
use cartaviva_domain::protocol::RegisterEnd;
use diesel::backend::Backend;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Binary, HasSqlType, Integer, Nullable, Text};
use diesel::sqlite::Sqlite;

/// Keeps where a register ends.
pub(crate) struct Ending<'a> {
    administration: &'a str,
    year: i32,
    end: &'a RegisterEnd,
    at: Option<At>,
}

impl<'a> Ending<'a> {
    pub(crate) fn of(administration: &'a AdministrationCode, year: i32, end: &'a RegisterEnd) -> Self {
        Self {
            administration: administration.as_str(),
            year,
            end,
            at: end.at.map(At),
        }
    }
}

impl<DB> QueryFragment<DB> for Ending<'_>
where
    DB: Backend
        + HasSqlType<Text>
        + HasSqlType<Integer>
        + HasSqlType<BigInt>
        + HasSqlType<Binary>
        + HasSqlType<Instant>,
    str: ToSql<Text, DB>,
    i32: ToSql<Integer, DB>,
    i64: ToSql<BigInt, DB>,
    [u8]: ToSql<Binary, DB>,
    At: ToSql<Instant, DB>,
    Option<At>: ToSql<Nullable<Instant>, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("UPDATE registers SET last_number = ");
        out.push_bind_param::<BigInt, _>(&self.end.number)?;
        out.push_sql(", last_hash = ");
        out.push_bind_param::<Binary, _>(self.end.hash.as_slice())?;
        out.push_sql(", last_at = ");
        out.push_bind_param::<Nullable<Instant>, _>(&self.at)?;
        out.push_sql(" WHERE administration = ");
        out.push_bind_param::<Text, _>(self.administration)?;
        out.push_sql(" AND year = ");
        out.push_bind_param::<Integer, _>(&self.year)?;
        Ok(())
    }
}

impl QueryId for Ending<'_> {
    type QueryId = Ending<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

/// What the count of a feed is called where it was counted on.
pub(super) const ADVANCED: &str = "advanced";

/// Counts a feed on, and begins it with its first entry.
pub(super) struct Advance<'a> {
    administration: &'a str,
    count: i64,
}

impl<'a> Advance<'a> {
    pub(super) fn of(administration: &'a AdministrationCode, entries: &[Entry]) -> Result<Self, StoreError> {
        Ok(Self {
            administration: administration.as_str(),
            count: i64::try_from(entries.len()).map_err(StoreError::corrupt)?,
        })
    }
}

impl QueryFragment<Pg> for Advance<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("INSERT INTO feeds (administration, last_position) VALUES (");
        out.push_bind_param::<Text, _>(self.administration)?;
        out.push_sql(", ");
        out.push_bind_param::<BigInt, _>(&self.count)?;
        out.push_sql(
            ") ON CONFLICT (administration) DO UPDATE \
             SET last_position = feeds.last_position + excluded.last_position RETURNING last_position",
        );
        Ok(())
    }
}

/// Entries at the end of a feed that was counted on by their number; the place of each is how many come after it.
pub(super) struct AtTheEnd(Vec<FeedRow>);

impl AtTheEnd {
    pub(super) fn of(administration: &AdministrationCode, entries: &[Entry]) -> Self {
        let from_the_end = (0..).zip(entries.iter().rev());
        let rows = from_the_end.map(|(after, entry)| FeedRow::of(administration, after, entry));
        Self(rows.collect())
    }
}

impl QueryFragment<Pg> for AtTheEnd {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql(
            "INSERT INTO feed (administration, position, id, kind, case_id, charter, office, data, occurred_at, \
             recorded_at) VALUES ",
        );
        for (place, row) in self.0.iter().enumerate() {
            out.push_sql(if place == 0 { "(" } else { ", (" });
            out.push_bind_param::<Text, _>(&row.administration)?;
            out.push_sql(", (SELECT last_position FROM ");
            out.push_sql(ADVANCED);
            out.push_sql(") - ");
            out.push_bind_param::<BigInt, _>(&row.position)?;
            out.push_sql(", ");
            out.push_bind_param::<Id, _>(&row.id)?;
            out.push_sql(", ");
            out.push_bind_param::<Text, _>(&row.kind)?;
            out.push_sql(", ");
            out.push_bind_param::<Nullable<Id>, _>(&row.case_id)?;
            for text in [&row.charter, &row.office] {
                out.push_sql(", ");
                out.push_bind_param::<Nullable<Text>, _>(text)?;
            }
            out.push_sql(", ");
            out.push_bind_param::<Document, _>(&row.data)?;
            for at in [&row.occurred_at, &row.recorded_at] {
                out.push_sql(", ");
                out.push_bind_param::<Instant, _>(at)?;
            }
            out.push_sql(")");
        }
        Ok(())
    }
}

/// The words of cases that had none, as PostgreSQL keeps them: the administration, the case, the vector.
pub(super) struct AddedWords(Vec<(String, DbId, String)>);

impl AddedWords {
    pub(super) fn of(rows: &[NewWords]) -> Self {
        let row = |new: &NewWords| {
            let vector = dialect::tsvector(&new.administration, &new.words);
            (new.administration.to_string(), DbId(new.case.0), vector)
        };
        Self(rows.iter().map(row).collect())
    }
}

impl QueryFragment<Pg> for AddedWords {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("INSERT INTO case_words (administration, case_id, words) VALUES ");
        for (place, (administration, case, vector)) in self.0.iter().enumerate() {
            out.push_sql(if place == 0 { "(" } else { ", (" });
            out.push_bind_param::<Text, _>(administration)?;
            out.push_sql(", ");
            out.push_bind_param::<Id, _>(case)?;
            out.push_sql(", CAST(");
            out.push_bind_param::<Text, _>(vector)?;
            out.push_sql(" AS tsvector))");
        }
        Ok(())
    }
}

/// The words of a case that had none, as SQLite keeps them: the administration, the case, words and stems.
pub(crate) struct AddedFts5([String; 4]);

impl AddedFts5 {
    pub(crate) fn of(administration: &AdministrationCode, case: CaseId, words: &Words) -> Self {
        let joined = |words: Vec<&str>| words.join(" ");
        Self([
            administration.to_string(),
            case.0.simple().to_string(),
            joined(words.iter().map(|(word, _)| word).collect()),
            joined(words.iter().filter_map(|(_, stem)| stem).collect()),
        ])
    }
}

impl QueryFragment<Sqlite> for AddedFts5 {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("INSERT INTO case_words (administration, case_id, words, stems) VALUES (");
        for (place, text) in self.0.iter().enumerate() {
            out.push_sql(if place == 0 { "" } else { ", " });
            out.push_bind_param::<Text, _>(text)?;
        }
        out.push_sql(")");
        Ok(())
    }
}

impl QueryId for AddedFts5 {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<C> RunQueryDsl<C> for AddedFts5 {}
