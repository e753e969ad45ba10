//! The register of an administration with what its entries are made and shown by.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::codes::{CaseId, Code};
use cartaviva_domain::offices::Administration;
use cartaviva_domain::protocol::{Entry, ProtocolNumber};
use cartaviva_persistence::{Conn, calendars, cases, protocol};
use time::{Date, OffsetDateTime};

use crate::administrations;
use crate::auth::Principal;
use crate::bounded::{AdministrationCode, Moment};
use crate::language::Bilingual;
use crate::problem::{ApiError, ProblemCode};

/// The register of an administration: whose it is and by which clock.
pub(crate) struct Book {
    pub(crate) administration: Administration,
    pub(crate) calendar: Calendar,
}

impl Book {
    /// Opens the register of an administration.
    ///
    /// # Errors
    /// 404 when there is no such administration.
    pub(crate) fn open(db: &mut Conn, administration: &AdministrationCode) -> Result<Self, ApiError> {
        let administration = administrations::find(db, administration)?;
        let calendars = calendars::history(db, &administration.code, None)?;
        Ok(Self {
            calendar: calendars.last().calendar.clone(),
            administration,
        })
    }

    /// The day on which a document is registered now.
    pub(crate) fn today(&self, now: OffsetDateTime) -> Date {
        self.calendar.date_of(now)
    }

    /// An instant on the clock of the administration.
    pub(crate) fn moment(&self, at: OffsetDateTime) -> Moment {
        Moment(self.calendar.local(at))
    }

    /// An entry that the caller's roles reach.
    ///
    /// # Errors
    /// 404 when there is none, or none that the caller may know of.
    pub(crate) fn entry(
        &self,
        db: &mut Conn,
        who: &Principal,
        number: ProtocolNumber,
    ) -> Result<Entry, ApiError> {
        let found = protocol::find(db, &self.administration.code, number)?;
        let entry = found.ok_or_else(unknown)?;
        match (who.confined_to(), entry.particulars.case) {
            (None, _) => Ok(entry),
            (Some(_), None) => Err(unknown()),
            (Some(_), Some(case)) if self.reaches(db, who, case)? => Ok(entry),
            (Some(_), Some(_)) => Err(unknown()),
        }
    }

    /// Whether there is such a case and the caller's roles reach it.
    pub(crate) fn reaches(&self, db: &mut Conn, who: &Principal, case: CaseId) -> Result<bool, ApiError> {
        let found = cases::find(db, &self.administration.code, case)?;
        Ok(found.is_some_and(|case| who.reaches(case.office.as_str())))
    }
}

/// The office whose entries the caller is confined to.
pub(super) fn own_office(who: &Principal) -> Result<Option<Code>, ApiError> {
    who.confined_to()
        .map(|own| Code::parse(own).map_err(|_| ApiError::new(ProblemCode::NotFound)))
        .transpose()
}

fn unknown() -> ApiError {
    let detail = Bilingual::new(
        "Il registro non ha questa registrazione.",
        "The register has no such entry.",
    );
    ApiError::saying(ProblemCode::NotFound, detail)
}
