//! The calendar of a body as it is shown: the members by which a deadline calculation takes one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use cartaviva_domain::calendar::{CalendarSettings, ClosureSettings, HoursSettings, MAX_SPECIAL_DAYS};
use serde::Serialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::bounded::{Day, INLINE, Line, List, Shape, Shaped};

/// The English name of a weekday, in lower case.
pub type WeekdayName = Shaped<WeekdayShape>;
/// A local time `HH:MM`; `24:00` closes a day.
pub type LocalTime = Shaped<LocalTimeShape>;
/// A day of every year, `05-22`, or of one year, `2026-05-22`.
pub type DayOfYear = Shaped<DayOfYearShape>;

/// The shape of [`WeekdayName`].
#[derive(Debug)]
pub enum WeekdayShape {}

impl Shape for WeekdayShape {
    const MIN: usize = 6;
    const MAX: usize = 9;
    const PATTERN: &'static str = "^(monday|tuesday|wednesday|thursday|friday|saturday|sunday)$";
    const FAULT: &'static str = "weekday";

    fn name() -> String {
        "WeekdayName".to_owned()
    }

    fn fits(text: &str) -> bool {
        matches!(text, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
    }
}

/// The shape of [`LocalTime`].
#[derive(Debug)]
pub enum LocalTimeShape {}

impl Shape for LocalTimeShape {
    const MIN: usize = 5;
    const MAX: usize = 5;
    const PATTERN: &'static str = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
    const FAULT: &'static str = "local_time";

    fn name() -> String {
        "LocalTime".to_owned()
    }

    fn fits(text: &str) -> bool {
        let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u8>().ok()).flatten();
        let clock = text.split_once(':').and_then(|(hour, minute)| Some((number(hour)?, number(minute)?)));
        clock.is_some_and(|(hour, minute)| (hour < 24 && minute < 60) || (hour == 24 && minute == 0))
    }
}

/// The shape of [`DayOfYear`].
#[derive(Debug)]
pub enum DayOfYearShape {}

impl Shape for DayOfYearShape {
    const MIN: usize = 5;
    const MAX: usize = 10;
    const PATTERN: &'static str = "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$";
    const FAULT: &'static str = "day_of_year";

    fn name() -> String {
        "DayOfYear".to_owned()
    }

    fn fits(text: &str) -> bool {
        text.split('-').all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// A stretch of a day: opening and closing, half-open.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Hours([LocalTime; 2]);

impl PartialSchema for Hours {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(LocalTime::schema())
            .min_items(Some(2))
            .max_items(Some(2))
            .description(Some("Opening and closing, half-open; the second may be `24:00`."))
            .into()
    }
}

impl ToSchema for Hours {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{INLINE}Hours"))
    }
}

/// The hours of a day, none or several stretches.
type DayHours = List<Hours, 24>;

/// The hours of the week. A weekday that is not named is closed; where none is named, the hours are not known.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(example = json!({ "monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"], ["15:30", "17:30"]] }))]
pub struct WeeklyHours {
    /// The hours of Monday.
    #[serde(skip_serializing_if = "is_closed")]
    pub monday: DayHours,
    /// The hours of Tuesday.
    #[serde(skip_serializing_if = "is_closed")]
    pub tuesday: DayHours,
    /// The hours of Wednesday.
    #[serde(skip_serializing_if = "is_closed")]
    pub wednesday: DayHours,
    /// The hours of Thursday.
    #[serde(skip_serializing_if = "is_closed")]
    pub thursday: DayHours,
    /// The hours of Friday.
    #[serde(skip_serializing_if = "is_closed")]
    pub friday: DayHours,
    /// The hours of Saturday.
    #[serde(skip_serializing_if = "is_closed")]
    pub saturday: DayHours,
    /// The hours of Sunday.
    #[serde(skip_serializing_if = "is_closed")]
    pub sunday: DayHours,
}

fn is_closed(hours: &DayHours) -> bool {
    hours.as_slice().is_empty()
}

/// The hours of single dates, which replace those of the weekday; none: closed on that date.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct SpecialDays(BTreeMap<String, DayHours>);

impl PartialSchema for SpecialDays {
    fn schema() -> RefOr<Schema> {
        let hours = ArrayBuilder::new().items(Hours::schema()).min_items(Some(0)).max_items(Some(24));
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .property_names(Some(Day::schema()))
            .additional_properties(Some(AdditionalProperties::RefOr(hours.into())))
            .max_properties(Some(MAX_SPECIAL_DAYS))
            .description(Some("The hours of single dates, which replace those of the weekday; none: closed on that date."))
            .examples([serde_json::json!({ "2026-12-24": [["09:00", "11:00"]] })])
            .into()
    }
}

impl ToSchema for SpecialDays {}

/// A closure: from a day to a day, both included, once or every year.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Closure, example = json!({ "from": "08-10", "to": "08-20", "weekdays": ["tuesday"], "hours": [["15:30", "17:30"]] }))]
pub struct ClosureView {
    /// The first day.
    pub from: DayOfYear,
    /// The last day.
    pub to: DayOfYear,
    /// The weekdays it is limited to; absent: every day.
    #[serde(skip_serializing_if = "is_empty")]
    pub weekdays: List<WeekdayName, 7>,
    /// The hours it is limited to; absent: the whole day.
    #[serde(skip_serializing_if = "is_closed")]
    pub hours: DayHours,
}

fn is_empty(weekdays: &List<WeekdayName, 7>) -> bool {
    weekdays.as_slice().is_empty()
}

/// When a body works.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Calendar)]
pub struct CalendarView {
    /// The IANA name of the time zone.
    #[schema(example = "Europe/Rome")]
    pub time_zone: Line<1, 64>,
    /// The weekdays that are working days.
    pub working_days: List<WeekdayName, 7>,
    /// The hours in which it is open.
    pub opening_hours: WeeklyHours,
    /// The hours of single dates.
    pub special_days: SpecialDays,
    /// Seasonal and single closures.
    pub closures: List<ClosureView, 200>,
    /// Dates declared holidays of the body beyond the national ones.
    pub holidays: List<DayOfYear, 1000>,
    /// Whether the national holidays of Italy are holidays.
    pub national_holidays: bool,
    /// The patron-saint day: not a working day, but it moves no legal term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patron_saint_day: Option<DayOfYear>,
}

impl CalendarView {
    /// A calendar by its settings.
    pub(crate) fn of(settings: &CalendarSettings) -> Self {
        Self {
            time_zone: settings.time_zone.as_str().into(),
            working_days: weekdays(&settings.working_days),
            opening_hours: WeeklyHours::of(settings),
            special_days: SpecialDays::of(settings),
            closures: closures(settings),
            holidays: settings.holidays.iter().map(|day| day.as_str().into()).collect(),
            national_holidays: settings.national_holidays,
            patron_saint_day: settings.patron_saint_day.as_deref().map(Into::into),
        }
    }
}

impl WeeklyHours {
    /// The weekly hours of a calendar.
    pub(crate) fn of(settings: &CalendarSettings) -> Self {
        let hours = |weekday: &str| settings.opening_hours.get(weekday).map(|day| hours(day)).unwrap_or_default();
        Self {
            monday: hours("monday"),
            tuesday: hours("tuesday"),
            wednesday: hours("wednesday"),
            thursday: hours("thursday"),
            friday: hours("friday"),
            saturday: hours("saturday"),
            sunday: hours("sunday"),
        }
    }
}

impl SpecialDays {
    /// The special days of a calendar.
    pub(crate) fn of(settings: &CalendarSettings) -> Self {
        Self(settings.special_days.iter().map(|(date, day)| (date.clone(), hours(day))).collect())
    }
}

/// The closures of a calendar.
pub(crate) fn closures(settings: &CalendarSettings) -> List<ClosureView, 200> {
    let view = |closure: &ClosureSettings| ClosureView {
        from: closure.from.as_str().into(),
        to: closure.to.as_str().into(),
        weekdays: closure.weekdays.as_deref().map(weekdays).unwrap_or_default(),
        hours: closure.hours.as_deref().map(hours).unwrap_or_default(),
    };
    settings.closures.iter().map(view).collect()
}

fn weekdays(names: &[String]) -> List<WeekdayName, 7> {
    names.iter().map(|name| name.as_str().into()).collect()
}

fn hours(day: &[HoursSettings]) -> DayHours {
    day.iter().map(|[opens, closes]| Hours([opens.as_str().into(), closes.as_str().into()])).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_calendar_is_shown_by_the_members_by_which_it_is_set() {
        let set = json!({
            "time_zone": "Europe/Rome",
            "working_days": ["monday", "tuesday"],
            "opening_hours": { "monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"], ["15:30", "24:00"]] },
            "special_days": { "2026-12-24": [["09:00", "11:00"]], "2026-12-31": [] },
            "closures": [
                { "from": "08-01", "to": "08-31", "weekdays": ["tuesday"], "hours": [["15:30", "17:30"]] },
                { "from": "2026-12-07", "to": "2026-12-07" },
            ],
            "holidays": ["2026-05-22"],
            "national_holidays": true,
            "patron_saint_day": "05-22",
        });
        let settings: CalendarSettings = serde_json::from_value(set.clone()).unwrap();
        assert_eq!(serde_json::to_value(CalendarView::of(&settings)).unwrap(), set);
    }

    #[test]
    fn a_body_whose_hours_are_not_known_names_no_weekday() {
        let shown = serde_json::to_value(CalendarView::of(&CalendarSettings::default())).unwrap();
        assert_eq!(shown["opening_hours"], json!({}));
    }

    #[test]
    fn a_local_time_is_on_the_clock_or_midnight_at_the_end() {
        let fits = |text: &str| text.len() == 5 && LocalTimeShape::fits(text);
        assert!(["00:00", "23:59", "24:00"].into_iter().all(fits));
        assert!(!["24:01", "12:60", "25:00", "1:000", "ab:cd", "+1:00"].into_iter().any(fits));
    }
}
