//! Entries of the feed.

use super::{Data, Kind};
use crate::cases::{Case, Event, Moment};
use crate::codes::{CaseId, Code, EventId};
use time::Date;

/// Something that happened, as other systems are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, by which a receiver drops repeats.
    pub id: EventId,
    /// What happened.
    pub kind: Kind,
    /// The case it concerns.
    pub case: Option<CaseId>,
    /// The charter it concerns.
    pub charter: Option<Code>,
    /// The office it concerns.
    pub office: Option<Code>,
    /// What is told of it.
    pub data: Data,
    /// When it happened and when it was recorded.
    pub moment: Moment,
}

/// An entry with its place in the feed of its administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its place, from 1, without gaps.
    pub position: i64,
    /// The entry.
    pub entry: Entry,
}

impl Entry {
    /// An event of a case, which now stands as it is given.
    #[must_use]
    pub fn of_event(case: &Case, event: &Event) -> Self {
        Self {
            data: Data::public_part(case, &event.happening),
            ..Self::of_case(case, event.happening.kind(), event.id, event.moment)
        }
    }

    /// Something about a case that is not an event of its own: a reminder, a term that ran out. `what` is its word, such as
    /// `deadline_missed`.
    #[must_use]
    pub fn of_case(case: &Case, what: &str, id: EventId, moment: Moment) -> Self {
        Self {
            id,
            kind: Kind::of_case(what),
            case: Some(case.id),
            charter: None,
            office: Some(case.office.clone()),
            data: Data::of_case(case),
            moment,
        }
    }

    /// An edition that was added to a charter, in force from a day where that is known.
    #[must_use]
    pub fn of_edition(
        charter: &Code,
        edition: &Code,
        valid_from: Option<Date>,
        id: EventId,
        moment: Moment,
    ) -> Self {
        Self {
            id,
            kind: Kind::edition_added(),
            case: None,
            charter: Some(charter.clone()),
            office: None,
            data: Data {
                charter: Some(charter.clone()),
                edition: Some(edition.clone()),
                valid_from,
                ..Data::default()
            },
            moment,
        }
    }

    /// A charter that is to be reviewed by a day, as one of its editions promises.
    #[must_use]
    pub fn review_due(id: EventId, charter: &Code, edition: &Code, due_on: Date, moment: Moment) -> Self {
        Self {
            id,
            kind: Kind::review_due(),
            case: None,
            charter: Some(charter.clone()),
            office: None,
            data: Data {
                charter: Some(charter.clone()),
                edition: Some(edition.clone()),
                due_on: Some(due_on),
                ..Data::default()
            },
            moment,
        }
    }

    /// A calendar that was changed from a day on: that of an office, or of the administration where no office is named.
    #[must_use]
    pub fn of_calendar(office: Option<&Code>, valid_from: Date, id: EventId, moment: Moment) -> Self {
        Self {
            id,
            kind: Kind::calendar_changed(),
            case: None,
            charter: None,
            office: office.cloned(),
            data: Data {
                office: office.cloned(),
                valid_from: Some(valid_from),
                ..Data::default()
            },
            moment,
        }
    }

    /// What it is about, as a path below its administration; none where it is about the administration itself.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        let case = self.case.map(|case| format!("cases/{}", case.0));
        let charter = || self.charter.as_ref().map(|charter| format!("charters/{charter}"));
        let office = || self.office.as_ref().map(|office| format!("offices/{office}"));
        case.or_else(charter).or_else(office)
    }
}
