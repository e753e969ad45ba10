//! Whose calendar it is.

use cartaviva_domain::codes::Code;
use cartaviva_domain::offices::{Administration, Office};
use cartaviva_persistence::calendars::{self, CalendarRecord};
use cartaviva_persistence::{Conn, StoreError};

use crate::administrations::AdministrationPath;
use crate::offices::OfficePath;
use crate::problem::ApiError;

/// Whose calendar it is: the administration's, or an office's.
pub(super) struct Place {
    pub(super) administration: Administration,
    pub(super) office: Option<Office>,
}

impl Place {
    /// The administration that a path names.
    ///
    /// # Errors
    /// 404 when it is not there.
    pub(super) fn of_administration(db: &mut Conn, path: &AdministrationPath) -> Result<Self, ApiError> {
        Ok(Self {
            administration: path.find(db)?,
            office: None,
        })
    }

    /// The office that a path names.
    ///
    /// # Errors
    /// 404 that says what is not there.
    pub(super) fn of_office(db: &mut Conn, path: &OfficePath) -> Result<Self, ApiError> {
        let (administration, office) = path.find(db)?;
        Ok(Self {
            administration,
            office: Some(office),
        })
    }

    /// The code of the office.
    pub(super) fn office_code(&self) -> Option<&Code> {
        self.office.as_ref().map(|office| &office.code)
    }

    /// Whether the calendar is its own, and not that of the administration.
    pub(super) fn is_own(&self) -> bool {
        self.office
            .as_ref()
            .is_none_or(|office| office.calendar.is_some())
    }

    /// Every version of the calendar, the newest first; at least one.
    pub(super) fn versions(&self, db: &mut Conn) -> Result<Vec<CalendarRecord>, StoreError> {
        calendars::versions(db, &self.administration.code, self.office_code())
    }

    /// The path of whose calendar it is, in the contract.
    pub(super) fn holder(&self) -> String {
        let administration = format!("/administrations/{}", self.administration.code);
        match self.office_code() {
            Some(office) => format!("{administration}/offices/{office}"),
            None => administration,
        }
    }
}
