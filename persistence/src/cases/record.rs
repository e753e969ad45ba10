//! Cases with all that is shown of them, several at a time.

use super::deadlines;
use super::row::CaseRow;
use crate::db::Conn;
use crate::error::StoreError;
use crate::ristoro::grants;
use crate::schema::cases;
use crate::sql_types::DbId;
use crate::{calendars, dialect, direct, procedures, protocol, reporters};
use cartaviva_domain::calendar::CalendarHistory;
use cartaviva_domain::cases::{Case, Deadline};
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use cartaviva_domain::people::Reporter;
use cartaviva_domain::procedures::Procedure;
use cartaviva_domain::protocol::Registration;
use diesel::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A case with all that is shown of it.
#[derive(Clone, Debug)]
pub struct CaseRecord {
    /// The case.
    pub case: Case,
    /// Who presented it.
    pub reporter: Reporter,
    /// Its documents in the register, first to last.
    pub registrations: Vec<Registration>,
    /// The procedure that it runs by.
    pub procedure: Arc<Procedure>,
    /// The calendars that it runs by.
    pub calendars: Arc<CalendarHistory>,
}

/// Cases of an administration, by their ids; those that are not there are not in the answer. On PostgreSQL they are read by as
/// many statements as one would be; SQLite, which nothing lies between, reads one after the other.
///
/// # Errors
/// [`StoreError`] when the database fails; of each case, when what is stored of it cannot be read.
pub(crate) fn records(
    conn: &mut Conn,
    administration: &AdministrationCode,
    ids: &[CaseId],
) -> Result<HashMap<CaseId, Result<CaseRecord, StoreError>>, StoreError> {
    let at_a_time = if dialect::has_a_server(conn) { ids.len() } else { 1 };
    let mut found = HashMap::new();
    for ids in ids.chunks(at_a_time.max(1)) {
        read(conn, administration, ids, &mut found)?;
    }
    Ok(found)
}

fn read(
    conn: &mut Conn,
    administration: &AdministrationCode,
    ids: &[CaseId],
    found: &mut HashMap<CaseId, Result<CaseRecord, StoreError>>,
) -> Result<(), StoreError> {
    let ids: Vec<DbId> = ids.iter().map(|id| DbId(id.0)).collect();
    let rows: Vec<CaseRow> = match ids.as_slice() {
        [one] => direct::rows(conn, cases::table.find((administration.as_str(), *one)))?,
        several => {
            let all = cases::table.filter(cases::administration.eq(administration.as_str()));
            direct::rows(conn, all.filter(cases::id.eq_any(several)))?
        }
    };
    if rows.is_empty() {
        return Ok(());
    }
    let mut deadlines: HashMap<CaseId, Vec<Deadline>> = HashMap::new();
    for (case, deadline) in deadlines::load_all(conn, administration, &ids)? {
        deadlines.entry(case).or_default().push(deadline);
    }
    let mut grants = grants::last_of_each(conn, administration, &ids)?;
    let mut reporters = reporters::of_each(conn, administration, &ids)?;
    let mut registrations = protocol::registrations_of_each(conn, administration, &ids)?;
    for row in rows {
        let id = CaseId(row.id.0);
        let case = row.case(deadlines.remove(&id).unwrap_or_default(), grants.remove(&id.0));
        let record = case.and_then(|case| {
            let procedure =
                procedures::find_version(conn, administration, &case.procedure, case.procedure_version)?;
            let calendars = calendars::history(conn, administration, Some(&procedure.office))?;
            Ok(CaseRecord {
                case,
                reporter: reporters.remove(&id).unwrap_or_default(),
                registrations: registrations.remove(&id).unwrap_or_default(),
                procedure,
                calendars,
            })
        });
        found.insert(id, record);
    }
    Ok(())
}
