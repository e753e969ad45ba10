//! From the settings of a calendar to the calendar: everything is checked here, and every fault is told.

use super::closure::{Closure, ClosureDays, MonthDay};
use super::fault::{CalendarFault, CalendarFaultReason as Reason, CalendarFaults};
use super::interval::{IntervalFault, OpeningInterval};
use super::settings::{CalendarSettings, ClosureSettings, HoursSettings};
use super::weekdays::{WeekdaySet, weekday_named};
use super::zone::Zone;
use super::{Calendar, MAX_CLOSURES, MAX_HOLIDAYS, MAX_INTERVALS, MAX_SPECIAL_DAYS, covers};
use std::collections::BTreeMap;
use time::{Date, Month, Weekday};

/// The faults found so far.
#[derive(Default)]
struct Faults(Vec<CalendarFault>);

impl TryFrom<CalendarSettings> for Calendar {
    type Error = CalendarFaults;

    fn try_from(settings: CalendarSettings) -> Result<Self, CalendarFaults> {
        let mut faults = Faults::default();
        let zone = Zone::named(&settings.time_zone);
        if zone.is_none() {
            faults.add("/time_zone".to_owned(), Reason::UnknownTimeZone);
        }
        let working_days = weekday_set(&settings.working_days, "/working_days", &mut faults);
        let weekly = weekly_hours(&settings.opening_hours, &mut faults);
        let special = special_days(&settings.special_days, &mut faults);
        let closures = closures(&settings.closures, &mut faults);
        let declared = holidays(&settings.holidays, &mut faults);
        let patron = settings
            .patron_saint_day
            .as_deref()
            .and_then(|day| patron(day, &mut faults));
        match zone {
            Some(zone) if faults.0.is_empty() => Ok(Self {
                zone,
                working_days,
                weekly,
                special,
                closures,
                declared,
                national: settings.national_holidays,
                patron,
                settings,
            }),
            _ => Err(CalendarFaults(faults.0)),
        }
    }
}

impl Faults {
    fn add(&mut self, pointer: String, reason: Reason) {
        self.0.push(CalendarFault { pointer, reason });
    }

    fn bound(&mut self, pointer: &str, length: usize, maximum: usize) {
        if length > maximum {
            self.add(pointer.to_owned(), Reason::TooMany);
        }
    }
}

fn weekday_set(names: &[String], pointer: &str, faults: &mut Faults) -> WeekdaySet {
    let mut set = WeekdaySet::default();
    if names.is_empty() {
        faults.add(pointer.to_owned(), Reason::Empty);
    }
    for (index, name) in names.iter().enumerate() {
        match weekday_named(name) {
            None => faults.add(format!("{pointer}/{index}"), Reason::UnknownWeekday),
            Some(weekday) if !set.insert(weekday) => {
                faults.add(format!("{pointer}/{index}"), Reason::Repeated);
            }
            Some(_) => {}
        }
    }
    set
}

fn weekly_hours(
    settings: &BTreeMap<String, Vec<HoursSettings>>,
    faults: &mut Faults,
) -> [Vec<OpeningInterval>; 7] {
    let mut weekly: [Vec<OpeningInterval>; 7] = Default::default();
    for (name, hours) in settings {
        let pointer = format!("/opening_hours/{}", escaped(name));
        match weekday_named(name).and_then(|weekday| weekly.get_mut(day_index(weekday))) {
            Some(day) => *day = intervals(hours, &pointer, faults),
            None => faults.add(pointer, Reason::UnknownWeekday),
        }
    }
    weekly
}

fn special_days(
    settings: &BTreeMap<String, Vec<HoursSettings>>,
    faults: &mut Faults,
) -> BTreeMap<Date, Vec<OpeningInterval>> {
    faults.bound("/special_days", settings.len(), MAX_SPECIAL_DAYS);
    let mut special = BTreeMap::new();
    for (text, hours) in settings {
        let pointer = format!("/special_days/{}", escaped(text));
        let hours = intervals(hours, &pointer, faults);
        if let Some(date) = date_within_years(text, pointer, faults) {
            special.insert(date, hours);
        }
    }
    special
}

fn closures(settings: &[ClosureSettings], faults: &mut Faults) -> Vec<Closure> {
    faults.bound("/closures", settings.len(), MAX_CLOSURES);
    settings
        .iter()
        .enumerate()
        .filter_map(|(index, closure)| one_closure(closure, index, faults))
        .collect()
}

fn one_closure(settings: &ClosureSettings, index: usize, faults: &mut Faults) -> Option<Closure> {
    let pointer = format!("/closures/{index}");
    let days = closure_days(settings, &pointer, faults);
    let weekdays = match &settings.weekdays {
        None => WeekdaySet::ALL,
        Some(names) => weekday_set(names, &format!("{pointer}/weekdays"), faults),
    };
    let hours_pointer = format!("{pointer}/hours");
    let hours = match &settings.hours {
        None => Vec::new(),
        Some(hours) => {
            if hours.is_empty() {
                faults.add(hours_pointer.clone(), Reason::Empty);
            }
            intervals(hours, &hours_pointer, faults)
        }
    };
    days.map(|days| Closure {
        days,
        weekdays,
        hours,
    })
}

fn closure_days(settings: &ClosureSettings, pointer: &str, faults: &mut Faults) -> Option<ClosureDays> {
    if let (Some(from), Some(to)) = (month_day(&settings.from), month_day(&settings.to)) {
        return Some(ClosureDays::Yearly { from, to });
    }
    if month_day(&settings.from).is_some() != month_day(&settings.to).is_some()
        && (date(&settings.from).is_some() || date(&settings.to).is_some())
    {
        faults.add(pointer.to_owned(), Reason::MixedDates);
        return None;
    }
    let from = date_within_years(&settings.from, format!("{pointer}/from"), faults);
    let to = date_within_years(&settings.to, format!("{pointer}/to"), faults);
    let (from, to) = (from?, to?);
    if from > to {
        faults.add(pointer.to_owned(), Reason::Reversed);
    }
    Some(ClosureDays::Once { from, to })
}

fn holidays(settings: &[String], faults: &mut Faults) -> Vec<Date> {
    faults.bound("/holidays", settings.len(), MAX_HOLIDAYS);
    let mut dates = Vec::with_capacity(settings.len().min(MAX_HOLIDAYS));
    for (index, text) in settings.iter().enumerate() {
        let pointer = format!("/holidays/{index}");
        if let Some(date) = date_within_years(text, pointer.clone(), faults) {
            if dates.contains(&date) {
                faults.add(pointer, Reason::Repeated);
            }
            dates.push(date);
        }
    }
    dates.sort_unstable();
    dates
}

fn patron(text: &str, faults: &mut Faults) -> Option<MonthDay> {
    let day = month_day(text);
    if day.is_none() {
        faults.add("/patron_saint_day".to_owned(), Reason::BadDate);
    }
    day
}

/// The intervals of one day, sorted. They may touch, but not overlap.
fn intervals(settings: &[HoursSettings], pointer: &str, faults: &mut Faults) -> Vec<OpeningInterval> {
    faults.bound(pointer, settings.len(), MAX_INTERVALS);
    let mut intervals: Vec<OpeningInterval> = Vec::with_capacity(settings.len().min(MAX_INTERVALS));
    for (index, [from, until]) in settings.iter().enumerate().take(MAX_INTERVALS) {
        let pointer = format!("{pointer}/{index}");
        match OpeningInterval::parse(from, until) {
            Err(IntervalFault::BadTime) => faults.add(pointer, Reason::BadTime),
            Err(IntervalFault::Reversed) => faults.add(pointer, Reason::Reversed),
            Ok(interval) if intervals.iter().any(|other| other.overlaps(interval)) => {
                faults.add(pointer, Reason::Overlapping);
            }
            Ok(interval) => intervals.push(interval),
        }
    }
    intervals.sort_unstable();
    intervals
}

fn date_within_years(text: &str, pointer: String, faults: &mut Faults) -> Option<Date> {
    match date(text) {
        None => faults.add(pointer, Reason::BadDate),
        Some(date) if !covers(date) => faults.add(pointer, Reason::OutsideYears),
        Some(date) => return Some(date),
    }
    None
}

/// A date `YYYY-MM-DD` of the calendar.
fn date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let year = i32::from(number(year, 4)?);
    let month = Month::try_from(u8::try_from(number(month, 2)?).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(number(day, 2)?).ok()?).ok()
}

/// A day of every year `MM-DD`.
fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    MonthDay::new(
        u8::try_from(number(month, 2)?).ok()?,
        u8::try_from(number(day, 2)?).ok()?,
    )
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let shaped = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    shaped.then(|| text.parse().ok()).flatten()
}

/// A member's name within a JSON Pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The place of a weekday in the week, Monday first.
pub(super) fn day_index(weekday: Weekday) -> usize {
    usize::from(weekday.number_days_from_monday())
}
