//! Searching the register, newest first, page by page.

use super::row::{EntryRow, folded};
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::{cases, protocol_entries};
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use cartaviva_domain::protocol::{Direction, Entry, ProtocolNumber};
use diesel::prelude::*;
use time::OffsetDateTime;

/// Which entries are wanted; what is not given does not limit them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of cases that this office has.
    pub office: Option<Code>,
    /// Of this year.
    pub year: Option<i32>,
    /// With this number within its year.
    pub number: Option<i64>,
    /// Registered then or later.
    pub from: Option<OffsetDateTime>,
    /// Registered before then.
    pub until: Option<OffsetDateTime>,
    /// That went this way.
    pub direction: Option<Direction>,
    /// Whose subject has these words in it, whatever the case of their letters.
    pub subject: Option<String>,
    /// Whose correspondent has these words in it, whatever the case of their letters.
    pub correspondent: Option<String>,
    /// Of this case.
    pub case: Option<CaseId>,
}

/// A page of entries, the last registered first, after the number given.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn search(
    conn: &mut Conn,
    administration: &AdministrationCode,
    filter: &Filter,
    after: Option<ProtocolNumber>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = protocol_entries::table
        .filter(protocol_entries::administration.eq(administration.as_str().to_owned()))
        .order((protocol_entries::year.desc(), protocol_entries::number.desc()))
        .limit(limit)
        .select(EntryRow::as_select())
        .into_boxed();
    if let Some(year) = filter.year {
        query = query.filter(protocol_entries::year.eq(year));
    }
    if let Some(number) = filter.number {
        query = query.filter(protocol_entries::number.eq(number));
    }
    if let Some(from) = filter.from {
        query = query.filter(protocol_entries::registered_at.ge(At(from)));
    }
    if let Some(until) = filter.until {
        query = query.filter(protocol_entries::registered_at.lt(At(until)));
    }
    if let Some(direction) = filter.direction {
        query = query.filter(protocol_entries::direction.eq(direction.as_str()));
    }
    if let Some(words) = &filter.subject {
        query = query.filter(protocol_entries::subject_folded.like(within(words)).escape('\\'));
    }
    if let Some(words) = &filter.correspondent {
        query = query.filter(
            protocol_entries::correspondent_folded
                .like(within(words))
                .escape('\\'),
        );
    }
    if let Some(case) = filter.case {
        query = query.filter(protocol_entries::case_id.eq(DbId(case.0)));
    }
    if let Some(office) = &filter.office {
        let theirs = cases::table
            .filter(cases::administration.eq(administration.as_str().to_owned()))
            .filter(cases::office.eq(office.to_string()))
            .select(cases::id.nullable());
        query = query.filter(protocol_entries::case_id.eq_any(theirs));
    }
    if let Some(ProtocolNumber { year, number }) = after {
        let same_year = protocol_entries::year
            .eq(year)
            .and(protocol_entries::number.lt(number));
        query = query
            .filter(protocol_entries::year.le(year))
            .filter(protocol_entries::year.lt(year).or(same_year));
    }
    let rows: Vec<EntryRow> = query.load(conn)?;
    rows.into_iter().map(EntryRow::entry).collect()
}

/// The pattern of a text that has these words in it.
fn within(words: &str) -> String {
    let words = folded(words);
    let literal = words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{literal}%")
}
