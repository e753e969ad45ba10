//! What a receipt says, before it is said as data or as a page.

use cartaviva_domain::offices::{Administration, Contacts, Office};
use cartaviva_domain::protocol::{Direction, Registration};
use cartaviva_domain::receipts::{StartNotice, Told, start_notice};
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
    /// How the office is reached; the administration where it has no contacts of its own. With the administration's digital
    /// domicile where the office has none.
    pub(super) contacts: Contacts,
    /// Where the substitute power is asked for; none where the procedure names no office.
    pub(super) substitute: Option<Office>,
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
        let power = file.procedure.substitute_power.as_ref();
        let substitute = match power.and_then(|power| power.office.as_ref()) {
            Some(code) => offices::find(db, &case.administration, code)?,
            None => None,
        };
        let documents = protocol::registrations(db, &case.administration, case.id)?;
        let presented =
            |registration: &&Registration| registration.document().direction == Direction::Incoming;
        let registration = documents.iter().find(presented).cloned();
        let annulled = registration
            .as_ref()
            .is_some_and(|registration| registration.is_annulled_among(&documents));
        let office = office.map(|office| office.value);
        Ok(Self {
            contacts: reached(office.as_ref(), &administration),
            substitute: substitute.map(|office| office.value),
            administration,
            office,
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

    /// The role that answers for the procedure; else that of who heads the office, who answers for what is given to nobody
    /// else (L. 241/1990 art. 5 c. 2).
    pub(super) fn responsible(&self) -> Option<&str> {
        let named = self.file.procedure.responsible.as_ref();
        let head = || self.office.as_ref()?.responsible_role.as_ref();
        named
            .map(|responsible| &responsible.role)
            .or_else(head)
            .map(|role| role.as_str())
    }

    /// The office where the substitute power is asked for, in words: the administration where none is named.
    pub(super) fn substitute_title(&self) -> &str {
        let office = self.substitute.as_ref().map(|office| &office.name);
        office.unwrap_or(&self.administration.name).as_str()
    }

    /// How the holder of the substitute power is reached.
    pub(super) fn substitute_contacts(&self) -> Contacts {
        reached(self.substitute.as_ref(), &self.administration)
    }

    /// Whether this receipt counts as the notice that the proceeding has begun.
    pub(super) fn start_notice(&self) -> StartNotice {
        start_notice(&Told {
            procedure: &self.file.procedure,
            deadlines: &self.file.case.deadlines,
            responsible: self.responsible(),
            contacts: &self.contacts,
        })
    }
}

/// How an office is reached: the administration where it has no contacts of its own, and its digital domicile in any case.
fn reached(office: Option<&Office>, administration: &Administration) -> Contacts {
    let own = office.map(|office| &office.contacts);
    let own = own.filter(|contacts| !contacts.is_empty());
    let mut contacts = own.unwrap_or(&administration.contacts).clone();
    if contacts.certified_email.is_none() {
        contacts
            .certified_email
            .clone_from(&administration.contacts.certified_email);
    }
    contacts
}
