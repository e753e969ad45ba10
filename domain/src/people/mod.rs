//! Who writes to the administration: names, tax codes, contacts.

mod contact;
mod correction;
mod data_subject;
mod identification;
mod reading;
mod tax_code;

pub use contact::{ContactFault, EmailAddress, PhoneNumber};
pub use correction::{Correction, CorrectionFault, Identity};
pub use data_subject::DataSubject;
pub use identification::{AssuranceLevel, Identification, IdentificationMethod, LevelFault, NoSuchLevel};
pub use reading::Purpose;
pub use tax_code::{TaxCode, TaxCodeFault};

use crate::language::Language;
use crate::procedures::Fields;
use crate::text::{Text, Title};
use serde::{Deserialize, Serialize};

/// A given name or a family name: 1 to 100 characters.
pub type PersonName = Text<1, 100>;

/// Who presents a case. Everything is optional here; a procedure says what it needs for each channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter {
    /// The language in which they want to be written to; Italian where they do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<PersonName>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<PersonName>,
    /// Tax code (*codice fiscale*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<TaxCode>,
    /// Email address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Certified email address (PEC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_email: Option<EmailAddress>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Home address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Title>,
    /// What they wrote in fields of the form that may say who somebody is.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
}

impl Reporter {
    /// Whether nothing is known of who writes: neither a name nor a way to reach them.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.given_name.is_none()
            && self.family_name.is_none()
            && self.tax_code.is_none()
            && !self.has_contact()
    }

    /// Whether there is nothing to keep apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether both names are given.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.given_name.is_some() && self.family_name.is_some()
    }

    /// Whether an answer can reach them.
    #[must_use]
    pub fn has_contact(&self) -> bool {
        self.email.is_some()
            || self.certified_email.is_some()
            || self.phone.is_some()
            || self.address.is_some()
    }

    /// The name as the protocol register writes it; none for who gave no name.
    #[must_use]
    pub fn full_name(&self) -> Option<String> {
        let names: Vec<&str> = [&self.given_name, &self.family_name]
            .into_iter()
            .flatten()
            .map(PersonName::as_str)
            .collect();
        (!names.is_empty()).then(|| names.join(" "))
    }
}
