//! Where a message goes.

use cartaviva_domain::codes::{AdministrationCode, Code};
use cartaviva_domain::notices::Audience;
use cartaviva_domain::offices::{Contacts, Office};
use cartaviva_domain::people::EmailAddress;
use cartaviva_persistence::messages::{About, Leased};
use cartaviva_persistence::{Conn, StoreError, administrations, offices, reporters};

/// How many offices above an office are asked for an address.
const HIGHEST: usize = 8;

/// The address of a message, none where none is known. An office without one is written to at the office it belongs to;
/// a public relations office without one at the administration's.
pub(super) fn address(db: &mut Conn, message: &Leased) -> Result<Option<EmailAddress>, StoreError> {
    let administration = &message.administration;
    match (message.audience, &message.about, &message.office) {
        (Audience::Citizen, About::Case(case), _) => Ok(reporters::find(db, administration, *case)?.email),
        (Audience::Citizen, About::Charter(_), _) => Ok(None),
        (Audience::Office | Audience::Substitute, _, Some(office)) => {
            of_office(&all(db, administration)?, office)
        }
        (Audience::Urp | Audience::Office | Audience::Substitute, ..) => of_urp(db, administration),
    }
}

fn all(db: &mut Conn, administration: &AdministrationCode) -> Result<Vec<Office>, StoreError> {
    let found = offices::list(db, administration)?;
    Ok(found.into_iter().map(|office| office.value).collect())
}

fn of_office(offices: &[Office], code: &Code) -> Result<Option<EmailAddress>, StoreError> {
    let mut next = Some(code);
    for _ in 0..HIGHEST {
        let Some(office) = next.and_then(|code| offices.iter().find(|office| office.code == *code)) else {
            break;
        };
        if let Some(address) = written(&office.contacts) {
            return Ok(Some(address));
        }
        next = office.parent.as_ref();
    }
    Ok(None)
}

fn of_urp(db: &mut Conn, administration: &AdministrationCode) -> Result<Option<EmailAddress>, StoreError> {
    let offices = all(db, administration)?;
    let urp = offices.iter().find(|office| office.public_relations);
    if let Some(address) = urp.and_then(|urp| written(&urp.contacts)) {
        return Ok(Some(address));
    }
    let body = administrations::find(db, administration)?;
    Ok(body.and_then(|body| written(&body.value.contacts)))
}

fn written(contacts: &Contacts) -> Option<EmailAddress> {
    EmailAddress::parse(contacts.email.as_ref()?.as_str()).ok()
}
