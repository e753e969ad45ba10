//! The register of readings, as those who audit it and those it is about read it.

use super::Reading;
use crate::db::Conn;
use crate::error::StoreError;
use crate::schema::data_readings as table;
use crate::sql_types::{At, DbId};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

/// Which readings are wanted; what is not given does not limit them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of the data of this case.
    pub case: Option<CaseId>,
    /// From this moment.
    pub from: Option<OffsetDateTime>,
    /// Until this moment, itself excluded.
    pub until: Option<OffsetDateTime>,
}

/// A place among the readings: just after the one of that moment with that id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its moment.
    pub at: OffsetDateTime,
    /// Its id.
    pub id: Uuid,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: DbId,
    case_id: DbId,
    what: String,
    subject: String,
    role: String,
    office: Option<String>,
    reason: Option<String>,
    request_id: Option<DbId>,
    at: At,
}

/// A page of readings, the last one first.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub fn list(
    conn: &mut Conn,
    administration: &AdministrationCode,
    wanted: &Wanted,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Reading>, StoreError> {
    let mut query = table::table
        .filter(table::administration.eq(administration.as_str().to_owned()))
        .order((table::at.desc(), table::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(case) = wanted.case {
        query = query.filter(table::case_id.eq(DbId(case.0)));
    }
    if let Some(from) = wanted.from {
        query = query.filter(table::at.ge(At(from)));
    }
    if let Some(until) = wanted.until {
        query = query.filter(table::at.lt(At(until)));
    }
    if let Some(Place { at, id }) = after {
        let earlier = table::at.lt(At(at));
        let same_instant = table::at.eq(At(at)).and(table::id.lt(DbId(id)));
        query = query
            .filter(table::at.le(At(at)))
            .filter(earlier.or(same_instant));
    }
    let rows: Vec<Row> = query.load(conn)?;
    Ok(rows.into_iter().map(Reading::of).collect())
}

impl Reading {
    fn of(row: Row) -> Self {
        Self {
            id: row.id.0,
            case: CaseId(row.case_id.0),
            what: row.what,
            subject: row.subject,
            role: row.role,
            office: row.office,
            reason: row.reason,
            request: row.request_id.map(|id| id.0),
            at: row.at.0,
        }
    }
}
