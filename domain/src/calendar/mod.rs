//! The calendar of a body: when it works, when it is open, what is a holiday.
//!
//! Three different questions about a date, kept apart:
//!
//! - **Is it a legal holiday?** ([`Calendar::legal_holiday`]) A Sunday, a national holiday or a date the body
//!   declared in `holidays`. Only these move the last day of a legal term (art. 2963 c. 3 c.c.). A Saturday, the
//!   patron-saint day and a closure do not.
//! - **Is it a working day?** ([`Calendar::day_kind`]) Its weekday is among `working_days`, and it is no national
//!   or declared holiday, nor the patron-saint day, nor closed all day by a closure or by empty special hours. A
//!   closure of some hours leaves it a working day, and special hours never make one of a day of rest.
//! - **When is the office open?** ([`Calendar::opening_intervals`]) In the weekly hours of that weekday, whether or
//!   not it is a working day, less the closures, and not at all on a holiday or the patron-saint day. Special
//!   hours of the date take the place of all that; only what was declared for this very date (an entry of
//!   `holidays`, a closure of that one day) still takes away from them.
//!
//! Local times follow the clocks of the zone: a time that does not exist is one hour later, one that occurs twice
//! is the first.

mod closure;
mod day_kind;
mod easter;
mod fault;
mod history;
mod holidays;
mod hours;
mod interval;
mod parse;
mod settings;
mod weekdays;
mod working_days;
mod zone;

#[cfg(test)]
mod calendar_tests;
#[cfg(test)]
mod holidays_tests;
#[cfg(test)]
mod parse_tests;

pub use day_kind::{DayKind, LegalHoliday};
pub use easter::easter;
pub use fault::{CalendarFault, CalendarFaultReason, CalendarFaults};
pub use history::{CalendarHistory, CalendarVersion};
pub use holidays::{NATIONAL_HOLIDAYS, NationalHoliday, national_holiday};
pub use interval::{MINUTES_PER_DAY, OpeningInterval};
pub use settings::{CalendarSettings, ClosureSettings, HoursSettings};
pub use zone::ClockChange;

use closure::{Closure, MonthDay};
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime, Time};
use weekdays::WeekdaySet;
use zone::Zone;

/// The first year a calendar covers: before it other national holidays were in force (L. 54/1977).
pub const FIRST_YEAR: i32 = 1978;
/// The last year a calendar covers.
pub const LAST_YEAR: i32 = 2199;
/// The most special days a calendar holds.
pub const MAX_SPECIAL_DAYS: usize = 1000;
/// The most closures a calendar holds.
pub const MAX_CLOSURES: usize = 200;
/// The most declared holidays a calendar holds.
pub const MAX_HOLIDAYS: usize = 1000;
/// The most intervals of one day.
pub const MAX_INTERVALS: usize = 24;

/// Whether a date lies in the years a calendar covers.
#[must_use]
pub fn covers(date: Date) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

/// The calendar of a body or of an office, made of [`CalendarSettings`] that hold no fault.
#[derive(Clone, Debug)]
pub struct Calendar {
    settings: CalendarSettings,
    zone: Zone,
    working_days: WeekdaySet,
    weekly: [Vec<OpeningInterval>; 7],
    special: BTreeMap<Date, Vec<OpeningInterval>>,
    closures: Vec<Closure>,
    /// Sorted.
    declared: Vec<Date>,
    national: bool,
    patron: Option<MonthDay>,
}

impl Calendar {
    /// The settings the calendar was made of.
    #[must_use]
    pub fn settings(&self) -> &CalendarSettings {
        &self.settings
    }

    /// The same instant on the clock of the calendar's zone.
    #[must_use]
    pub fn local(&self, instant: OffsetDateTime) -> OffsetDateTime {
        self.zone.local(instant)
    }

    /// The civil date of an instant in the calendar's zone.
    #[must_use]
    pub fn date_of(&self, instant: OffsetDateTime) -> Date {
        self.zone.local(instant).date()
    }

    /// The instant at which the zone's clock shows a date and a time, and what the clocks did then.
    #[must_use]
    pub fn instant(&self, date: Date, time: Time) -> (OffsetDateTime, ClockChange) {
        self.zone.instant(date, time)
    }

    /// The instant at which a date begins in the calendar's zone.
    #[must_use]
    pub fn midnight(&self, date: Date) -> OffsetDateTime {
        self.zone.instant(date, Time::MIDNIGHT).0
    }

    /// The instant at which a date ends, which is the midnight that begins the next one.
    #[must_use]
    pub fn end_of_day(&self, date: Date) -> OffsetDateTime {
        self.midnight(date.next_day().unwrap_or(date))
    }
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.settings == other.settings
    }
}

impl Eq for Calendar {}
