//! The list of messages, as staff see it: no address, no text.

use super::columns::messages;
use super::row::Row;
use crate::db::Conn;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, MessageId};
use cartaviva_domain::language::Language;
use cartaviva_domain::notices::{Audience, MessageState, NoticeKind};
use diesel::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

/// A place in the list: just after the message that was written then, with that id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it was written.
    pub created_at: OffsetDateTime,
    /// Its id.
    pub id: Uuid,
}

/// A message as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: MessageId,
    /// The case that it tells of.
    pub case: Option<CaseId>,
    /// The charter that it tells of.
    pub charter: Option<Code>,
    /// Who is told.
    pub audience: Audience,
    /// The office that is told, where it is one that was named.
    pub office: Option<Code>,
    /// What they are told.
    pub kind: NoticeKind,
    /// In which language.
    pub language: Language,
    /// How it stands.
    pub state: MessageState,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When it is tried next, while it waits.
    pub next_attempt_at: OffsetDateTime,
    /// Why it was not taken the last time.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: OffsetDateTime,
    /// When the mail server took it.
    pub sent_at: Option<OffsetDateTime>,
}

/// A page of messages, newest first; of those in one state where one is given.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    state: Option<MessageState>,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let mut query = messages::table
        .filter(messages::administration.eq(administration.as_str().to_owned()))
        .order((messages::created_at.desc(), messages::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(messages::state.eq(words::write(&state)?));
    }
    if let Some(Place { created_at, id }) = after {
        let earlier = messages::created_at.lt(At(created_at));
        let same_instant = messages::created_at
            .eq(At(created_at))
            .and(messages::id.lt(DbId(id)));
        query = query
            .filter(messages::created_at.le(At(created_at)))
            .filter(earlier.or(same_instant));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(Listed::of).collect()
}

/// The first messages about a case, in the order in which they were written.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn of_case(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<Row> = messages::table
        .filter(messages::administration.eq(administration.as_str()))
        .filter(messages::case_id.eq(DbId(case.0)))
        .order((messages::created_at, messages::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Listed::of).collect()
}

/// Lets a message that was not sent be tried again from now on, as if it had never been tried: as it now stands, or as it
/// was where it had been sent. None where there is no such message.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn retry(
    conn: &mut Conn,
    administration: &AdministrationCode,
    id: MessageId,
    now: OffsetDateTime,
) -> Result<Option<Listed>, StoreError> {
    let found = messages::table.find((administration.as_str(), DbId(id.0)));
    let unsent = found.filter(messages::state.ne(words::write(&MessageState::Sent)?));
    diesel::update(unsent)
        .set((
            messages::state.eq(words::write(&MessageState::Pending)?),
            messages::attempts.eq(0),
            messages::next_attempt_at.eq(At(now)),
            messages::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    let row: Option<Row> = found.select(Row::as_select()).first(conn).optional()?;
    row.map(Listed::of).transpose()
}

impl Listed {
    fn of(row: Row) -> Result<Self, StoreError> {
        let code = |raw: String| Code::parse(&raw).map_err(StoreError::corrupt);
        Ok(Self {
            id: MessageId(row.id.0),
            case: row.case_id.map(|case| CaseId(case.0)),
            charter: row.charter.map(code).transpose()?,
            audience: words::read(&row.audience)?,
            office: row.office.map(code).transpose()?,
            kind: words::read(&row.kind)?,
            language: words::read(&row.language)?,
            state: words::read(&row.state)?,
            attempts: u32::try_from(row.attempts).map_err(StoreError::corrupt)?,
            next_attempt_at: row.next_attempt_at.0,
            last_error: row.last_error,
            created_at: row.created_at.0,
            sent_at: row.sent_at.map(|at| at.0),
        })
    }
}
