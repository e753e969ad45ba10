//! The deadlines of a case.

use crate::db::Conn;
use crate::direct;
use crate::error::StoreError;
use crate::pending;
use crate::prepared::Prepared;
use crate::schema::deadlines;
use crate::settled::Settlement;
use crate::sql_types::{At, DbId, Doc};
use cartaviva_domain::cases::{Case, Deadline};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::deadline::Due;
use diesel::prelude::*;

/// The deadlines of a case, in the order of its procedure.
pub(super) fn load(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
) -> Result<Vec<Deadline>, StoreError> {
    let query = deadlines::table
        .filter(deadlines::administration.eq(administration.as_str()))
        .filter(deadlines::case_id.eq(DbId(case.0)))
        .order(deadlines::position)
        .select(direct::columns::<Row>());
    let rows: Vec<Row> = direct::rows(conn, query)?;
    rows.into_iter().map(Row::deadline).collect()
}

/// The deadlines of some cases, those of each in the order of its procedure.
pub(super) fn load_all(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<Vec<(CaseId, Deadline)>, StoreError> {
    let query = deadlines::table
        .filter(deadlines::administration.eq(administration.as_str()))
        .order((deadlines::case_id, deadlines::position))
        .select(direct::columns::<Row>());
    // A list of values has a statement of its own for each length on SQLite, which is not kept prepared.
    let rows: Vec<Row> = match cases {
        [one] => direct::rows(conn, query.filter(deadlines::case_id.eq(one)))?,
        several => direct::rows(conn, query.filter(deadlines::case_id.eq_any(several)))?,
    };
    rows.into_iter()
        .map(|row| Ok((CaseId(row.case_id.0), row.deadline()?)))
        .collect()
}

/// Of the deadlines of some cases those that have neither ended nor been cancelled.
pub(super) fn load_open(
    conn: &mut Conn,
    administration: &AdministrationCode,
    cases: &[DbId],
) -> Result<Vec<(CaseId, Deadline)>, StoreError> {
    let query = deadlines::table
        .filter(deadlines::administration.eq(administration.as_str()))
        .filter(deadlines::case_id.eq_any(cases))
        .filter(deadlines::ended_at.is_null())
        .filter(deadlines::cancelled.eq(false))
        .order((deadlines::case_id, deadlines::position))
        .select(direct::columns::<Row>());
    let rows: Vec<Row> = direct::rows(conn, query)?;
    rows.into_iter()
        .map(|row| Ok((CaseId(row.case_id.0), row.deadline()?)))
        .collect()
}

/// A deadline as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = deadlines)]
struct Row {
    case_id: DbId,
    term: String,
    calendar_version: i32,
    starts_at: Option<At>,
    due: Option<Doc<Due>>,
    ended_at: Option<At>,
    took: Option<i64>,
    cancelled: bool,
}

impl Row {
    fn deadline(self) -> Result<Deadline, StoreError> {
        Ok(Deadline {
            term: super::row::code(&self.term)?,
            calendar_version: self.calendar_version,
            starts_at: self.starts_at.map(|at| at.0),
            due: self.due.map(|due| due.0),
            ended_at: self.ended_at.map(|at| at.0),
            took: self.took,
            cancelled: self.cancelled,
        })
    }
}

/// The deadlines of a case that was just received.
pub(super) fn of_new(case: &Case) -> Result<Vec<NewDeadline>, StoreError> {
    let row = |(position, deadline)| NewDeadline::of(case, position, deadline);
    case.deadlines
        .iter()
        .try_for_each(|deadline| settles(case, None, deadline))?;
    Ok((0..).zip(&case.deadlines).map(row).collect())
}

/// A deadline that is added.
#[derive(Insertable)]
#[diesel(table_name = deadlines)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct NewDeadline {
    administration: String,
    case_id: DbId,
    term: String,
    position: i32,
    procedure_code: String,
    #[diesel(embed)]
    stored: Stored,
}

impl NewDeadline {
    fn of(case: &Case, position: i32, deadline: &Deadline) -> Self {
        Self {
            administration: case.administration.to_string(),
            case_id: DbId(case.id.0),
            term: deadline.term.to_string(),
            position,
            procedure_code: case.procedure.to_string(),
            stored: Stored::of(deadline),
        }
    }
}

/// A deadline is settled at another instant, or otherwise, than was known of it.
fn settles(case: &Case, was: Option<&Deadline>, is: &Deadline) -> Result<(), StoreError> {
    let was = was.and_then(Settlement::of_deadline);
    pending::settled(&case.administration, |moves| {
        moves.note(&case.procedure, Some(&is.term), was, Settlement::of_deadline(is));
    })
}

/// Keeps the deadlines that differ from what was known.
pub(super) fn change(conn: &mut Conn, before: &Case, after: &Case) -> Result<(), StoreError> {
    for (was, is) in before.deadlines.iter().zip(&after.deadlines) {
        if was == is {
            continue;
        }
        let change = diesel::update(
            deadlines::table
                .filter(deadlines::administration.eq(after.administration.as_str()))
                .filter(deadlines::case_id.eq(DbId(after.id.0)))
                .filter(deadlines::term.eq(is.term.as_str())),
        )
        .set(Stored::of(is));
        Prepared(change).execute(conn)?;
        settles(after, Some(was), is)?;
    }
    Ok(())
}

/// What of a deadline is stored beside its key.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = deadlines)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(crate) struct Stored {
    calendar_version: i32,
    starts_at: Option<At>,
    due: Option<Doc<Due>>,
    due_at: Option<At>,
    ended_at: Option<At>,
    took: Option<i64>,
    settles_at: Option<At>,
    kept: bool,
    cancelled: bool,
}

impl Stored {
    fn of(deadline: &Deadline) -> Self {
        Self {
            calendar_version: deadline.calendar_version,
            starts_at: deadline.starts_at.map(At),
            due: deadline.due.map(Doc),
            due_at: deadline.due.map(|due| At(due.due_at)),
            ended_at: deadline.ended_at.map(At),
            took: deadline.took,
            settles_at: deadline.settles_at().map(At),
            kept: deadline.is_kept(),
            cancelled: deadline.cancelled,
        }
    }
}
