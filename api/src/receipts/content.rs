//! What a receipt says, before it is said as data or as a page.

use cartaviva_domain::offices::{Administration, Contacts, Office};
use cartaviva_domain::protocol::{Direction, Registration};
use cartaviva_persistence::{Conn, administrations, offices, protocol};

use crate::cases::CaseFile;
use crate::problem::ApiError;

/// What a receipt says.
pub(super) struct Content {
    pub(super) file: CaseFile,
    pub(super) administration: Administration,
    /// The office that received the case.
    pub(super) office: Option<Office>,
    /// What was presented, in the register.
    pub(super) registration: Option<Registration>,
    pub(super) annulled: bool,
}

impl Content {
    /// The receipt of a case.
    pub(super) fn of(db: &mut Conn, file: CaseFile) -> Result<Self, ApiError> {
        let case = &file.case;
        let administration = administrations::find(db, &case.administration)?;
        let administration = administration
            .ok_or_else(|| ApiError::internal("a case of no administration"))?
            .value;
        let office = offices::find(db, &case.administration, &file.procedure.office)?;
        let documents = protocol::registrations(db, &case.administration, case.id)?;
        let presented =
            |registration: &&Registration| registration.document().direction == Direction::Incoming;
        let registration = documents.iter().find(presented).cloned();
        let annulled = registration
            .as_ref()
            .is_some_and(|registration| registration.is_annulled_among(&documents));
        Ok(Self {
            administration,
            office: office.map(|office| office.value),
            registration,
            annulled,
            file,
        })
    }

    /// The name of the office, or its code where it has gone.
    pub(super) fn office_name(&self) -> &str {
        let named = self.office.as_ref().map(|office| office.name.as_str());
        named.unwrap_or(self.file.procedure.office.as_str())
    }

    /// The role that answers for the office.
    pub(super) fn responsible(&self) -> Option<&str> {
        self.office
            .as_ref()?
            .responsible_role
            .as_ref()
            .map(|role| role.as_str())
    }

    /// How the office is reached; the administration where it has no contacts of its own.
    pub(super) fn contacts(&self) -> &Contacts {
        let own = self.office.as_ref().map(|office| &office.contacts);
        own.filter(|contacts| !contacts.is_empty())
            .unwrap_or(&self.administration.contacts)
    }
}
