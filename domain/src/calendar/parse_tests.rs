//! Every fault of the settings is told, with the place where it is.

use super::{Calendar, CalendarFaultReason as Reason, CalendarSettings};
use crate::language::Language;

fn faults(json: &str) -> Vec<(String, Reason)> {
    let settings: CalendarSettings = serde_json::from_str(json).unwrap();
    let faults = Calendar::try_from(settings)
        .err()
        .map_or_else(Vec::new, |faults| faults.0);
    faults
        .into_iter()
        .map(|fault| (fault.pointer, fault.reason))
        .collect()
}

fn one_fault(json: &str, pointer: &str, reason: Reason) {
    assert_eq!(faults(json), [(pointer.to_owned(), reason)], "{json}");
}

#[test]
fn the_settings_of_the_contract_make_a_calendar() {
    let json = r#"{
        "time_zone": "Europe/Rome", "working_days": ["monday", "saturday"],
        "opening_hours": { "monday": [["15:00", "17:00"], ["09:00", "13:00"], ["17:00", "24:00"]], "sunday": [] },
        "special_days": { "2026-12-24": [["09:00", "11:00"]], "2026-12-31": [] },
        "closures": [
            { "from": "2026-08-10", "to": "2026-08-21" },
            { "from": "12-24", "to": "01-06", "weekdays": ["tuesday"], "hours": [["15:30", "17:30"]] }
        ],
        "holidays": ["2026-05-22"], "national_holidays": true, "patron_saint_day": "05-22"
    }"#;
    let settings: CalendarSettings = serde_json::from_str(json).unwrap();
    let calendar = Calendar::try_from(settings.clone()).unwrap();
    assert_eq!(calendar.settings(), &settings);
}

#[test]
fn a_time_zone_that_does_not_exist_is_refused() {
    one_fault(
        r#"{"time_zone": "Europe/Livorno"}"#,
        "/time_zone",
        Reason::UnknownTimeZone,
    );
}

#[test]
fn weekdays_that_are_unknown_repeated_or_missing_are_refused() {
    one_fault(
        r#"{"working_days": ["monday", "lunedì"]}"#,
        "/working_days/1",
        Reason::UnknownWeekday,
    );
    one_fault(
        r#"{"working_days": ["Monday"]}"#,
        "/working_days/0",
        Reason::UnknownWeekday,
    );
    one_fault(
        r#"{"working_days": ["monday", "friday", "monday"]}"#,
        "/working_days/2",
        Reason::Repeated,
    );
    one_fault(r#"{"working_days": []}"#, "/working_days", Reason::Empty);
    one_fault(
        r#"{"opening_hours": {"mon/day": []}}"#,
        "/opening_hours/mon~1day",
        Reason::UnknownWeekday,
    );
}

#[test]
fn opening_hours_that_are_no_times_reversed_or_overlapping_are_refused() {
    let hours = |hours: &str| format!(r#"{{"opening_hours": {{"monday": {hours}}}}}"#);
    one_fault(
        &hours(r#"[["09:00", "13"]]"#),
        "/opening_hours/monday/0",
        Reason::BadTime,
    );
    one_fault(
        &hours(r#"[["09:00", "13:00"], ["17:00", "15:00"]]"#),
        "/opening_hours/monday/1",
        Reason::Reversed,
    );
    one_fault(
        &hours(r#"[["09:00", "13:00"], ["12:59", "15:00"]]"#),
        "/opening_hours/monday/1",
        Reason::Overlapping,
    );
    assert_eq!(faults(&hours(r#"[["09:00", "13:00"], ["13:00", "24:00"]]"#)), []);
}

#[test]
fn special_days_are_dates_of_the_years_a_calendar_covers() {
    let special = |date: &str| format!(r#"{{"special_days": {{"{date}": []}}}}"#);
    one_fault(
        &special("2026-02-29"),
        "/special_days/2026-02-29",
        Reason::BadDate,
    );
    one_fault(&special("26-02-01"), "/special_days/26-02-01", Reason::BadDate);
    one_fault(
        &special("1977-12-31"),
        "/special_days/1977-12-31",
        Reason::OutsideYears,
    );
    one_fault(
        &special("2200-01-01"),
        "/special_days/2200-01-01",
        Reason::OutsideYears,
    );
    assert_eq!(faults(&special("1978-01-01")), []);
    assert_eq!(faults(&special("2199-12-31")), []);
    one_fault(
        r#"{"special_days": {"2026-12-24": [["11:00", "09:00"]]}}"#,
        "/special_days/2026-12-24/0",
        Reason::Reversed,
    );
}

#[test]
fn a_closure_goes_forward_between_two_dates_or_two_days_of_every_year() {
    let closure = |from: &str, to: &str| format!(r#"{{"closures": [{{"from": "{from}", "to": "{to}"}}]}}"#);
    one_fault(
        &closure("2026-08-21", "2026-08-10"),
        "/closures/0",
        Reason::Reversed,
    );
    one_fault(&closure("2026-08-21", "08-31"), "/closures/0", Reason::MixedDates);
    one_fault(&closure("08-01", "2026-08-31"), "/closures/0", Reason::MixedDates);
    one_fault(
        &closure("2026-08-01", "2026-08-32"),
        "/closures/0/to",
        Reason::BadDate,
    );
    one_fault(
        &closure("1900-08-01", "2026-08-31"),
        "/closures/0/from",
        Reason::OutsideYears,
    );
    assert_eq!(
        faults(&closure("13-01", "02-30")),
        [
            ("/closures/0/from".to_owned(), Reason::BadDate),
            ("/closures/0/to".to_owned(), Reason::BadDate)
        ]
    );
    assert_eq!(faults(&closure("02-29", "02-29")), []);
    assert_eq!(faults(&closure("12-24", "01-06")), []);
    assert_eq!(faults(&closure("2026-08-10", "2026-08-10")), []);
}

#[test]
fn what_limits_a_closure_must_not_be_empty() {
    let closure = |limit: &str| format!(r#"{{"closures": [{{"from": "08-01", "to": "08-31", {limit}}}]}}"#);
    one_fault(
        &closure(r#""weekdays": []"#),
        "/closures/0/weekdays",
        Reason::Empty,
    );
    one_fault(
        &closure(r#""weekdays": ["tue"]"#),
        "/closures/0/weekdays/0",
        Reason::UnknownWeekday,
    );
    one_fault(&closure(r#""hours": []"#), "/closures/0/hours", Reason::Empty);
    one_fault(
        &closure(r#""hours": [["24:00", "24:00"]]"#),
        "/closures/0/hours/0",
        Reason::BadTime,
    );
}

#[test]
fn holidays_are_dates_and_none_twice() {
    one_fault(
        r#"{"holidays": ["2026-05-22", "05-22"]}"#,
        "/holidays/1",
        Reason::BadDate,
    );
    one_fault(
        r#"{"holidays": ["2026-05-22", "2026-05-22"]}"#,
        "/holidays/1",
        Reason::Repeated,
    );
}

#[test]
fn the_patron_saint_day_is_a_day_of_the_year() {
    one_fault(
        r#"{"patron_saint_day": "2026-05-22"}"#,
        "/patron_saint_day",
        Reason::BadDate,
    );
    one_fault(
        r#"{"patron_saint_day": "02-30"}"#,
        "/patron_saint_day",
        Reason::BadDate,
    );
    one_fault(
        r#"{"patron_saint_day": "5-22"}"#,
        "/patron_saint_day",
        Reason::BadDate,
    );
    assert_eq!(faults(r#"{"patron_saint_day": "02-29"}"#), []);
}

#[test]
fn a_calendar_holds_only_so_many_entries() {
    let dates = |count: u16| {
        let mut date = time::macros::date!(2000 - 01 - 01);
        let mut dates = Vec::new();
        for _ in 0..count {
            dates.push(date.to_string());
            date = date.next_day().unwrap();
        }
        dates
    };
    let settings = |count| CalendarSettings {
        holidays: dates(count),
        ..CalendarSettings::default()
    };
    assert!(Calendar::try_from(settings(1000)).is_ok());
    let faults = Calendar::try_from(settings(1001)).unwrap_err();
    assert_eq!(
        (faults.0[0].pointer.as_str(), faults.0[0].reason),
        ("/holidays", Reason::TooMany)
    );

    let many = vec![r#"["00:00", "00:01"]"#; 25].join(",");
    let found = faults_of_hours(&many);
    assert_eq!(found[0], ("/opening_hours/monday".to_owned(), Reason::TooMany));
}

fn faults_of_hours(hours: &str) -> Vec<(String, Reason)> {
    faults(&format!(r#"{{"opening_hours": {{"monday": [{hours}]}}}}"#))
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_the_settings() {
    let found = faults(
        r#"{"time_zone": "Mars", "working_days": ["x"], "opening_hours": {"y": []}, "special_days": {"z": []},
            "closures": [{"from": "a", "to": "b"}], "holidays": ["c"], "patron_saint_day": "d"}"#,
    );
    let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/time_zone",
            "/working_days/0",
            "/opening_hours/y",
            "/special_days/z",
            "/closures/0/from",
            "/closures/0/to",
            "/holidays/0",
            "/patron_saint_day"
        ]
    );
}

#[test]
fn every_reason_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
    let reasons = [
        Reason::UnknownTimeZone,
        Reason::UnknownWeekday,
        Reason::Repeated,
        Reason::Empty,
        Reason::TooMany,
        Reason::BadTime,
        Reason::Reversed,
        Reason::Overlapping,
        Reason::BadDate,
        Reason::MixedDates,
        Reason::OutsideYears,
    ];
    let codes: std::collections::BTreeSet<&str> = reasons.iter().map(|reason| reason.code()).collect();
    assert_eq!(codes.len(), reasons.len());
    for reason in reasons {
        assert_ne!(
            reason.sentence(Language::Italian),
            reason.sentence(Language::English)
        );
    }
}

#[test]
fn faults_are_told_with_their_place() {
    let settings: CalendarSettings =
        serde_json::from_str(r#"{"time_zone": "Mars", "working_days": []}"#).unwrap();
    let faults = Calendar::try_from(settings).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "/time_zone: the IANA database has no such time zone; /working_days: the list must not be empty"
    );
    assert_eq!(faults.iter().count(), 2);
}
