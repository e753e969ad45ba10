//! Rows of several tables, added at once.
//!
//! To PostgreSQL each statement is a way and back, so that all rows go in one: it checks what refers to what when the statement
//! ends, so that their order does not matter. SQLite is no way off, and a cluster takes no such statement; there they are added
//! table by table.

mod fragments;

use crate::alarms::Row as AlarmRow;
use crate::alarms::columns::alarms;
use crate::audit::Row as AuditRow;
use crate::audit::audit_entries;
use crate::cases::{CaseRow, NewDeadline, NewEvent};
use crate::connection::AnyConnection;
use crate::db::Conn;
use crate::error::StoreError;
use crate::idempotency::{KeyRow, repeatable_requests};
use crate::kept;
use crate::messages::Row as MessageRow;
use crate::messages::columns::messages;
use crate::pending::Told;
use crate::protocol::EntryRow;
use crate::reporters::Row as ReporterRow;
use crate::schema::{case_events, cases, deadlines, protocol_entries, reporters};
use crate::search::NewWords;
use crate::settled::{AddedCounts, USUAL};
use crate::{dialect, direct};
use cartaviva_domain::codes::AdministrationCode;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use fragments::{ADVANCED, AddedWords, Advance, AtTheEnd};
pub(crate) use fragments::{AddedFts5, Ending};

/// How many entries of a feed are told in one statement with the counts: more have statements of their own, of few texts.
const FEW: usize = 6;

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
            direct::execute(conn, diesel::insert_into(cases::table).values(case))?;
        }
        for reporter in &self.reporters {
            direct::execute(conn, diesel::insert_into(reporters::table).values(reporter))?;
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
            direct::execute(conn, diesel::insert_into(protocol_entries::table).values(entry))?;
        }
        for entry in &self.audit {
            direct::execute(conn, diesel::insert_into(audit_entries::table).values(entry))?;
        }
        for key in &self.keys {
            direct::execute(conn, diesel::insert_into(repeatable_requests::table).values(key))?;
        }
        Ok(())
    }

    /// The statements of their tables.
    fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let rows = &mut parts;
        each(rows, "case_added", &self.cases, |row| {
            Box::new(diesel::insert_into(cases::table).values(row))
        });
        each(rows, "reporter_added", &self.reporters, |row| {
            Box::new(diesel::insert_into(reporters::table).values(row))
        });
        each(rows, "deadline_added", &self.deadlines, |row| {
            Box::new(diesel::insert_into(deadlines::table).values(row))
        });
        rows.extend(part("words_added", &self.words, |rows| {
            Box::new(AddedWords::of(rows))
        }));
        each(rows, "alarm_added", &self.alarms, |row| {
            Box::new(diesel::insert_into(alarms::table).values(row))
        });
        each(rows, "event_added", &self.events, |row| {
            Box::new(diesel::insert_into(case_events::table).values(row))
        });
        each(rows, "message_added", &self.messages, |row| {
            Box::new(diesel::insert_into(messages::table).values(row))
        });
        each(rows, "entry_added", &self.entries, |row| {
            Box::new(diesel::insert_into(protocol_entries::table).values(row))
        });
        each(rows, "audit_added", &self.audit, |row| {
            Box::new(diesel::insert_into(audit_entries::table).values(row))
        });
        each(rows, "key_added", &self.keys, |row| {
            Box::new(diesel::insert_into(repeatable_requests::table).values(row))
        });
        parts
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
            parts.extend(told.ends.iter().map(|(year, end)| Part {
                called: "register_ended",
                place: 0,
                statement: Box::new(Ending::of(administration, *year, end)),
            }));
            let added = AddedCounts::of(administration, &counts);
            parts.extend(part("counts_moved", &counts, |_| Box::new(added)));
            parts.push(Part {
                called: ADVANCED,
                place: 0,
                statement: Box::new(Advance::of(administration, &told.entries)?),
            });
            parts.push(Part {
                called: "told",
                place: 0,
                statement: Box::new(AtTheEnd::of(administration, &told.entries)),
            });
            AtOnce(parts).perform(inner)?;
            Ok(true)
        }
        _ => rows.add(conn).map(|()| false),
    }
}

/// A statement without the end.
type Fragment<'a> = Box<dyn QueryFragment<Pg> + 'a>;

/// A statement among others, by what it is called there.
struct Part<'a> {
    called: &'static str,
    /// How many before it are called the same.
    place: usize,
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
        place: 0,
        statement: statement(rows),
    })
}

/// A statement for each row: one for several of them is not kept prepared.
fn each<'a, R>(
    parts: &mut Vec<Part<'a>>,
    called: &'static str,
    rows: &'a [R],
    statement: impl Fn(&'a R) -> Fragment<'a>,
) {
    parts.extend(rows.iter().enumerate().map(|(place, row)| Part {
        called,
        place,
        statement: statement(row),
    }));
}

/// Several statements in one, none of which reads what another one adds. Its text is one of a few, as what a case is made of
/// differs little, and so is kept prepared, as long as none of its parts says that it may be any.
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
            if part.place > 0 {
                out.push_sql(&format!("_{}", part.place));
            }
            out.push_sql(" AS (");
            part.statement.walk_ast(out.reborrow())?;
            out.push_sql(")");
        }
        if !before.is_empty() {
            out.push_sql(" ");
        }
        last.statement.walk_ast(out)
    }
}

impl QueryId for AtOnce<'_> {
    type QueryId = ();
    /// It is known by its text.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for AtOnce<'_> {}
