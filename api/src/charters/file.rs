//! A charter with what tells which of its editions holds.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::charters::{Charter, Edition, edition_in_force};
use cartaviva_domain::codes;
use cartaviva_domain::offices::Administration;
use cartaviva_persistence::{Conn, charters};
use time::{Date, OffsetDateTime};

use crate::administrations;
use crate::bounded::{AdministrationCode, Code};
use crate::problem::{ApiError, ProblemCode};

/// A charter, its administration and the calendar by which its days are told.
pub(crate) struct CharterFile {
    pub(crate) administration: Administration,
    pub(crate) calendar: Calendar,
    pub(crate) charter: Charter,
}

impl CharterFile {
    /// Opens the file on a charter.
    ///
    /// # Errors
    /// 404 that says whether the administration or the charter is not there.
    pub(crate) fn open(
        db: &mut Conn,
        administration: &AdministrationCode,
        charter: &Code,
    ) -> Result<Self, ApiError> {
        let administration = administrations::find(db, administration)?;
        let unknown = || ApiError::new(ProblemCode::CharterNotFound);
        let code = codes::Code::parse(charter.as_str()).map_err(|_| unknown())?;
        let charter = charters::find(db, &administration.code, &code)?.ok_or_else(unknown)?.value;
        let calendar = calendar(&administration)?;
        Ok(Self { administration, calendar, charter })
    }

    /// The day it is where the administration is.
    pub(crate) fn today(&self, now: OffsetDateTime) -> Date {
        self.calendar.date_of(now)
    }

    /// The edition asked for, or else the one in force on a day.
    ///
    /// # Errors
    /// 404 when the charter has no such edition, or none in force on that day.
    pub(crate) fn edition(&self, asked: Option<&Code>, day: Date) -> Result<&Edition, ApiError> {
        let editions = &self.charter.editions;
        let found = match asked {
            Some(code) => editions.iter().find(|edition| edition.code.as_str() == code.as_str()),
            None => edition_in_force(editions, day),
        };
        found.ok_or_else(|| ApiError::new(ProblemCode::EditionNotFound))
    }
}

/// The calendar of a whole administration.
///
/// # Errors
/// A fault of the service when what is stored is no calendar.
pub(super) fn calendar(administration: &Administration) -> Result<Calendar, ApiError> {
    Calendar::try_from(administration.calendar.clone()).map_err(ApiError::internal)
}
