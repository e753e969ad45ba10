//! Lists of cases, newest first, page by page.

use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::cases;
use crate::sql_types::{At, DbId};
use crate::words;
use cartaviva_domain::cases::{Channel, Status};
use cartaviva_domain::codes::{AdministrationCode, CaseId, Code};
use diesel::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

/// Which cases are wanted; what is not given does not limit them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this office.
    pub office: Option<Code>,
    /// Of this procedure.
    pub procedure: Option<Code>,
    /// That stand so.
    pub status: Option<Status>,
}

/// A place in a list: just after the case that arrived then, with that id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When the case arrived.
    pub received_at: OffsetDateTime,
    /// Its id.
    pub id: Uuid,
}

/// A case as it appears in a list: nothing of who presented it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: CaseId,
    /// Its procedure.
    pub procedure: Code,
    /// How it arrived.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// The office that has it.
    pub office: Code,
    /// What it is about.
    pub subject: String,
    /// When it arrived.
    pub received_at: OffsetDateTime,
}

/// A page of cases, newest first.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    filter: &Filter,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    type Row = (DbId, String, String, String, String, String, At);
    let mut query = cases::table
        .filter(cases::administration.eq(administration.as_str().to_owned()))
        .order((cases::received_at.desc(), cases::id.desc()))
        .limit(limit)
        .select((
            cases::id,
            cases::procedure_code,
            cases::channel,
            cases::status,
            cases::office,
            cases::subject,
            cases::received_at,
        ))
        .into_boxed();
    if let Some(office) = &filter.office {
        query = query.filter(cases::office.eq(office.to_string()));
    }
    if let Some(procedure) = &filter.procedure {
        query = query.filter(cases::procedure_code.eq(procedure.to_string()));
    }
    if let Some(status) = &filter.status {
        query = query.filter(cases::status.eq(words::write(status)?));
    }
    if let Some(Place { received_at, id }) = after {
        let earlier = cases::received_at.lt(At(received_at));
        let same_instant = cases::received_at.eq(At(received_at)).and(cases::id.lt(DbId(id)));
        query = query
            .filter(cases::received_at.le(At(received_at)))
            .filter(earlier.or(same_instant));
    }
    let rows: Vec<Row> = query.load(conn)?;
    rows.into_iter().map(listed).collect()
}

fn listed(row: (DbId, String, String, String, String, String, At)) -> Result<Listed, StoreError> {
    let (DbId(id), procedure, channel, status, office, subject, At(received_at)) = row;
    Ok(Listed {
        id: CaseId(id),
        procedure: super::row::code(&procedure)?,
        channel: words::read(&channel)?,
        status: words::read(&status)?,
        office: super::row::code(&office)?,
        subject,
        received_at,
    })
}
