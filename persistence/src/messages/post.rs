//! Messages on their way: leased by one program at a time, sent, put off, given up.

use super::columns::messages;
use super::row::Row;
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, EventId, MessageId};
use cartaviva_domain::language::Language;
use cartaviva_domain::notices::{Audience, MessageState, NoticeKind};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use time::OffsetDateTime;

/// The longest error that is kept, in characters.
const LONGEST_ERROR: usize = 200;

/// What a message tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An event of a case.
    Case(CaseId),
    /// A charter that is to be reviewed.
    Charter(Code),
}

/// A message in hand: nobody else sends it until the lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leased {
    /// The administration.
    pub administration: AdministrationCode,
    /// Its id.
    pub id: MessageId,
    /// The event that it tells.
    pub event: EventId,
    /// What it tells of.
    pub about: About,
    /// Who is told.
    pub audience: Audience,
    /// The office that is told, where it is one.
    pub office: Option<Code>,
    /// What they are told.
    pub kind: NoticeKind,
    /// In which language.
    pub language: Language,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When it was written.
    pub created_at: OffsetDateTime,
}

/// Takes messages in hand that are to be sent now, first the earliest, at most `limit`. Until `until` nobody else does;
/// after that somebody else may, because whoever has them may have come to an end.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn lease(
    conn: &mut Conn,
    now: OffsetDateTime,
    until: OffsetDateTime,
    limit: i64,
) -> Result<Vec<Leased>, StoreError> {
    // Written out, as the index of what waits is known by it: a bound value would have every message read.
    let pending = words::write(&MessageState::Pending)?;
    let waits = sql::<Bool>(&format!("messages.state = '{pending}'"));
    let rows: Vec<Row> = messages::table
        .filter(waits)
        .filter(messages::next_attempt_at.le(At(now)))
        .order((messages::next_attempt_at, messages::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    let mut leased = Vec::with_capacity(rows.len());
    for row in rows {
        let still_waits = messages::table
            .find((&row.administration, row.id))
            .filter(messages::state.eq(&pending))
            .filter(messages::next_attempt_at.eq(row.next_attempt_at));
        let taken = diesel::update(still_waits)
            .set(messages::next_attempt_at.eq(At(until)))
            .execute(conn)?;
        if taken == 1 {
            leased.push(Leased::of(row)?);
        }
    }
    Ok(leased)
}

/// The mail server has taken it.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn sent(conn: &mut Conn, message: &Leased, now: OffsetDateTime) -> Result<(), StoreError> {
    diesel::update(messages::table.find((message.administration.as_str(), DbId(message.id.0))))
        .set((
            messages::state.eq(words::write(&MessageState::Sent)?),
            messages::sent_at.eq(Some(At(now))),
            messages::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// It is tried again at a moment, having been tried so often in vain.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn put_off(
    conn: &mut Conn,
    message: &Leased,
    attempts: u32,
    until: OffsetDateTime,
    error: &str,
) -> Result<(), StoreError> {
    diesel::update(messages::table.find((message.administration.as_str(), DbId(message.id.0))))
        .set((
            messages::attempts.eq(i32::try_from(attempts).unwrap_or(i32::MAX)),
            messages::next_attempt_at.eq(At(until)),
            messages::last_error.eq(Some(short(error))),
        ))
        .execute(conn)?;
    Ok(())
}

/// It is given up, until somebody asks for it again.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn abandon(conn: &mut Conn, message: &Leased, attempts: u32, error: &str) -> Result<(), StoreError> {
    diesel::update(messages::table.find((message.administration.as_str(), DbId(message.id.0))))
        .set((
            messages::state.eq(words::write(&MessageState::Dead)?),
            messages::attempts.eq(i32::try_from(attempts).unwrap_or(i32::MAX)),
            messages::last_error.eq(Some(short(error))),
        ))
        .execute(conn)?;
    Ok(())
}

/// No email address is known: it goes another way.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn deliver_otherwise(conn: &mut Conn, message: &Leased) -> Result<(), StoreError> {
    diesel::update(messages::table.find((message.administration.as_str(), DbId(message.id.0))))
        .set(messages::state.eq(words::write(&MessageState::NoAddress)?))
        .execute(conn)?;
    Ok(())
}

fn short(error: &str) -> String {
    let one_line = error.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.chars().take(LONGEST_ERROR).collect()
}

impl Leased {
    fn of(row: Row) -> Result<Self, StoreError> {
        let code = |raw: &str| Code::parse(raw).map_err(StoreError::corrupt);
        let about = match (row.case_id, row.charter.as_deref()) {
            (Some(case), None) => About::Case(CaseId(case.0)),
            (None, Some(charter)) => About::Charter(code(charter)?),
            _ => return Err(StoreError::corrupt("a message about nothing")),
        };
        Ok(Self {
            administration: AdministrationCode::parse(&row.administration).map_err(StoreError::corrupt)?,
            id: MessageId(row.id.0),
            event: EventId(row.event_id.0),
            about,
            audience: words::read(&row.audience)?,
            office: row.office.as_deref().map(code).transpose()?,
            kind: words::read(&row.kind)?,
            language: words::read(&row.language)?,
            attempts: u32::try_from(row.attempts).map_err(StoreError::corrupt)?,
            created_at: row.created_at.0,
        })
    }
}
