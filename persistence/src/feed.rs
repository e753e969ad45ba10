//! The feed of each administration: everything that happened, in one order, without gaps.
//!
//! A place in the feed is taken by the last statements before a transaction commits (see [`crate::Db::write`]). The row that
//! counts the places stays locked until then and no longer: whoever reads an entry has every entry before it.

use crate::at_once::{self, Rows};
use crate::db::Conn;
use crate::error::StoreError;
use crate::pending::{self, Held, Told};
use crate::prepared::Prepared;
use crate::schema::{feed, feeds};
use crate::sql_types::{At, DbId, Doc};
use crate::{dialect, direct, protocol, settled};
use cartaviva_domain::cases::Moment;
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, EventId};
use cartaviva_domain::feed::{Data, Entry, Kind, KindPattern, Recorded};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::mem;

/// Adds entries to the feed of an administration, in this order, when the transaction commits.
///
/// # Errors
/// [`StoreError::Database`] outside a transaction that writes.
pub fn append(
    _inside: &mut Conn,
    administration: &AdministrationCode,
    entries: &[Entry],
) -> Result<(), StoreError> {
    pending::hold(administration, entries)
}

/// Of how many entries at most the statement that tells them adds what else is added too: of one write.
const OF_ONE: usize = 4;

/// Gives what a transaction has to tell its places, keeps where its registers end, and moves what was settled among the counts:
/// the last thing it does, when it has added the last rows.
pub(crate) fn settle(conn: &mut Conn, mut rows: Rows, held: Held) -> Result<(), StoreError> {
    if held.values().map(|told| told.entries.len()).sum::<usize>() > OF_ONE {
        mem::take(&mut rows).add(conn)?;
    }
    // In the order of their codes, so that two transactions that tell of several never wait for each other in a ring.
    for (administration, told) in held {
        let last = mem::take(&mut rows);
        if !at_once::tell(conn, &last, &administration, &told)? {
            tell(conn, &administration, told)?;
        }
    }
    rows.add(conn)
}

/// Tells, step by step, what happened in an administration.
fn tell(conn: &mut Conn, administration: &AdministrationCode, told: Told) -> Result<(), StoreError> {
    for (year, end) in told.ends {
        protocol::keep_end(conn, administration, year, &end)?;
    }
    if told.entries.is_empty() && told.moves.are_none() {
        return Ok(());
    }
    let count = i64::try_from(told.entries.len()).map_err(StoreError::corrupt)?;
    let last = advance(conn, administration, count)?;
    let places = (last - count + 1..).zip(&told.entries);
    let rows: Vec<Row> = places
        .map(|(position, entry)| Row::of(administration, position, entry))
        .collect();
    dialect::add_entries(conn, &rows)?;
    settled::apply(conn, administration, &told.moves)
}

/// Locks the count of places until the transaction ends: nobody else tells anything meanwhile.
pub(crate) fn hold_end(conn: &mut Conn, administration: &AdministrationCode) -> Result<(), StoreError> {
    advance(conn, administration, 0).map(drop)
}

/// Takes the next places and locks the count of them; answers the last one taken.
fn advance(conn: &mut Conn, administration: &AdministrationCode, count: i64) -> Result<i64, StoreError> {
    if let Some(last) = counted_on(conn, administration, count)? {
        return Ok(last);
    }
    diesel::sql_query(
        "INSERT INTO feeds (administration, last_position) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(administration.as_str())
    .bind::<BigInt, _>(0)
    .execute(conn)?;
    counted_on(conn, administration, count)?.ok_or_else(|| StoreError::corrupt("a feed that cannot be begun"))
}

fn counted_on(
    conn: &mut Conn,
    administration: &AdministrationCode,
    count: i64,
) -> Result<Option<i64>, StoreError> {
    let counted = diesel::update(feeds::table.find(administration.as_str()))
        .set(feeds::last_position.eq(feeds::last_position + count))
        .returning(feeds::last_position);
    Ok(direct::row(conn, Prepared(counted))?)
}

/// The place of the last entry; 0 where there is none.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn last_position(conn: &mut Conn, administration: &AdministrationCode) -> Result<i64, StoreError> {
    let last: Option<i64> = feeds::table
        .find(administration.as_str())
        .select(feeds::last_position)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// The entries after a place, in their order, of some kinds or of all.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn after(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i64,
    kinds: &KindPattern,
    limit: i64,
) -> Result<Vec<Recorded>, StoreError> {
    let mut query = feed::table
        .filter(feed::administration.eq(administration.as_str().to_owned()))
        .filter(feed::position.gt(position))
        .order(feed::position)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    match kinds.beginning() {
        None => query = query.filter(feed::kind.eq(kinds.as_str().to_owned())),
        Some("") => {}
        // Kinds are made of what sorts before a tilde, so that this is every word with that beginning.
        Some(beginning) => {
            query = query
                .filter(feed::kind.ge(beginning.to_owned()))
                .filter(feed::kind.lt(format!("{beginning}~")));
        }
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Row::recorded).collect()
}

/// The entry at a place.
///
/// # Errors
/// [`StoreError`] when the database fails, or holds no such entry or one that cannot be read.
pub fn at(
    conn: &mut Conn,
    administration: &AdministrationCode,
    position: i64,
) -> Result<Recorded, StoreError> {
    let row: Row = feed::table
        .find((administration.as_str(), position))
        .select(Row::as_select())
        .first(conn)?;
    row.recorded()
}

/// An entry as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = feed)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct Row {
    pub(crate) administration: String,
    pub(crate) position: i64,
    pub(crate) id: DbId,
    pub(crate) kind: String,
    pub(crate) case_id: Option<DbId>,
    pub(crate) charter: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) data: Doc<Data>,
    pub(crate) occurred_at: At,
    pub(crate) recorded_at: At,
}

impl Row {
    pub(crate) fn of(administration: &AdministrationCode, position: i64, entry: &Entry) -> Self {
        Self {
            administration: administration.to_string(),
            position,
            id: DbId(entry.id.0),
            kind: entry.kind.as_str().to_owned(),
            case_id: entry.case.map(|case| DbId(case.0)),
            charter: entry.charter.as_ref().map(Code::to_string),
            office: entry.office.as_ref().map(Code::to_string),
            data: Doc(entry.data.clone()),
            occurred_at: At(entry.moment.occurred_at()),
            recorded_at: At(entry.moment.recorded_at()),
        }
    }

    fn recorded(self) -> Result<Recorded, StoreError> {
        let code = |raw: Option<String>| {
            raw.map(|raw| Code::parse(&raw).map_err(StoreError::corrupt))
                .transpose()
        };
        Ok(Recorded {
            position: self.position,
            entry: Entry {
                id: EventId(self.id.0),
                kind: Kind::parse(&self.kind).map_err(StoreError::corrupt)?,
                case: self.case_id.map(|id| CaseId(id.0)),
                charter: code(self.charter)?,
                office: code(self.office)?,
                data: self.data.0,
                moment: Moment::said(Some(self.occurred_at.0), self.recorded_at.0)
                    .map_err(|_| StoreError::corrupt("an entry that happened after it was recorded"))?,
            },
        })
    }
}
