//! An office as anybody sees it.

use cartaviva_domain::calendar::CalendarSettings;
use cartaviva_domain::offices::{Administration, Office};
use serde::Serialize;
use utoipa::ToSchema;

use crate::administrations::ContactsView;
use crate::bounded::{Code, Link, List, Paragraph};
use crate::deadline_calculations::CalendarBody;
use crate::links::Links;

/// An organisational unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Office)]
pub struct OfficeView {
    /// Its code within the administration.
    pub code: Code,
    /// Its name.
    pub title: Paragraph<1, 300>,
    /// The office it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Code>,
    /// Whether it is the public relations office.
    pub public_relations: bool,
    /// What it is in charge of.
    pub in_charge_of: List<Paragraph<1, 5000>, 100>,
    /// The role that answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responsible_role: Option<Paragraph<1, 300>>,
    /// How it is reached.
    pub contacts: ContactsView,
    /// When it is open and when it is closed; where no weekday has hours, these are not known.
    pub calendar: CalendarBody,
    /// Whether that calendar is its own; otherwise it is the one of the whole administration.
    pub own_calendar: bool,
    /// What else its charter says of its hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_note: Option<Paragraph<1, 300>>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: OfficeLinks,
}

/// The links of an office.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfficeLinks {
    /// The office itself.
    #[serde(rename = "self")]
    pub this: Link,
    /// The calendar that it works by, with its versions.
    pub calendar: Link,
    /// Its administration.
    pub administration: Link,
    /// The office it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Link>,
}

impl OfficeView {
    /// An office of an administration, with the calendar that it works by today.
    pub(crate) fn of(
        administration: &Administration,
        office: &Office,
        calendar: &CalendarSettings,
        links: &Links,
    ) -> Self {
        let body = format!("/administrations/{}", administration.code);
        let to = |code| links.to(&format!("{body}/offices/{code}"));
        Self {
            code: office.code.as_str().into(),
            title: office.name.as_str().into(),
            parent: office.parent.as_ref().map(|code| code.as_str().into()),
            public_relations: office.public_relations,
            in_charge_of: office
                .in_charge_of
                .iter()
                .map(|duty| duty.as_str().into())
                .collect(),
            responsible_role: office.responsible_role.as_ref().map(|role| role.as_str().into()),
            contacts: ContactsView::of(&office.contacts),
            calendar: CalendarBody(calendar.clone()),
            own_calendar: office.calendar.is_some(),
            hours_note: office.hours_note.as_ref().map(|note| note.as_str().into()),
            links: OfficeLinks {
                calendar: links.to(&format!("{body}/offices/{}/calendar", office.code)),
                this: to(&office.code),
                administration: links.to(&body),
                parent: office.parent.as_ref().map(to),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn shown(office: Value) -> Value {
        let administration = json!({
            "code": "c_e625", "name": "Comune di Livorno", "kind": "municipality",
            "calendar": { "opening_hours": { "monday": [["09:00", "13:00"]] } },
        });
        let administration = serde_json::from_value(administration).unwrap();
        let office = serde_json::from_value(office).unwrap();
        let calendar = json!({ "opening_hours": { "tuesday": [["15:30", "17:30"]] } });
        let calendar = serde_json::from_value(calendar).unwrap();
        serde_json::to_value(OfficeView::of(
            &administration,
            &office,
            &calendar,
            &Links::under("http://h"),
        ))
        .unwrap()
    }

    #[test]
    fn an_office_shows_the_calendar_that_it_works_by() {
        let office = shown(json!({ "code": "roads", "name": "Strade", "parent": "works" }));
        assert_eq!(
            office["calendar"]["opening_hours"],
            json!({ "tuesday": [["15:30", "17:30"]] })
        );
        assert_eq!(office["own_calendar"], false);
        assert_eq!(
            office["_links"]["calendar"],
            "http://h/v1/administrations/c_e625/offices/roads/calendar"
        );
        assert_eq!(
            office["_links"]["parent"],
            "http://h/v1/administrations/c_e625/offices/works"
        );
    }

    #[test]
    fn an_office_with_a_calendar_of_its_own_says_so() {
        let office = shown(json!({ "code": "urp", "name": "URP", "public_relations": true, "calendar": {} }));
        assert_eq!(office["own_calendar"], true);
    }
}
