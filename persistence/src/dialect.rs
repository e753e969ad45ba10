//! The only place that knows that there are two databases.

use crate::alarms::Row as AlarmRow;
use crate::alarms::columns::alarms;
use crate::at_once::AddedFts5;
use crate::cases::{NewDeadline, NewEvent};
use crate::connection::AnyConnection;
use crate::feed::Row as FeedRow;
use crate::messages::Row as MessageRow;
use crate::messages::columns::messages;
use crate::prepared::Prepared;
use crate::protocol::protocol_systems;
use crate::schema::{case_events, cases, deadlines, feed, registers};
use crate::search::{Query, Term, Words};
use crate::settled::AddedCounts;
use crate::sql_types::{At, DbId, Id};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::connection::AnsiTransactionManager;
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

/// Whether the database is a server, to which each statement is a way and back.
pub(crate) fn has_a_server(connection: &AnyConnection) -> bool {
    matches!(connection, AnyConnection::Postgres(_))
}

/// Whether the tables are spread over a cluster (Citus), which takes no statement that adds to several of them.
pub(crate) fn is_cluster(connection: &mut AnyConnection) -> QueryResult<bool> {
    let AnyConnection::Postgres(inner) = connection else {
        return Ok(false);
    };
    let found = diesel::sql_query("SELECT 1 FROM pg_extension WHERE extname = 'citus'").execute(inner)?;
    Ok(found > 0)
}

/// Begins a transaction that only reads: one consistent view.
pub(crate) fn begin_read(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
            inner,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        AnyConnection::Sqlite(inner) => AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN"),
    }
}

/// Begins a transaction that only reads from a replica. Whoever asked waits less than two seconds: what takes longer is given up.
pub(crate) fn begin_read_on_replica(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
            inner,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = '2s'",
        ),
        AnyConnection::Sqlite(_) => begin_read(connection),
    }
}

/// Whether the database is a replica, which follows another one.
pub(crate) fn follows_another(connection: &mut AnyConnection) -> QueryResult<bool> {
    match connection {
        AnyConnection::Postgres(inner) => {
            diesel::select(sql::<Bool>("pg_is_in_recovery()")).get_result(inner)
        }
        AnyConnection::Sqlite(_) => Ok(false),
    }
}

/// Begins a transaction that writes. Who waits too long for what another transaction holds gives up (3 seconds, as long as for
/// a connection), so that one that never ends does not keep every connection. On SQLite it takes the write lock at once: a
/// transaction that reads first and writes later fails when another wrote in between.
pub(crate) fn begin_write(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN; SET LOCAL lock_timeout = '3s'")
        }
        AnyConnection::Sqlite(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE")
        }
    }
}

/// Keeps the words of a case in the place of those it had.
pub(crate) fn keep_words(
    connection: &mut AnyConnection,
    administration: &AdministrationCode,
    case: CaseId,
    words: &Words,
) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => {
            let keep = diesel::sql_query(
                "INSERT INTO case_words (administration, case_id, words) VALUES ($1, $2, CAST($3 AS tsvector)) \
                 ON CONFLICT (administration, case_id) DO UPDATE SET words = excluded.words",
            )
            .bind::<Text, _>(administration.as_str())
            .bind::<Id, _>(DbId(case.0))
            .bind::<Text, _>(tsvector(administration, words));
            Prepared(keep).execute(inner)?;
        }
        AnyConnection::Sqlite(inner) => {
            let id = case.0.simple().to_string();
            let before = diesel::sql_query("DELETE FROM case_words WHERE case_words MATCH ?")
                .bind::<Text, _>(format!(
                    "administration : \"{administration}\" AND case_id : \"{id}\""
                ));
            before.execute(inner)?;
            add_fts5(inner, administration, case, words)?;
        }
    }
    Ok(())
}

/// Adds the words of a case that had none to the table of FTS5.
pub(crate) fn add_fts5(
    connection: &mut SqliteConnection,
    administration: &AdministrationCode,
    case: CaseId,
    words: &Words,
) -> QueryResult<()> {
    AddedFts5::of(administration, case, words)
        .execute(connection)
        .map(drop)
}

/// The last number of a register, the hash of its last entry, and its moment.
pub(crate) type EndRow = (i64, Vec<u8>, Option<At>);

/// Where a register ends, which is locked until the transaction ends; none where it is not open yet and, unless that does not
/// matter, where documents are deferred.
pub(crate) fn lock_register(
    connection: &mut AnyConnection,
    administration: &str,
    year: i32,
    whatever_is_deferred: bool,
) -> QueryResult<Option<EndRow>> {
    let deferring = protocol_systems::table
        .filter(protocol_systems::administration.eq(administration))
        .filter(protocol_systems::defers.eq(true));
    let query = registers::table
        .find((administration, year))
        .filter(not(exists(deferring)).or(whatever_is_deferred.into_sql::<Bool>()))
        .select((registers::last_number, registers::last_hash, registers::last_at));
    match connection {
        AnyConnection::Postgres(inner) => query.for_no_key_update().first(inner).optional(),
        AnyConnection::Sqlite(inner) => query.first(inner).optional(),
    }
}

/// A condition on a case: SQL before and after the one value that it binds.
pub(crate) struct Matching {
    /// What stands before the value.
    pub(crate) before: &'static str,
    /// The value.
    pub(crate) value: String,
    /// What stands after it.
    pub(crate) after: &'static str,
}

/// The condition that a case holds what is looked for.
pub(crate) fn matching(
    connection: &AnyConnection,
    administration: &AdministrationCode,
    query: &Query,
) -> Matching {
    match connection {
        AnyConnection::Postgres(_) => Matching {
            before: "EXISTS (SELECT 1 FROM case_words WHERE case_words.administration = cases.administration \
                     AND case_words.case_id = cases.id AND case_words.words @@ CAST(",
            value: tsquery(administration, query),
            after: " AS tsquery))",
        },
        AnyConnection::Sqlite(_) => Matching {
            before: "cases.id IN (SELECT unhex(case_words.case_id) FROM case_words WHERE case_words MATCH ",
            value: fts5(administration, query),
            after: ")",
        },
    }
}

/// The words as PostgreSQL reads a `tsvector`: each with its place, its stem behind a `~`, the administration behind an `@`.
pub(crate) fn tsvector(administration: &AdministrationCode, words: &Words) -> String {
    let mut vector = format!("'@{administration}'");
    for (place, (word, stem)) in (1_u32..).zip(words.iter()) {
        vector.push_str(&format!(" '{word}':{place}"));
        if let Some(stem) = stem {
            vector.push_str(&format!(" '~{stem}'"));
        }
    }
    vector
}

/// What is looked for, as PostgreSQL reads a `tsquery`. Words are letters and digits, so that nothing breaks out of the quotes.
fn tsquery(administration: &AdministrationCode, query: &Query) -> String {
    let term = |term: &Term| match term {
        Term::Stem(stem) => format!("'~{stem}'"),
        Term::Phrase(words) => format!("('{}')", words.join("' <-> '")),
        Term::Prefix(begin) => format!("'{begin}':*"),
    };
    let wanted = query.wanted().iter().map(term);
    let unwanted = query
        .unwanted()
        .iter()
        .map(|unwanted| format!("!{}", term(unwanted)));
    let terms: Vec<_> = [format!("'@{administration}'")]
        .into_iter()
        .chain(wanted)
        .chain(unwanted)
        .collect();
    terms.join(" & ")
}

/// What is looked for, as FTS5 reads a query. Words are letters and digits, so that nothing breaks out of the quotes.
fn fts5(administration: &AdministrationCode, query: &Query) -> String {
    let term = |term: &Term| match term {
        Term::Stem(stem) => format!("stems : \"{stem}\""),
        Term::Phrase(words) => format!("words : \"{}\"", words.join(" ")),
        Term::Prefix(begin) => format!("words : \"{begin}\" *"),
    };
    let wanted: Vec<_> = [format!("administration : \"{administration}\"")]
        .into_iter()
        .chain(query.wanted().iter().map(term))
        .collect();
    let unwanted: Vec<_> = query.unwanted().iter().map(term).collect();
    let wanted = wanted.join(" AND ");
    if unwanted.is_empty() {
        wanted
    } else {
        format!("({wanted}) NOT ({})", unwanted.join(" OR "))
    }
}

/// Locks a case until the transaction ends, unless somebody else has it: whether it is locked. On SQLite the transaction
/// has the whole file.
pub(crate) fn lock_case(connection: &mut AnyConnection, administration: &str, id: DbId) -> QueryResult<bool> {
    let query = cases::table.find((administration, id)).select(cases::id);
    let found: Option<DbId> = match connection {
        AnyConnection::Postgres(inner) => query.for_update().skip_locked().first(inner).optional()?,
        AnyConnection::Sqlite(inner) => query.first(inner).optional()?,
    };
    Ok(found.is_some())
}

/// The texts of the cases after one, in the order of their ids, which nobody changes until the transaction ends. Where somebody
/// just does it fails: whoever waited here could be waited for in a ring.
pub(crate) fn texts_of_cases(
    connection: &mut AnyConnection,
    administration: &str,
    after: DbId,
    limit: i64,
) -> QueryResult<Vec<(DbId, String, String)>> {
    let query = cases::table
        .filter(cases::administration.eq(administration))
        .filter(cases::id.gt(after))
        .order(cases::id)
        .limit(limit)
        .select((cases::id, cases::subject, cases::description));
    match connection {
        AnyConnection::Postgres(inner) => query.for_share().no_wait().load(inner),
        AnyConnection::Sqlite(inner) => query.load(inner),
    }
}

/// Locks an alarm that waits until the transaction ends, unless somebody else has it: whether it is locked.
pub(crate) fn lock_alarm(
    connection: &mut AnyConnection,
    administration: &str,
    key: &str,
) -> QueryResult<bool> {
    let waits = alarms::fired_at.is_null().and(alarms::skipped_at.is_null());
    let query = alarms::table
        .find((administration, key))
        .filter(waits)
        .select(alarms::key);
    let found: Option<String> = match connection {
        AnyConnection::Postgres(inner) => query.for_update().skip_locked().first(inner).optional()?,
        AnyConnection::Sqlite(inner) => query.first(inner).optional()?,
    };
    Ok(found.is_some())
}

/// Adds alarms.
pub(crate) fn add_alarms(connection: &mut AnyConnection, rows: &[AlarmRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => added(rows, |rows| {
            Prepared(diesel::insert_into(alarms::table).values(rows)).execute(inner)
        }),
        AnyConnection::Sqlite(inner) => rows.iter().try_for_each(|row| {
            let statement = diesel::insert_into(alarms::table).values(row);
            statement.execute(inner).map(drop)
        }),
    }
}

/// Adds messages.
pub(crate) fn add_messages(connection: &mut AnyConnection, rows: &[MessageRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => added(rows, |rows| {
            Prepared(diesel::insert_into(messages::table).values(rows)).execute(inner)
        }),
        AnyConnection::Sqlite(inner) => rows.iter().try_for_each(|row| {
            let statement = diesel::insert_into(messages::table).values(row);
            statement.execute(inner).map(drop)
        }),
    }
}

/// Adds the deadlines of a case.
pub(crate) fn add_deadlines(connection: &mut AnyConnection, rows: &[NewDeadline]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => added(rows, |rows| {
            Prepared(diesel::insert_into(deadlines::table).values(rows)).execute(inner)
        }),
        AnyConnection::Sqlite(inner) => rows.iter().try_for_each(|row| {
            let statement = diesel::insert_into(deadlines::table).values(row);
            statement.execute(inner).map(drop)
        }),
    }
}

/// Adds events.
pub(crate) fn add_events(connection: &mut AnyConnection, rows: &[NewEvent]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => added(rows, |rows| {
            Prepared(diesel::insert_into(case_events::table).values(rows)).execute(inner)
        }),
        AnyConnection::Sqlite(inner) => rows.iter().try_for_each(|row| {
            let statement = diesel::insert_into(case_events::table).values(row);
            statement.execute(inner).map(drop)
        }),
    }
}

/// Adds entries of feeds.
pub(crate) fn add_entries(connection: &mut AnyConnection, rows: &[FeedRow]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(inner) => added(rows, |rows| {
            Prepared(diesel::insert_into(feed::table).values(rows)).execute(inner)
        }),
        AnyConnection::Sqlite(inner) => rows.iter().try_for_each(|row| {
            let statement = diesel::insert_into(feed::table).values(row);
            statement.execute(inner).map(drop)
        }),
    }
}

/// Adds rows, so many at a time that the texts of the statements are few: each is kept prepared.
fn added<T>(mut rows: &[T], mut add: impl FnMut(&[T]) -> QueryResult<usize>) -> QueryResult<()> {
    const AT_A_TIME: [usize; 6] = [32, 8, 4, 3, 2, 1];
    while !rows.is_empty() {
        let most = AT_A_TIME.into_iter().find(|most| *most <= rows.len());
        let (now, later) = rows.split_at(most.unwrap_or(1));
        add(now)?;
        rows = later;
    }
    Ok(())
}

/// Adds to counts of what was settled.
pub(crate) fn add_counts(connection: &mut AnyConnection, added: AddedCounts<'_>) -> QueryResult<usize> {
    match connection {
        AnyConnection::Postgres(inner) => added.execute(inner),
        AnyConnection::Sqlite(inner) => added.execute(inner),
    }
}

/// Every settlement that there is, by its month and by its day: what the counts of them are sums of.
pub(crate) fn counted_anew(connection: &AnyConnection) -> String {
    let buckets = match connection {
        AnyConnection::Postgres(_) => [
            "to_char(settles_at AT TIME ZONE 'UTC', 'YYYY-MM')",
            "to_char(settles_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
        ],
        AnyConnection::Sqlite(_) => [
            "strftime('%Y-%m', settles_at / 1000000, 'unixepoch')",
            "strftime('%Y-%m-%d', settles_at / 1000000, 'unixepoch')",
        ],
    };
    let of_both = buckets.map(|bucket| {
        format!(
            "SELECT administration, procedure_code, term, {bucket} AS bucket, kept, COALESCE(took, -1) AS took \
             FROM deadlines WHERE settles_at IS NOT NULL \
             UNION ALL SELECT administration, procedure_code, '', {bucket}, upheld, -1 \
             FROM cases WHERE settles_at IS NOT NULL"
        )
    });
    of_both.join(" UNION ALL ")
}
