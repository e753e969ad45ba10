//! How an administration or an office is reached.

use cartaviva_domain::offices::Contacts;
use serde::Serialize;
use utoipa::ToSchema;

use crate::bounded::{List, Paragraph};

/// How an administration or an office is reached, as its charter prints it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Contacts, example = json!({
    "address": "Piazza del Municipio, 1 - 57123 Livorno", "phones": [], "certified_email": "comune.livorno@postacert.toscana.it"
}))]
pub struct ContactsView {
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Paragraph<1, 300>>,
    /// Telephone numbers.
    pub phones: List<Paragraph<1, 60>, 10>,
    /// WhatsApp number for written messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp: Option<Paragraph<1, 60>>,
    /// Fax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax: Option<Paragraph<1, 60>>,
    /// Ordinary email.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Paragraph<1, 300>>,
    /// Certified email (PEC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certified_email: Option<Paragraph<1, 300>>,
    /// Website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Paragraph<1, 300>>,
}

impl ContactsView {
    /// Contacts as they are printed.
    pub(crate) fn of(contacts: &Contacts) -> Self {
        Self {
            address: contacts.address.as_ref().map(|text| text.as_str().into()),
            phones: contacts
                .phones
                .iter()
                .map(|number| number.as_str().into())
                .collect(),
            whatsapp: contacts.whatsapp.as_ref().map(|number| number.as_str().into()),
            fax: contacts.fax.as_ref().map(|number| number.as_str().into()),
            email: contacts.email.as_ref().map(|text| text.as_str().into()),
            certified_email: contacts.certified_email.as_ref().map(|text| text.as_str().into()),
            website: contacts.website.as_ref().map(|text| text.as_str().into()),
        }
    }
}
