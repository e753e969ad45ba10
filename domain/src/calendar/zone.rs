//! Time zones: from an instant to the local clock and back. The only file that knows the time-zone library.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A time zone of the IANA database, compiled into the program.
#[derive(Clone, Debug)]
pub(super) struct Zone(TimeZone);

/// What the clocks of a zone did at a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockChange {
    /// Nothing: the local time occurs once.
    None,
    /// The local time does not exist (spring): it is taken one gap later, as a rule one hour.
    Skipped,
    /// The local time occurs twice (autumn): it is taken the first time.
    Repeated,
}

impl Zone {
    /// The zone of an IANA name, written as the database writes it; `None` when there is none.
    pub(super) fn named(name: &str) -> Option<Self> {
        TimeZone::get(name)
            .ok()
            .filter(|zone| !zone.is_unknown() && zone.iana_name() == Some(name))
            .map(Self)
    }

    /// The same instant on the zone's clock.
    pub(super) fn local(&self, instant: OffsetDateTime) -> OffsetDateTime {
        let offset = i32::try_from(instant.nanosecond())
            .ok()
            .and_then(|nanoseconds| Timestamp::new(instant.unix_timestamp(), nanoseconds).ok())
            .map_or(UtcOffset::UTC, |timestamp| {
                utc_offset(self.0.to_offset(timestamp))
            });
        instant.checked_to_offset(offset).unwrap_or(instant)
    }

    /// The instant at which the zone's clock shows a date and a time, and what the clocks did then.
    pub(super) fn instant(&self, date: Date, time: Time) -> (OffsetDateTime, ClockChange) {
        let ambiguity = civil(date, time)
            .map_or(AmbiguousOffset::Unambiguous { offset: Offset::UTC }, |civil| {
                self.0.to_ambiguous_timestamp(civil).offset()
            });
        let local = PrimitiveDateTime::new(date, time);
        match ambiguity {
            AmbiguousOffset::Unambiguous { offset } => {
                (local.assume_offset(utc_offset(offset)), ClockChange::None)
            }
            AmbiguousOffset::Fold { before, .. } => {
                (local.assume_offset(utc_offset(before)), ClockChange::Repeated)
            }
            AmbiguousOffset::Gap { before, after } => {
                let instant = local.assume_offset(utc_offset(before));
                (
                    instant.checked_to_offset(utc_offset(after)).unwrap_or(instant),
                    ClockChange::Skipped,
                )
            }
        }
    }
}

fn civil(date: Date, time: Time) -> Option<DateTime> {
    let year = i16::try_from(date.year()).ok()?;
    let month = i8::try_from(u8::from(date.month())).ok()?;
    let day = i8::try_from(date.day()).ok()?;
    let (hour, minute, second) = time.as_hms();
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    let second = i8::try_from(second).ok()?;
    DateTime::new(
        year,
        month,
        day,
        hour,
        minute,
        second,
        i32::try_from(time.nanosecond()).ok()?,
    )
    .ok()
}

fn utc_offset(offset: Offset) -> UtcOffset {
    UtcOffset::from_whole_seconds(offset.seconds()).unwrap_or(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime, time};

    fn rome() -> Zone {
        Zone::named("Europe/Rome").unwrap()
    }

    #[test]
    fn an_instant_is_shown_on_the_zone_s_clock_in_winter_and_in_summer() {
        let winter = rome().local(datetime!(2026-01-15 23:30:00.25 UTC));
        assert_eq!(winter, datetime!(2026-01-16 00:30:00.25 +1));
        assert_eq!(winter.offset(), UtcOffset::from_hms(1, 0, 0).unwrap());
        let summer = rome().local(datetime!(2026-07-15 23:30 UTC));
        assert_eq!(
            (summer.date(), summer.time()),
            (date!(2026 - 07 - 16), time!(01:30))
        );
    }

    #[test]
    fn a_local_time_that_does_not_exist_is_one_hour_later() {
        let (instant, change) = rome().instant(date!(2026 - 03 - 29), time!(02:30));
        assert_eq!(instant, datetime!(2026-03-29 03:30 +2));
        assert_eq!(instant.time(), time!(03:30));
        assert_eq!(change, ClockChange::Skipped);
    }

    #[test]
    fn a_local_time_that_occurs_twice_is_the_first() {
        let (instant, change) = rome().instant(date!(2026 - 10 - 25), time!(02:30));
        assert_eq!(instant, datetime!(2026-10-25 02:30 +2));
        assert_eq!(instant.offset(), UtcOffset::from_hms(2, 0, 0).unwrap());
        assert_eq!(change, ClockChange::Repeated);
    }

    #[test]
    fn an_ordinary_local_time_occurs_once() {
        let (instant, change) = rome().instant(date!(2026 - 10 - 25), time!(03:00));
        assert_eq!(instant, datetime!(2026-10-25 03:00 +1));
        assert_eq!(change, ClockChange::None);
    }

    #[test]
    fn only_names_of_the_iana_database_are_zones() {
        for name in [
            "UTC",
            "Etc/UTC",
            "America/Los_Angeles",
            "Pacific/Apia",
            "Europe/San_Marino",
        ] {
            assert!(Zone::named(name).is_some(), "{name}");
        }
        for name in [
            "",
            "Europe/Livorno",
            "europe/rome",
            "CET-1CEST",
            "Etc/Unknown",
            "+01:00",
            "local",
        ] {
            assert!(Zone::named(name).is_none(), "{name}");
        }
    }
}
