//! What the laws range over.

use cartaviva_domain::calendar::{Calendar, CalendarSettings, ClosureSettings, HoursSettings};
use cartaviva_domain::deadline::{Direction, Roll, Term, Unit};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::BTreeMap;
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const ZONES: [&str; 5] = [
    "Europe/Rome",
    "UTC",
    "America/New_York",
    "Pacific/Auckland",
    "Africa/Cairo",
];

/// Every unit but the immediate one.
pub(crate) const COUNTED: [Unit; 6] = [
    Unit::OpeningMinutes,
    Unit::OpeningHours,
    Unit::WorkingDayHours,
    Unit::WorkingDays,
    Unit::CalendarDays,
    Unit::Months,
];

/// The units that end with a day.
pub(crate) const IN_DAYS: [Unit; 3] = [Unit::WorkingDays, Unit::CalendarDays, Unit::Months];

/// The units that end at an instant.
pub(crate) const IN_HOURS: [Unit; 3] = [Unit::OpeningMinutes, Unit::OpeningHours, Unit::WorkingDayHours];

/// A date of the years 2025 to 2028.
pub(crate) fn dates() -> impl Strategy<Value = Date> {
    (0_i64..1461).prop_map(|days| date!(2025 - 01 - 01) + Duration::days(days))
}

/// An instant of the years 2025 to 2028, to the second.
pub(crate) fn instants() -> impl Strategy<Value = OffsetDateTime> {
    (0_i64..1461 * 86_400)
        .prop_map(|seconds| date!(2025 - 01 - 01).midnight().assume_utc() + Duration::seconds(seconds))
}

/// The settings of a calendar that sometimes opens and works.
pub(crate) fn settings() -> impl Strategy<Value = CalendarSettings> {
    let specials = btree_map(dates().prop_map(|date| date.to_string()), hours(0..3), 0..6);
    (
        (
            select(&ZONES),
            subsequence(&WEEKDAYS, 1..7),
            weekly_hours(),
            specials,
        ),
        (
            vec(closures(), 0..3),
            btree_set(dates(), 0..6),
            any::<bool>(),
            proptest::option::of(month_days()),
        ),
    )
        .prop_map(
            |((zone, working_days, opening_hours, special_days), (closures, holidays, national, patron))| {
                CalendarSettings {
                    time_zone: zone.to_owned(),
                    working_days: working_days.into_iter().map(str::to_owned).collect(),
                    opening_hours,
                    special_days,
                    closures,
                    holidays: holidays.into_iter().map(|date| date.to_string()).collect(),
                    national_holidays: national,
                    patron_saint_day: patron,
                }
            },
        )
}

/// A calendar that sometimes opens and works.
pub(crate) fn calendars() -> impl Strategy<Value = Calendar> {
    settings().prop_map(|settings| Calendar::try_from(settings).unwrap())
}

/// A calendar whose clocks never change.
pub(crate) fn calendars_without_clock_changes() -> impl Strategy<Value = Calendar> {
    settings().prop_map(|settings| {
        Calendar::try_from(CalendarSettings {
            time_zone: "UTC".to_owned(),
            ..settings
        })
        .unwrap()
    })
}

/// An amount that is not too long in the unit.
pub(crate) fn amounts(unit: Unit) -> impl Strategy<Value = u32> {
    let most: u32 = match unit {
        Unit::Immediate => 0,
        Unit::OpeningMinutes => 3_000,
        Unit::OpeningHours => 60,
        Unit::WorkingDayHours => 400,
        Unit::WorkingDays | Unit::CalendarDays => 90,
        Unit::Months => 24,
    };
    0..=most
}

/// Any roll policy.
pub(crate) fn rolls() -> impl Strategy<Value = Roll> {
    select(vec![Roll::NextNonHoliday, Roll::None, Roll::NextWorkingDay])
}

/// Either direction.
pub(crate) fn directions() -> impl Strategy<Value = Direction> {
    select(vec![Direction::Forward, Direction::Backward])
}

/// A term in one of the units.
pub(crate) fn terms(units: &'static [Unit]) -> impl Strategy<Value = Term> {
    (select(units), rolls(), directions()).prop_flat_map(|(unit, roll, direction)| {
        amounts(unit).prop_map(move |amount| Term::new(amount, unit, roll, direction).unwrap())
    })
}

/// The same term with another amount.
pub(crate) fn with_amount(term: Term, amount: u32) -> Term {
    Term::new(amount, term.unit(), term.roll(), term.direction()).unwrap()
}

fn weekly_hours() -> impl Strategy<Value = BTreeMap<String, Vec<HoursSettings>>> {
    btree_map(select(&WEEKDAYS).prop_map(str::to_owned), hours(1..3), 1..7)
}

/// Opening hours in quarters of an hour; touching ones are allowed.
fn hours(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<HoursSettings>> {
    btree_set(0_u16..=96, count.start * 2..count.end * 2).prop_map(|quarters| {
        let quarters: Vec<u16> = quarters.into_iter().collect();
        quarters
            .chunks_exact(2)
            .map(|pair| [quarter(pair[0]), quarter(pair[1])])
            .collect()
    })
}

fn quarter(quarters: u16) -> String {
    format!("{:02}:{:02}", quarters / 4, quarters % 4 * 15)
}

fn closures() -> impl Strategy<Value = ClosureSettings> {
    let once = (dates(), 0_i64..30)
        .prop_map(|(from, days)| (from.to_string(), (from + Duration::days(days)).to_string()));
    let yearly = (month_days(), month_days());
    let weekdays = subsequence(&WEEKDAYS, 1..5)
        .prop_map(|days| days.into_iter().map(str::to_owned).collect::<Vec<String>>());
    let limits = (proptest::option::of(weekdays), proptest::option::of(hours(1..3)));
    (prop_oneof![once, yearly], limits).prop_map(|((from, to), (weekdays, hours))| ClosureSettings {
        from,
        to,
        weekdays,
        hours: hours.filter(|hours| !hours.is_empty()),
    })
}

fn month_days() -> impl Strategy<Value = String> {
    (1_u8..=12, 1_u8..=28).prop_map(|(month, day)| format!("{month:02}-{day:02}"))
}
