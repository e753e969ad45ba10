//! The row of a message.

use super::columns::messages;
use crate::error::StoreError;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code, EventId};
use cartaviva_domain::language::Language;
use cartaviva_domain::notices::{MessageState, Notice};
use diesel::prelude::*;
use time::OffsetDateTime;

/// A message, as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = messages)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct Row {
    pub(super) administration: String,
    pub(super) id: DbId,
    pub(super) event_id: DbId,
    pub(super) case_id: Option<DbId>,
    pub(super) charter: Option<String>,
    pub(super) audience: String,
    pub(super) office: Option<String>,
    pub(super) kind: String,
    pub(super) language: String,
    pub(super) state: String,
    pub(super) attempts: i32,
    pub(super) next_attempt_at: At,
    pub(super) last_error: Option<String>,
    pub(super) created_at: At,
    pub(super) sent_at: Option<At>,
}

/// What a new message is made of.
pub(super) struct New<'a> {
    pub(super) administration: &'a AdministrationCode,
    pub(super) event: EventId,
    pub(super) case: Option<CaseId>,
    pub(super) charter: Option<&'a Code>,
    pub(super) notice: Notice,
    pub(super) office: Option<&'a Code>,
    pub(super) language: Language,
    pub(super) state: MessageState,
    pub(super) not_before: OffsetDateTime,
    pub(super) created_at: OffsetDateTime,
}

impl Row {
    pub(super) fn of(new: &New<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            administration: new.administration.to_string(),
            id: DbId(new.notice.message(new.event).0),
            event_id: DbId(new.event.0),
            case_id: new.case.map(|case| DbId(case.0)),
            charter: new.charter.map(Code::to_string),
            audience: words::write(&new.notice.audience)?,
            office: new.office.map(Code::to_string),
            kind: words::write(&new.notice.kind)?,
            language: words::write(&new.language)?,
            state: words::write(&new.state)?,
            attempts: 0,
            next_attempt_at: At(new.not_before),
            last_error: None,
            created_at: At(new.created_at),
            sent_at: None,
        })
    }
}
