//! An administration as anybody sees it.

use cartaviva_domain::calendar::CalendarSettings;
use cartaviva_domain::offices::Administration;
use serde::Serialize;
use utoipa::ToSchema;

use super::contacts::ContactsView;
use crate::bounded::{AdministrationCode, Link, Paragraph};
use crate::deadline_calculations::CalendarBody;
use crate::links::Links;
use crate::words::AdministrationKindWord;

/// A public body.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Administration)]
pub struct AdministrationView {
    /// Its code, the IPA code where there is one.
    pub code: AdministrationCode,
    /// Its name.
    pub title: Paragraph<1, 300>,
    /// What kind of body it is.
    pub kind: AdministrationKindWord,
    /// How it is reached.
    pub contacts: ContactsView,
    /// When it works: zone, working days, opening hours, closures, patron-saint day. An office may have one of its own.
    pub calendar: CalendarBody,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: AdministrationLinks,
}

/// The links of an administration.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdministrationLinks {
    /// The administration itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// The calendar that it works by, with its versions.
    pub calendar: Link,
    /// Its offices.
    pub offices: Link,
    /// Its services.
    pub services: Link,
    /// Its charters.
    pub charters: Link,
    /// Its procedures.
    pub procedures: Link,
}

impl AdministrationView {
    /// An administration, with the calendar that it works by today.
    pub(crate) fn of(administration: &Administration, calendar: &CalendarSettings, links: &Links) -> Self {
        let own = format!("/administrations/{}", administration.code);
        let to = |part: &str| links.to(&format!("{own}/{part}"));
        Self {
            code: administration.code.as_str().into(),
            title: administration.name.as_str().into(),
            kind: administration.kind.into(),
            contacts: ContactsView::of(&administration.contacts),
            calendar: CalendarBody(calendar.clone()),
            links: AdministrationLinks {
                this: links.to(&own),
                calendar: to("calendar"),
                offices: to("offices"),
                services: to("services"),
                charters: to("charters"),
                procedures: to("procedures"),
            },
        }
    }
}
