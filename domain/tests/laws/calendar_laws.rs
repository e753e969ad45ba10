//! The laws that every calendar obeys.

use crate::strategies::*;
use cartaviva_domain::calendar::{Calendar, CalendarSettings, ClosureSettings, DayKind, LegalHoliday};
use proptest::prelude::*;
use std::collections::BTreeMap;
use time::Duration;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("monday".to_owned()),
        Just("09:00".to_owned()),
        Just("24:00".to_owned()),
        Just("2026-08-10".to_owned()),
        Just("08-31".to_owned()),
        "[0-9]{2}:[0-9]{2}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "\\PC{0,12}",
    ]
}

/// Settings of which hardly a word is right.
fn wild_settings() -> impl Strategy<Value = CalendarSettings> {
    let hours = || proptest::collection::vec([words(), words()], 0..3);
    let closure = (
        words(),
        words(),
        proptest::option::of(proptest::collection::vec(words(), 0..3)),
        proptest::option::of(hours()),
    )
        .prop_map(|(from, to, weekdays, hours)| ClosureSettings {
            from,
            to,
            weekdays,
            hours,
        });
    (
        words(),
        proptest::collection::vec(words(), 0..4),
        proptest::collection::btree_map(words(), hours(), 0..3),
        proptest::collection::btree_map(words(), hours(), 0..3),
        proptest::collection::vec(closure, 0..3),
        proptest::collection::vec(words(), 0..3),
        proptest::option::of(words()),
    )
        .prop_map(
            |(time_zone, working_days, opening_hours, special_days, closures, holidays, patron_saint_day)| {
                CalendarSettings {
                    time_zone,
                    working_days,
                    opening_hours,
                    special_days,
                    closures,
                    holidays,
                    national_holidays: true,
                    patron_saint_day,
                }
            },
        )
}

proptest! {
    #[test]
    fn settings_survive_being_written_and_read(settings in settings()) {
        let text = serde_json::to_string(&settings).unwrap();
        let read: CalendarSettings = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &settings);
        let calendar = Calendar::try_from(read).unwrap();
        prop_assert_eq!(calendar.settings(), &settings);
    }

    #[test]
    fn every_fault_points_at_a_member_of_the_settings(settings in wild_settings()) {
        let json = serde_json::to_value(&settings).unwrap();
        if let Err(faults) = Calendar::try_from(settings) {
            prop_assert!(faults.iter().count() > 0);
            for fault in faults.iter() {
                prop_assert!(json.pointer(&fault.pointer).is_some(), "{}", fault);
            }
        }
    }

    #[test]
    fn a_working_day_is_no_legal_holiday_but_for_a_sunday(calendar in calendars(), date in dates()) {
        if calendar.is_working_day(date) {
            prop_assert!(matches!(calendar.legal_holiday(date), None | Some(LegalHoliday::Sunday)));
        }
        prop_assert_eq!(calendar.is_working_day(date), calendar.day_kind(date) == DayKind::Working);
    }

    #[test]
    fn opening_intervals_are_in_order_and_apart(calendar in calendars(), date in dates()) {
        let intervals = calendar.opening_intervals(date);
        for interval in intervals.iter() {
            prop_assert!(interval.from() < interval.until() && interval.until() <= 1440);
        }
        for pair in intervals.windows(2) {
            prop_assert!(pair[0].until() <= pair[1].from());
            prop_assert!(!pair[0].overlaps(pair[1]));
        }
    }

    #[test]
    fn the_office_is_open_exactly_in_its_intervals(calendar in calendars(), instant in instants()) {
        let within = calendar.opening_times(calendar.date_of(instant)).any(|(from, to)| from <= instant && instant < to);
        prop_assert_eq!(calendar.is_open(instant), within);
    }

    #[test]
    fn a_closure_takes_away_and_never_adds(settings in settings(), date in dates()) {
        let open = CalendarSettings { closures: Vec::new(), ..settings.clone() };
        let (closed, open) = (Calendar::try_from(settings).unwrap(), Calendar::try_from(open).unwrap());
        let minutes = |calendar: &Calendar| -> BTreeMap<u16, ()> {
            calendar.opening_intervals(date).iter().flat_map(|interval| interval.from()..interval.until()).map(|minute| (minute, ())).collect()
        };
        let open_minutes = minutes(&open);
        prop_assert!(minutes(&closed).keys().all(|minute| open_minutes.contains_key(minute)));
        prop_assert_eq!(closed.legal_holiday(date), open.legal_holiday(date));
    }

    #[test]
    fn a_day_lasts_from_its_midnight_to_the_next(calendar in calendars(), date in dates()) {
        let (begins, ends) = (calendar.midnight(date), calendar.end_of_day(date));
        prop_assert_eq!(calendar.date_of(begins), date);
        prop_assert_eq!(calendar.date_of(ends - Duration::NANOSECOND), date);
        prop_assert_eq!(calendar.date_of(ends), date.next_day().unwrap());
        prop_assert!((23..=25).contains(&(ends - begins).whole_hours()));
    }

    #[test]
    fn an_instant_told_on_the_zone_s_clock_is_the_same_instant(calendar in calendars(), instant in instants()) {
        let local = calendar.local(instant);
        prop_assert_eq!(local, instant);
        let (first, _) = calendar.instant(local.date(), local.time());
        prop_assert!(first == instant || instant - first == Duration::HOUR);
    }
}
