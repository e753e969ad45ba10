//! Rows of several tables, added at once.
//!
//! To PostgreSQL each statement is a way and back, so that all rows go in one: it checks what refers to what when the statement
//! ends, so that their order does not matter. SQLite is no way off, and a cluster takes no such statement; there they are added
//! table by table.

use crate::alarms::Row as AlarmRow;
use crate::alarms::columns::alarms;
use crate::audit::Row as AuditRow;
use crate::audit::audit_entries;
use crate::cases::{CaseRow, NewDeadline, NewEvent};
use crate::connection::AnyConnection;
use crate::db::Conn;
use crate::dialect;
use crate::error::StoreError;
use crate::feed::Row as FeedRow;
use crate::idempotency::{KeyRow, repeatable_requests};
use crate::kept;
use crate::messages::Row as MessageRow;
use crate::messages::columns::messages;
use crate::pending::Told;
use crate::protocol::EntryRow;
use crate::reporters::Row as ReporterRow;
use crate::schema::{case_events, cases, deadlines, protocol_entries, registers, reporters};
use crate::search::NewWords;
use crate::settled::{AddedCounts, USUAL};
use crate::sql_types::{At, DbId, Document, Id, Instant};
use cartaviva_domain::codes::AdministrationCode;
use cartaviva_domain::feed::Entry;
use cartaviva_domain::protocol::RegisterEnd;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Nullable, Text};

/// How many entries of a feed are told in one statement with the counts: more have statements of their own, of few texts.
const FEW: usize = 16;

/// Rows that are added.
#[derive(Default)]
pub(crate) struct Rows {
    /// Cases.
    pub(crate) cases: Vec<CaseRow>,
    /// Who presented them.
    pub(crate) reporters: Vec<ReporterRow>,
    /// Their deadlines.
    pub(crate) deadlines: Vec<NewDeadline>,
    /// The words by which they are found; they had none before.
    pub(crate) words: Vec<NewWords>,
    /// What is to happen by itself.
    pub(crate) alarms: Vec<AlarmRow>,
    /// What happened.
    pub(crate) events: Vec<NewEvent>,
    /// What is to be sent.
    pub(crate) messages: Vec<MessageRow>,
    /// Entries of protocol registers.
    pub(crate) entries: Vec<EntryRow>,
    /// Entries of audit logs.
    pub(crate) audit: Vec<AuditRow>,
    /// Requests that may be repeated.
    pub(crate) keys: Vec<KeyRow>,
}

impl Rows {
    /// These, and later ones.
    pub(crate) fn extend(&mut self, later: Self) {
        self.cases.extend(later.cases);
        self.reporters.extend(later.reporters);
        self.deadlines.extend(later.deadlines);
        self.words.extend(later.words);
        self.alarms.extend(later.alarms);
        self.events.extend(later.events);
        self.messages.extend(later.messages);
        self.entries.extend(later.entries);
        self.audit.extend(later.audit);
        self.keys.extend(later.keys);
    }

    /// Adds them.
    pub(crate) fn add(&self, conn: &mut Conn) -> Result<(), StoreError> {
        match conn {
            AnyConnection::Postgres(inner) if !kept::is_cluster() => AtOnce(self.parts()).perform(inner)?,
            _ => self.add_in_order(conn)?,
        }
        Ok(())
    }

    fn add_in_order(&self, conn: &mut Conn) -> QueryResult<()> {
        for case in &self.cases {
            diesel::insert_into(cases::table).values(case).execute(conn)?;
        }
        for reporter in &self.reporters {
            diesel::insert_into(reporters::table)
                .values(reporter)
                .execute(conn)?;
        }
        dialect::add_deadlines(conn, &self.deadlines)?;
        match conn {
            AnyConnection::Sqlite(inner) => {
                for new in &self.words {
                    dialect::add_fts5(inner, &new.administration, new.case, &new.words)?;
                }
            }
            AnyConnection::Postgres(inner) => {
                let words = part("words_added", &self.words, |rows| Box::new(AddedWords::of(rows)));
                AtOnce(Vec::from_iter(words)).perform(inner)?;
            }
        }
        dialect::add_alarms(conn, &self.alarms)?;
        dialect::add_events(conn, &self.events)?;
        dialect::add_messages(conn, &self.messages)?;
        for entry in &self.entries {
            diesel::insert_into(protocol_entries::table)
                .values(entry)
                .execute(conn)?;
        }
        for entry in &self.audit {
            diesel::insert_into(audit_entries::table)
                .values(entry)
                .execute(conn)?;
        }
        for key in &self.keys {
            diesel::insert_into(repeatable_requests::table)
                .values(key)
                .execute(conn)?;
        }
        Ok(())
    }

    /// The statement of each table that has some.
    fn parts(&self) -> Vec<Part<'_>> {
        let parts = [
            part("cases_added", &self.cases, |rows| {
                Box::new(diesel::insert_into(cases::table).values(rows))
            }),
            part("reporters_added", &self.reporters, |rows| {
                Box::new(diesel::insert_into(reporters::table).values(rows))
            }),
            part("deadlines_added", &self.deadlines, |rows| {
                Box::new(diesel::insert_into(deadlines::table).values(rows))
            }),
            part("words_added", &self.words, |rows| Box::new(AddedWords::of(rows))),
            part("alarms_added", &self.alarms, |rows| {
                Box::new(diesel::insert_into(alarms::table).values(rows))
            }),
            part("events_added", &self.events, |rows| {
                Box::new(diesel::insert_into(case_events::table).values(rows))
            }),
            part("messages_added", &self.messages, |rows| {
                Box::new(diesel::insert_into(messages::table).values(rows))
            }),
            part("entries_added", &self.entries, |rows| {
                Box::new(diesel::insert_into(protocol_entries::table).values(rows))
            }),
            part("audit_added", &self.audit, |rows| {
                Box::new(diesel::insert_into(audit_entries::table).values(rows))
            }),
            part("keys_added", &self.keys, |rows| {
                Box::new(diesel::insert_into(repeatable_requests::table).values(rows))
            }),
        ];
        parts.into_iter().flatten().collect()
    }
}

/// Tells what happened in an administration, where that is little, in one statement: with the rows, where its registers end,
/// the next places of its feed, and what moves among its counts. Whether it did; the rows are added in either case.
///
/// The feed is locked first, and the counts after it.
pub(crate) fn tell(
    conn: &mut Conn,
    rows: &Rows,
    administration: &AdministrationCode,
    told: &Told,
) -> Result<bool, StoreError> {
    let counts = told.moves.moved();
    let few = (1..=FEW).contains(&told.entries.len()) && counts.len() <= USUAL && told.ends.len() <= 1;
    match conn {
        AnyConnection::Postgres(inner) if few && !kept::is_cluster() => {
            let mut parts = rows.parts();
            parts.extend(
                told.ends
                    .iter()
                    .map(|(year, end)| ending(administration, *year, end)),
            );
            let added = AddedCounts::of(administration, &counts);
            parts.extend(part("counts_moved", &counts, |_| Box::new(added)));
            parts.push(Part {
                called: ADVANCED,
                statement: Box::new(Advance::of(administration, &told.entries)?),
            });
            parts.push(Part {
                called: "told",
                statement: Box::new(AtTheEnd::of(administration, &told.entries)),
            });
            AtOnce(parts).perform(inner)?;
            Ok(true)
        }
        _ => rows.add(conn).map(|()| false),
    }
}

/// Keeps where a register ends.
fn ending<'a>(administration: &'a AdministrationCode, year: i32, end: &'a RegisterEnd) -> Part<'a> {
    let register = registers::table.find((administration.as_str(), year));
    Part {
        called: "register_ended",
        statement: Box::new(diesel::update(register).set((
            registers::last_number.eq(end.number),
            registers::last_hash.eq(end.hash.as_slice()),
            registers::last_at.eq(end.at.map(At)),
        ))),
    }
}

/// A statement without the end.
type Fragment<'a> = Box<dyn QueryFragment<Pg> + 'a>;

/// A statement among others, by what it is called there.
struct Part<'a> {
    called: &'static str,
    statement: Fragment<'a>,
}

/// The statement for rows, where there are some.
fn part<'a, R>(
    called: &'static str,
    rows: &'a [R],
    statement: impl FnOnce(&'a [R]) -> Fragment<'a>,
) -> Option<Part<'a>> {
    (!rows.is_empty()).then(|| Part {
        called,
        statement: statement(rows),
    })
}

/// Several statements in one, none of which reads what another one adds.
struct AtOnce<'a>(Vec<Part<'a>>);

impl AtOnce<'_> {
    fn perform(self, conn: &mut PgConnection) -> QueryResult<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.execute(conn).map(drop)
    }
}

impl QueryFragment<Pg> for AtOnce<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Some((last, before)) = self.0.split_last() else {
            return Ok(());
        };
        for (place, part) in before.iter().enumerate() {
            out.push_sql(if place == 0 { "WITH " } else { ", " });
            out.push_sql(part.called);
            out.push_sql(" AS (");
            part.statement.walk_ast(out.reborrow())?;
            out.push_sql(")");
        }
        if !before.is_empty() {
            out.push_sql(" ");
        }
        last.statement.walk_ast(out)
    }

    /// Its text is one of a few: what a case is made of differs little.
    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl QueryId for AtOnce<'_> {
    type QueryId = ();
    /// It is known by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for AtOnce<'_> {}

/// What the count of a feed is called where it was counted on.
const ADVANCED: &str = "advanced";

/// Counts a feed on, and begins it with its first entry.
struct Advance<'a> {
    administration: &'a str,
    count: i64,
}

impl<'a> Advance<'a> {
    fn of(administration: &'a AdministrationCode, entries: &[Entry]) -> Result<Self, StoreError> {
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
struct AtTheEnd(Vec<FeedRow>);

impl AtTheEnd {
    fn of(administration: &AdministrationCode, entries: &[Entry]) -> Self {
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
struct AddedWords(Vec<(String, DbId, String)>);

impl AddedWords {
    fn of(rows: &[NewWords]) -> Self {
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
