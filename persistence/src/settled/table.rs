//! The table of the counts.

use cartaviva_domain::codes::AdministrationCode;
use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Text};

diesel::table! {
    settled_counts (administration, procedure_code, term, bucket, kept, took) {
        administration -> Text,
        procedure_code -> Text,
        term -> Text,
        bucket -> Text,
        kept -> Bool,
        took -> BigInt,
        cases -> BigInt,
    }
}

/// What stands for no units: of a term that has not ended, and of a case itself.
pub(super) const NO_UNITS: i64 = -1;

/// What is counted together: the term (`''` of the cases themselves), the month or the day, whether it was kept (of a case:
/// whether it was upheld), and how many units it took.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub(crate) struct Count {
    /// The procedure.
    #[diesel(sql_type = Text)]
    pub(super) procedure_code: String,
    /// The term.
    #[diesel(sql_type = Text)]
    pub(super) term: String,
    /// The month or the day.
    #[diesel(sql_type = Text)]
    pub(super) bucket: String,
    /// Whether it was kept, or upheld.
    #[diesel(sql_type = Bool)]
    pub(super) kept: bool,
    /// The units that it took.
    #[diesel(sql_type = BigInt)]
    pub(super) took: i64,
}

/// How many counts a statement moves whose text is kept ready for the next time: an act moves a few.
pub(crate) const USUAL: usize = 12;

/// Adds to counts, each of which is there or begins with this, in one statement.
#[derive(Clone, Copy)]
pub(crate) struct AddedCounts<'a> {
    /// Whose they are.
    administration: &'a str,
    /// Each once.
    counts: &'a [(Count, i64)],
}

impl<'a> AddedCounts<'a> {
    /// What is added to the counts of an administration.
    pub(crate) fn of(administration: &'a AdministrationCode, counts: &'a [(Count, i64)]) -> Self {
        Self {
            administration: administration.as_str(),
            counts,
        }
    }
}

impl<DB> QueryFragment<DB> for AddedCounts<'_>
where
    DB: Backend + HasSqlType<Text> + HasSqlType<Bool> + HasSqlType<BigInt>,
    str: ToSql<Text, DB>,
    String: ToSql<Text, DB>,
    bool: ToSql<Bool, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.counts.len() > USUAL {
            out.unsafe_to_cache_prepared();
        }
        out.push_sql(
            "INSERT INTO settled_counts (administration, procedure_code, term, bucket, kept, took, cases) VALUES ",
        );
        for (place, (count, added)) in self.counts.iter().enumerate() {
            out.push_sql(if place == 0 { "(" } else { ", (" });
            out.push_bind_param::<Text, _>(self.administration)?;
            for text in [&count.procedure_code, &count.term, &count.bucket] {
                out.push_sql(", ");
                out.push_bind_param::<Text, _>(text)?;
            }
            out.push_sql(", ");
            out.push_bind_param::<Bool, _>(&count.kept)?;
            for number in [&count.took, added] {
                out.push_sql(", ");
                out.push_bind_param::<BigInt, _>(number)?;
            }
            out.push_sql(")");
        }
        out.push_sql(
            " ON CONFLICT (administration, procedure_code, term, bucket, kept, took) \
             DO UPDATE SET cases = settled_counts.cases + excluded.cases",
        );
        Ok(())
    }
}

impl QueryId for AddedCounts<'_> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for AddedCounts<'_> {}
