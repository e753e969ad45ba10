//! When people can be told something: while their office is open.

use crate::calendar::Calendar;
use time::macros::time;
use time::{Date, Duration, OffsetDateTime, Time};

/// When an office is taken to open on a working day, where its calendar states no hours at all.
const USUAL_OPENING: Time = time!(09:00);
/// Until when.
const USUAL_CLOSING: Time = time!(13:00);

/// How many days are looked through for one on which the office works.
const FARTHEST: i64 = 400;

/// When an office is first open on a day; none where it is closed that day. An office whose calendar states no hours at
/// all is taken to be open from 9 to 13 on its working days.
#[must_use]
pub fn opening(calendar: &Calendar, day: Date) -> Option<OffsetDateTime> {
    stretches(calendar, day).first().map(|(from, _)| *from)
}

/// The moment itself while the office is open, or else when it next opens. The moment itself, too, where the office
/// does not open within 400 days.
#[must_use]
pub fn next_open(calendar: &Calendar, from: OffsetDateTime) -> OffsetDateTime {
    days(calendar.date_of(from), Duration::DAY)
        .flat_map(|day| stretches(calendar, day))
        .find(|(_, until)| *until > from)
        .map_or(from, |(opens, _)| opens.max(from))
}

/// When to remind an office of something that ends on a day: at its opening, so many working days before. Counted are
/// the working days of the calendar; day zero is the last of them that is not after `end`. Where the office does not
/// open on the day that is reached, the last opening before it. None where there is no such day within 400.
#[must_use]
pub fn working_days_before(calendar: &Calendar, end: Date, level: u32) -> Option<OffsetDateTime> {
    let level = usize::try_from(level).ok()?;
    let day = days(end, -Duration::DAY)
        .filter(|day| calendar.is_working_day(*day))
        .nth(level)?;
    days(day, -Duration::DAY).find_map(|day| opening(calendar, day))
}

/// A day and those that follow it, or come before it.
fn days(first: Date, step: Duration) -> impl Iterator<Item = Date> {
    (0..FARTHEST).map_while(move |count| first.checked_add(step * i32::try_from(count).ok()?))
}

/// The stretches of a day in which the office is open.
fn stretches(calendar: &Calendar, day: Date) -> Vec<(OffsetDateTime, OffsetDateTime)> {
    if calendar.has_opening_hours() {
        return calendar.opening_times(day).collect();
    }
    if !calendar.is_working_day(day) {
        return Vec::new();
    }
    let at = |time| calendar.instant(day, time).0;
    vec![(at(USUAL_OPENING), at(USUAL_CLOSING))]
}
