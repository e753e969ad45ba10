//! The administration (*ente*) and its offices.

use crate::calendar::CalendarSettings;
use crate::codes::{AdministrationCode, Code};
use crate::text::{Prose, Title};
use serde::{Deserialize, Serialize};

/// What kind of public body an administration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdministrationKind {
    /// A municipality (*comune*).
    Municipality,
    /// A chamber of commerce (*camera di commercio*).
    ChamberOfCommerce,
    /// Any other public body.
    Other,
}

/// A public body: the tenant to which everything else belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Administration {
    /// Its code, the IPA code where there is one.
    pub code: AdministrationCode,
    /// Its name in Italian.
    pub name: Title,
    /// What kind of body it is.
    pub kind: AdministrationKind,
    /// Where people and papers go.
    #[serde(default, skip_serializing_if = "Contacts::is_empty")]
    pub contacts: Contacts,
    /// When it works: zone, opening hours, closures, patron-saint day. Offices may have hours of their own.
    pub calendar: CalendarSettings,
}

/// How an administration or an office is reached. Office contacts only, never a person's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Title>,
    /// Telephone numbers, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Text60>,
    /// WhatsApp number for written messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whatsapp: Option<Text60>,
    /// Fax number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fax: Option<Text60>,
    /// Ordinary email.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Title>,
    /// Certified email (PEC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_email: Option<Title>,
    /// Website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Title>,
}

/// A short text: a telephone number as it is printed.
pub type Text60 = crate::text::Text<1, 60>;

impl Contacts {
    /// Whether nothing is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An organisational unit (*ufficio*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its code within the administration.
    pub code: Code,
    /// Its name in Italian.
    pub name: Title,
    /// The office it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Code>,
    /// Whether it is the public relations office (URP, or what the body calls it).
    #[serde(default)]
    pub public_relations: bool,
    /// What it is in charge of, at most 100 entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_charge_of: Vec<Prose>,
    /// The role that answers for it (`dirigente`, `responsabile`), never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible_role: Option<Title>,
    /// How it is reached.
    #[serde(default, skip_serializing_if = "Contacts::is_empty")]
    pub contacts: Contacts,
    /// Its own calendar, where it differs from the administration's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarSettings>,
    /// What else the charter says of its hours (`by appointment`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_note: Option<Title>,
}
