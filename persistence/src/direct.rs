//! Asking the connection itself.
//!
//! Through [`AnyConnection`] diesel writes the text of a statement anew each time that it runs, even of one that is kept
//! prepared. What every request asks goes to the connection that there is: there it is known by its type.

use crate::connection::AnyConnection;
use diesel::prelude::*;
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::sqlite::Sqlite;

/// All rows.
pub(crate) fn rows<'query, Q, R>(conn: &mut AnyConnection, query: Q) -> QueryResult<Vec<R>>
where
    Q: LoadQuery<'query, PgConnection, R> + LoadQuery<'query, SqliteConnection, R>,
{
    match conn {
        AnyConnection::Postgres(inner) => RunQueryDsl::<PgConnection>::load(query, inner),
        AnyConnection::Sqlite(inner) => RunQueryDsl::<SqliteConnection>::load(query, inner),
    }
}

/// The one row that there is, of a key.
pub(crate) fn row<'query, Q, R>(conn: &mut AnyConnection, query: Q) -> QueryResult<Option<R>>
where
    Q: LoadQuery<'query, PgConnection, R> + LoadQuery<'query, SqliteConnection, R>,
{
    match conn {
        AnyConnection::Postgres(inner) => RunQueryDsl::<PgConnection>::get_result(query, inner),
        AnyConnection::Sqlite(inner) => RunQueryDsl::<SqliteConnection>::get_result(query, inner),
    }
    .optional()
}

/// How many rows a statement changed.
pub(crate) fn execute<Q>(conn: &mut AnyConnection, statement: Q) -> QueryResult<usize>
where
    Q: ExecuteDsl<PgConnection> + ExecuteDsl<SqliteConnection>,
{
    match conn {
        AnyConnection::Postgres(inner) => ExecuteDsl::execute(statement, inner),
        AnyConnection::Sqlite(inner) => ExecuteDsl::execute(statement, inner),
    }
}

/// The columns of a row, which are the same on both databases.
pub(crate) fn columns<R: Selectable<Sqlite>>() -> R::SelectExpression {
    R::construct_selection()
}
