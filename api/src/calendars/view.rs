//! A calendar as anybody sees it, and what a change of it does.

use cartaviva_domain::calendar::{CalendarHistory, CalendarSettings};
use cartaviva_persistence::calendars::{CalendarRecord, holding};
use cartaviva_persistence::recomputation::{Moved, MovedDeadline};
use serde::{Deserialize, Serialize};
use time::Date;
use utoipa::ToSchema;
use validator::Validate;

use super::place::Place;
use crate::bounded::{Code, Day, Id, Int, Link, List, Moment, Paragraph};
use crate::deadline_calculations::CalendarBody;
use crate::etag::ETag;
use crate::links::Links;
use crate::problem::ApiError;

/// The calendar that holds on a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CalendarInForce)]
pub struct CalendarVersionView {
    /// The version that holds on the day.
    pub version: VersionView,
    /// Whether the calendar is its own; an office without one works by that of its administration and follows its changes.
    pub own_calendar: bool,
    /// The number of the version that was decided last; it may hold only from a later day.
    pub last_version: Int<1, 2_147_483_647>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CalendarLinks,
}

/// A version of a calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CalendarVersion)]
pub struct VersionView {
    /// Its number: a later decision has a greater one.
    pub number: Int<1, 2_147_483_647>,
    /// The day from which it holds, until that of another with a greater number.
    pub valid_from: Day,
    /// What it says.
    pub settings: CalendarBody,
    /// Why it was decided; absent for what came with a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Paragraph<3, 2000>>,
    /// When it was recorded.
    pub recorded_at: Moment,
}

/// The links of a calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarLinks {
    /// The calendar itself, as it is today.
    #[serde(rename = "self")]
    pub this: Link,
    /// Every version of it.
    pub versions: Link,
    /// Whose calendar it is: the administration or the office.
    pub holder: Link,
}

/// Every version of a calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarVersions {
    /// The versions, the newest first.
    pub items: List<VersionView, 1000>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CalendarLinks,
}

/// A calendar to be, from a day on.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "settings": {
        "opening_hours": { "monday": [["09:00", "13:00"]], "thursday": [["09:00", "13:00"], ["15:30", "17:30"]] },
        "holidays": ["2026-12-24"],
        "patron_saint_day": "05-22"
    },
    "valid_from": "2026-12-01",
    "reason": "Orario invernale, determina 812 del 20 novembre 2026."
}))]
pub struct CalendarBecomes {
    /// What it says.
    #[validate(nested)]
    pub settings: CalendarBody,
    /// The day from which it holds.
    pub valid_from: Day,
    /// Why.
    #[validate(nested)]
    pub reason: Paragraph<3, 2000>,
}

/// What a change of a calendar does to the deadlines that run, or would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CalendarChange)]
pub struct CalendarChangeView {
    /// Whether nothing was kept.
    pub dry_run: bool,
    /// The new version.
    pub version: VersionView,
    /// The deadlines that move, in the order of their cases: the first thousand.
    pub changes: List<DeadlineMoveView, 1000>,
    /// How many deadlines move.
    pub total: Int<0, 9_007_199_254_740_991>,
    /// Where to go from here.
    #[serde(rename = "_links")]
    pub links: CalendarLinks,
}

/// A deadline that moves.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeadlineMove)]
pub struct DeadlineMoveView {
    /// Its case.
    pub case: Id,
    /// The code of its term.
    pub term: Code,
    /// The last day until now.
    pub old_due_on: Day,
    /// The last moment until now.
    pub old_due_at: Moment,
    /// The last day from now on.
    pub new_due_on: Day,
    /// The last moment from now on.
    pub new_due_at: Moment,
}

impl CalendarVersionView {
    /// The calendar that holds on a day; today by its own zone when none is named. The versions are the newest first.
    pub(super) fn of(
        place: &Place,
        versions: &[CalendarRecord],
        on: Option<Date>,
        now: time::OffsetDateTime,
        links: &Links,
    ) -> Result<Self, ApiError> {
        let history = holding(versions.to_vec())?;
        let held = history.on(on.unwrap_or_else(|| today(&history, now))).version;
        let record = versions.iter().find(|record| record.version == held);
        let record = record.ok_or_else(|| ApiError::internal("a calendar without its version"))?;
        Ok(Self {
            version: VersionView::of(record),
            own_calendar: place.is_own(),
            last_version: i64::from(versions.first().map_or(held, |newest| newest.version)).into(),
            links: CalendarLinks::of(place, links),
        })
    }

    /// The tag of the calendar as it is.
    pub(super) fn tag(&self) -> Result<ETag, ApiError> {
        ETag::of_content(self)
    }
}

/// What holds of a calendar today, by its own clock.
pub(crate) fn in_force(history: &CalendarHistory, now: time::OffsetDateTime) -> &CalendarSettings {
    history.on(today(history, now)).calendar.settings()
}

/// The day that it is by the clock of a calendar.
fn today(history: &CalendarHistory, now: time::OffsetDateTime) -> Date {
    history.last().calendar.date_of(now)
}

impl VersionView {
    pub(super) fn of(record: &CalendarRecord) -> Self {
        Self {
            number: i64::from(record.version).into(),
            valid_from: Day(record.valid_from),
            settings: CalendarBody(record.settings.clone()),
            reason: record.reason.as_deref().map(Into::into),
            recorded_at: Moment(record.recorded_at),
        }
    }
}

impl CalendarLinks {
    pub(super) fn of(place: &Place, links: &Links) -> Self {
        let holder = place.holder();
        Self {
            this: links.to(&format!("{holder}/calendar")),
            versions: links.to(&format!("{holder}/calendar/versions")),
            holder: links.to(&holder),
        }
    }
}

impl CalendarVersions {
    pub(super) fn of(place: &Place, versions: &[CalendarRecord], links: &Links) -> Self {
        Self {
            items: versions.iter().take(1_000).map(VersionView::of).collect(),
            links: CalendarLinks::of(place, links),
        }
    }
}

impl CalendarChangeView {
    pub(super) fn of(
        dry_run: bool,
        place: &Place,
        record: &CalendarRecord,
        moved: &Moved,
        links: &Links,
    ) -> Self {
        Self {
            dry_run,
            version: VersionView::of(record),
            changes: moved.first.iter().map(DeadlineMoveView::of).collect(),
            total: i64::try_from(moved.total).unwrap_or(i64::MAX).into(),
            links: CalendarLinks::of(place, links),
        }
    }
}

impl DeadlineMoveView {
    fn of(moved: &MovedDeadline) -> Self {
        Self {
            case: moved.case.0.to_string().into(),
            term: moved.term.as_str().into(),
            old_due_on: Day(moved.before.due_on),
            old_due_at: Moment(moved.before.due_at),
            new_due_on: Day(moved.after.due_on),
            new_due_at: Moment(moved.after.due_at),
        }
    }
}
