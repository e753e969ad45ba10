//! Keeping the words of cases.

use super::words::Words;
use crate::db::{Conn, Db};
use crate::dialect;
use crate::error::StoreError;
use crate::schema::{administrations, case_words_made};
use crate::sql_types::DbId;
use cartaviva_domain::cases::Case;
use cartaviva_domain::codes::{AdministrationCode, CaseId};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use uuid::Uuid;

/// Grows with every change of what the words of a text are.
const ANALYSIS: i32 = 1;

/// How many cases are made at a time: they cannot be changed meanwhile.
const BATCH: i64 = 100;

/// The words of a case that had none.
pub(crate) struct NewWords {
    pub(crate) administration: AdministrationCode,
    pub(crate) case: CaseId,
    pub(crate) words: Words,
}

impl NewWords {
    /// Those of a case that is added.
    pub(crate) fn of(case: &Case) -> Self {
        Self {
            administration: case.administration.clone(),
            case: case.id,
            words: words_of(case.subject.as_str(), case.description.as_str()),
        }
    }
}

fn words_of(subject: &str, description: &str) -> Words {
    Words::of(&format!("{subject}\n{description}"))
}

/// Keeps the words of a case in the place of those it had.
pub(crate) fn keep(
    conn: &mut Conn,
    administration: &AdministrationCode,
    case: CaseId,
    subject: &str,
    description: &str,
) -> Result<(), StoreError> {
    dialect::keep_words(conn, administration, case, &words_of(subject, description))?;
    Ok(())
}

/// Notes that the words of an administration's cases are of the present analysis.
pub(crate) fn made(conn: &mut Conn, administration: &str) -> Result<(), StoreError> {
    diesel::delete(case_words_made::table.find(administration)).execute(conn)?;
    diesel::insert_into(case_words_made::table)
        .values((
            case_words_made::administration.eq(administration),
            case_words_made::analysis.eq(ANALYSIS),
        ))
        .execute(conn)?;
    Ok(())
}

/// Makes the words of the cases that an earlier program left without, or with those of another analysis: a batch in a
/// transaction, for as long as it `goes_on`. Until then a search does not find them. Any number of servers may do this.
///
/// # Errors
/// [`StoreError`] when the database fails or holds what cannot be read, or somebody changes a case of the batch just now; it is
/// begun again then.
pub fn complete(db: &Db, goes_on: &dyn Fn() -> bool) -> Result<(), StoreError> {
    for administration in db.read(outdated)? {
        let code = AdministrationCode::parse(&administration).map_err(StoreError::corrupt)?;
        let mut after = Some(Uuid::nil());
        while let Some(last) = after.filter(|_| goes_on()) {
            after = db.write(|conn| batch(conn, &code, last))?;
        }
    }
    Ok(())
}

/// The administrations whose words are not of the present analysis.
fn outdated(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let present = case_words_made::table
        .filter(case_words_made::administration.eq(administrations::administration))
        .filter(case_words_made::analysis.eq(ANALYSIS));
    Ok(administrations::table
        .filter(not(exists(present)))
        .order(administrations::administration)
        .select(administrations::administration)
        .load(conn)?)
}

/// Makes the words of the cases after one; answers the last of them, or nothing when there are no more.
fn batch(
    conn: &mut Conn,
    administration: &AdministrationCode,
    after: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    let rows = dialect::texts_of_cases(conn, administration.as_str(), DbId(after), BATCH)?;
    let Some(last) = rows.last().map(|(id, ..)| id.0) else {
        made(conn, administration.as_str())?;
        return Ok(None);
    };
    for (id, subject, description) in rows {
        keep(conn, administration, CaseId(id.0), &subject, &description)?;
    }
    Ok(Some(last))
}
