//! The reviews that charters promise.

use super::office_hours::next_open;
use crate::calendar::CalendarHistory;
use crate::charters::Charter;
use crate::codes::Code;
use time::{Date, OffsetDateTime};

/// What the alarm for a review is about, as a stable code.
pub const REVIEW_DUE: &str = "review_due";

/// A review that is to be held by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The edition that says so.
    pub edition: Code,
    /// By when.
    pub due_on: Date,
    /// When it is announced: when the administration first opens on that day, or else next.
    pub at: OffsetDateTime,
}

/// The reviews that the editions of a charter promise, save those of an edition that another took the place of before its
/// review was due.
#[must_use]
pub fn reviews_of(charter: &Charter, calendars: &CalendarHistory) -> Vec<Review> {
    charter
        .editions
        .iter()
        .filter_map(|edition| {
            let due_on = edition.review_due?;
            let superseded = edition.in_force_until.is_some_and(|last| last < due_on);
            let calendar = &calendars.on(due_on).calendar;
            (!superseded).then(|| Review {
                edition: edition.code.clone(),
                due_on,
                at: next_open(calendar, calendar.midnight(due_on)),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Calendar, CalendarSettings};
    use time::macros::{date, datetime};

    fn reviews(editions: serde_json::Value) -> Vec<Review> {
        let charter: Charter = serde_json::from_value(serde_json::json!({
            "code": "urp", "kind": "specific", "title": "Carta dell'URP", "editions": editions
        }))
        .unwrap();
        let calendar = Calendar::try_from(CalendarSettings::default()).unwrap();
        reviews_of(&charter, &CalendarHistory::unchanging(calendar))
    }

    #[test]
    fn a_review_is_announced_in_office_hours_on_its_day_or_the_next_open_one() {
        let found = reviews(serde_json::json!([{ "code": "2025", "review_due": "2027-12-19" }]));
        assert_eq!(
            found,
            [Review {
                edition: Code::parse("2025").unwrap(),
                due_on: date!(2027 - 12 - 19),
                at: datetime!(2027-12-20 09:00 +1),
            }],
            "19 December 2027 is a Sunday"
        );
    }

    #[test]
    fn an_edition_that_was_superseded_in_time_is_not_reviewed() {
        let found = reviews(serde_json::json!([
            { "code": "2023", "review_due": "2025-12-31", "in_force_until": "2025-06-30" },
            { "code": "2025", "in_force_from": "2025-07-01" }
        ]));
        assert_eq!(found, []);
    }
}
