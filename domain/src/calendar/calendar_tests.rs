//! Which dates are holidays, working days, open.

use super::{Calendar, DayKind, LegalHoliday, OpeningInterval, covers};
use time::Date;
use time::macros::{date, datetime};

fn calendar(json: &str) -> Calendar {
    Calendar::try_from(serde_json::from_str::<super::CalendarSettings>(json).unwrap()).unwrap()
}

fn open(calendar: &Calendar, date: Date) -> Vec<(u16, u16)> {
    calendar
        .opening_intervals(date)
        .iter()
        .map(|interval| (interval.from(), interval.until()))
        .collect()
}

/// Monday to Friday in the morning, Tuesday and Thursday in the afternoon too, except in August.
fn livorno() -> Calendar {
    calendar(
        r#"{
            "opening_hours": {
                "monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"], ["15:30", "17:30"]],
                "wednesday": [["09:00", "13:00"]], "thursday": [["09:00", "13:00"], ["15:30", "17:30"]],
                "friday": [["09:00", "13:00"]]
            },
            "closures": [{"from": "08-01", "to": "08-31", "weekdays": ["tuesday", "thursday"], "hours": [["15:30", "17:30"]]}],
            "patron_saint_day": "05-22"
        }"#,
    )
}

const MORNING: (u16, u16) = (540, 780);
const AFTERNOON: (u16, u16) = (930, 1050);

#[test]
fn working_days_are_monday_to_friday_unless_said_otherwise() {
    let default = calendar("{}");
    assert_eq!(default.day_kind(date!(2026 - 11 - 20)), DayKind::Working);
    assert_eq!(default.day_kind(date!(2026 - 11 - 21)), DayKind::WeeklyRest);
    assert_eq!(default.day_kind(date!(2026 - 11 - 22)), DayKind::WeeklyRest);
    let shifted = calendar(r#"{"working_days": ["saturday", "sunday"]}"#);
    assert!(shifted.is_working_day(date!(2026 - 11 - 21)));
    assert!(shifted.is_working_day(date!(2026 - 11 - 22)));
    assert!(!shifted.is_working_day(date!(2026 - 11 - 23)));
}

#[test]
fn a_national_holiday_is_a_legal_holiday_and_no_working_day() {
    let default = calendar("{}");
    let immacolata = date!(2026 - 12 - 08);
    assert!(
        matches!(default.legal_holiday(immacolata), Some(LegalHoliday::National(h)) if h.code() == "immacolata")
    );
    assert!(matches!(default.day_kind(immacolata), DayKind::NationalHoliday(h) if h.code() == "immacolata"));
    let without = calendar(r#"{"national_holidays": false}"#);
    assert_eq!(without.legal_holiday(immacolata), None);
    assert!(without.is_working_day(immacolata));
}

#[test]
fn a_sunday_is_a_legal_holiday_even_without_the_national_ones_and_a_saturday_never_is() {
    let without = calendar(r#"{"national_holidays": false, "working_days": ["sunday"]}"#);
    assert_eq!(
        without.legal_holiday(date!(2026 - 11 - 22)),
        Some(LegalHoliday::Sunday)
    );
    assert!(without.is_working_day(date!(2026 - 11 - 22)));
    assert_eq!(without.legal_holiday(date!(2026 - 11 - 21)), None);
}

#[test]
fn a_holiday_on_a_sunday_is_named_as_the_holiday() {
    let october = calendar("{}").legal_holiday(date!(2026 - 10 - 04));
    assert!(matches!(october, Some(LegalHoliday::National(h)) if h.code() == "san_francesco"));
}

#[test]
fn the_patron_saint_day_is_no_working_day_and_no_legal_holiday() {
    let patron = date!(2026 - 05 - 22);
    assert_eq!(livorno().day_kind(patron), DayKind::PatronSaintDay);
    assert_eq!(livorno().legal_holiday(patron), None);
    assert_eq!(open(&livorno(), patron), []);
    assert_eq!(livorno().day_kind(date!(2026 - 05 - 21)), DayKind::Working);
}

#[test]
fn a_declared_holiday_is_a_legal_holiday_and_no_working_day() {
    let body = calendar(
        r#"{"holidays": ["2026-06-30", "2026-06-29"], "opening_hours": {"monday": [["09:00", "13:00"]]}}"#,
    );
    for date in [date!(2026 - 06 - 29), date!(2026 - 06 - 30)] {
        assert_eq!(body.legal_holiday(date), Some(LegalHoliday::Declared));
        assert_eq!(body.day_kind(date), DayKind::DeclaredHoliday);
    }
    assert_eq!(open(&body, date!(2026 - 06 - 29)), []);
    assert_eq!(body.legal_holiday(date!(2027 - 06 - 29)), None);
}

#[test]
fn a_closure_of_the_whole_day_takes_a_working_day_away_but_makes_no_legal_holiday() {
    let closed = calendar(
        r#"{"closures": [{"from": "2026-08-10", "to": "2026-08-21"}],
            "opening_hours": {"monday": [["09:00", "13:00"]], "tuesday": [["09:00", "13:00"]]}}"#,
    );
    for date in [date!(2026 - 08 - 10), date!(2026 - 08 - 21)] {
        assert_eq!(closed.day_kind(date), DayKind::Closure);
        assert_eq!(closed.legal_holiday(date), None);
        assert_eq!(open(&closed, date), []);
    }
    assert!(closed.is_working_day(date!(2026 - 08 - 07)));
    assert!(closed.is_working_day(date!(2026 - 08 - 24)));
    assert!(closed.is_working_day(date!(2027 - 08 - 10)));
}

#[test]
fn afternoons_closed_in_august_stay_working_days_of_the_morning_every_year() {
    for august in [
        date!(2026 - 08 - 04),
        date!(2027 - 08 - 05),
        date!(2026 - 08 - 27),
    ] {
        assert_eq!(open(&livorno(), august), [MORNING]);
        assert!(livorno().is_working_day(august));
    }
    assert_eq!(open(&livorno(), date!(2026 - 07 - 30)), [MORNING, AFTERNOON]);
    assert_eq!(open(&livorno(), date!(2026 - 09 - 01)), [MORNING, AFTERNOON]);
    assert_eq!(open(&livorno(), date!(2026 - 08 - 05)), [MORNING]);
    assert_eq!(open(&livorno(), date!(2026 - 08 - 08)), []);
}

#[test]
fn a_closure_of_every_year_may_pass_the_new_year() {
    let closed = calendar(r#"{"closures": [{"from": "12-28", "to": "01-05", "weekdays": ["monday"]}]}"#);
    assert_eq!(closed.day_kind(date!(2026 - 12 - 28)), DayKind::Closure);
    assert_eq!(closed.day_kind(date!(2027 - 01 - 04)), DayKind::Closure);
    assert!(closed.is_working_day(date!(2026 - 12 - 29)));
    assert!(closed.is_working_day(date!(2026 - 12 - 21)));
    assert!(closed.is_working_day(date!(2027 - 01 - 11)));
}

#[test]
fn closures_may_take_an_hour_out_of_the_middle_and_add_up() {
    let closed = calendar(
        r#"{"opening_hours": {"monday": [["08:00", "18:00"]]},
            "closures": [
                {"from": "2026-11-23", "to": "2026-11-23", "hours": [["10:00", "11:00"], ["12:00", "13:00"]]},
                {"from": "11-01", "to": "11-30", "hours": [["17:00", "24:00"]]}
            ]}"#,
    );
    assert_eq!(
        open(&closed, date!(2026 - 11 - 23)),
        [(480, 600), (660, 720), (780, 1020)]
    );
    assert_eq!(open(&closed, date!(2026 - 11 - 30)), [(480, 1020)]);
    assert_eq!(open(&closed, date!(2026 - 12 - 07)), [(480, 1080)]);
}

#[test]
fn special_hours_take_the_place_of_the_weekly_ones_and_none_close_the_day() {
    let special = calendar(
        r#"{"opening_hours": {"thursday": [["09:00", "13:00"]]},
            "special_days": {"2026-12-24": [["09:00", "11:00"]], "2026-12-31": [], "2026-12-19": [["10:00", "12:00"]]}}"#,
    );
    assert_eq!(open(&special, date!(2026 - 12 - 24)), [(540, 660)]);
    assert_eq!(special.day_kind(date!(2026 - 12 - 24)), DayKind::Working);
    assert_eq!(open(&special, date!(2026 - 12 - 31)), []);
    assert_eq!(special.day_kind(date!(2026 - 12 - 31)), DayKind::SpecialClosing);
    assert_eq!(open(&special, date!(2026 - 12 - 19)), [(600, 720)]);
    assert_eq!(special.day_kind(date!(2026 - 12 - 19)), DayKind::WeeklyRest);
}

#[test]
fn special_hours_open_the_office_on_a_holiday_and_during_a_closure_but_not_on_a_declared_holiday() {
    let special = calendar(
        r#"{"special_days": {
                "2026-06-02": [["09:00", "11:00"]], "2026-05-22": [["09:00", "11:00"]],
                "2026-08-13": [["15:00", "18:00"]], "2026-08-14": [["15:00", "18:00"]],
                "2026-09-14": [["15:00", "18:00"]]
            },
            "closures": [{"from": "08-01", "to": "08-31"}, {"from": "2026-08-14", "to": "2026-08-14", "hours": [["15:00", "16:00"]]}],
            "holidays": ["2026-09-14"], "patron_saint_day": "05-22"}"#,
    );
    assert_eq!(open(&special, date!(2026 - 06 - 02)), [(540, 660)]);
    assert!(!special.is_working_day(date!(2026 - 06 - 02)));
    assert_eq!(open(&special, date!(2026 - 05 - 22)), [(540, 660)]);
    assert_eq!(open(&special, date!(2026 - 08 - 13)), [(900, 1080)]);
    assert!(special.is_working_day(date!(2026 - 08 - 13)));
    assert_eq!(open(&special, date!(2026 - 08 - 14)), [(960, 1080)]);
    assert_eq!(open(&special, date!(2026 - 09 - 14)), []);
}

#[test]
fn the_office_opens_in_its_hours_on_a_day_of_rest_too() {
    let saturday = calendar(r#"{"opening_hours": {"saturday": [["09:00", "12:00"]]}}"#);
    assert_eq!(open(&saturday, date!(2026 - 11 - 21)), [(540, 720)]);
    assert!(!saturday.is_working_day(date!(2026 - 11 - 21)));
    assert_eq!(open(&saturday, date!(2026 - 08 - 15)), []);
}

#[test]
fn opening_is_half_open() {
    assert!(!livorno().is_open(datetime!(2026-11-20 08:59:59 +1)));
    assert!(livorno().is_open(datetime!(2026-11-20 09:00 +1)));
    assert!(livorno().is_open(datetime!(2026-11-20 11:59:59 UTC)));
    assert!(!livorno().is_open(datetime!(2026-11-20 13:00 +1)));
}

#[test]
fn an_interval_the_clocks_leap_over_is_left_out_and_a_day_of_24_hours_lasts_23() {
    let night = calendar(r#"{"opening_hours": {"sunday": [["02:00", "02:45"], ["03:00", "04:00"]]}}"#);
    let stretches: Vec<_> = night.opening_times(date!(2026 - 03 - 29)).collect();
    assert_eq!(
        stretches[1],
        (datetime!(2026-03-29 03:00 +2), datetime!(2026-03-29 04:00 +2))
    );
    assert_eq!(
        stretches[0],
        (datetime!(2026-03-29 03:00 +2), datetime!(2026-03-29 03:45 +2))
    );
    let empty = calendar(r#"{"opening_hours": {"sunday": [["02:30", "03:15"]]}}"#);
    assert_eq!(empty.opening_times(date!(2026 - 03 - 29)).count(), 0);
    let leapt_over = calendar(r#"{"opening_hours": {"sunday": [["02:00", "03:00"]]}}"#);
    assert_eq!(leapt_over.opening_times(date!(2026 - 03 - 29)).count(), 0);
    let always = calendar(r#"{"opening_hours": {"sunday": [["00:00", "24:00"]]}}"#);
    let hours = |date| {
        always
            .opening_times(date)
            .map(|(from, to)| (to - from).whole_hours())
            .sum::<i64>()
    };
    assert_eq!(hours(date!(2026 - 03 - 29)), 23);
    assert_eq!(hours(date!(2026 - 10 - 25)), 25);
    assert_eq!(hours(date!(2026 - 11 - 22)), 24);
}

#[test]
fn a_calendar_without_hours_is_never_open() {
    assert!(!calendar("{}").has_opening_hours());
    assert!(
        !calendar(r#"{"opening_hours": {"monday": []}, "special_days": {"2026-12-24": []}}"#)
            .has_opening_hours()
    );
    assert!(calendar(r#"{"special_days": {"2026-12-24": [["09:00", "11:00"]]}}"#).has_opening_hours());
    assert!(livorno().has_opening_hours());
}

#[test]
fn a_day_begins_and_ends_at_the_midnights_of_the_zone() {
    assert_eq!(
        livorno().midnight(date!(2026 - 03 - 29)),
        datetime!(2026-03-28 23:00 UTC)
    );
    assert_eq!(
        livorno().end_of_day(date!(2026 - 03 - 29)),
        datetime!(2026-03-29 22:00 UTC)
    );
    assert_eq!(
        livorno().date_of(datetime!(2026-11-22 23:30 UTC)),
        date!(2026 - 11 - 23)
    );
}

#[test]
fn a_calendar_covers_1978_to_2199() {
    assert!(!covers(date!(1977 - 12 - 31)));
    assert!(covers(date!(1978 - 01 - 01)));
    assert!(covers(date!(2199 - 12 - 31)));
    assert!(!covers(date!(2200 - 01 - 01)));
}

#[test]
fn every_kind_of_day_has_a_code() {
    let body = calendar(
        r#"{"holidays": ["2026-11-27"], "patron_saint_day": "11-26", "special_days": {"2026-11-25": []},
            "closures": [{"from": "2026-11-24", "to": "2026-11-24"}]}"#,
    );
    for (date, code) in [
        (date!(2026 - 11 - 22), "weekly_rest"),
        (date!(2026 - 11 - 23), "working"),
        (date!(2026 - 11 - 24), "closure"),
        (date!(2026 - 11 - 25), "special_closing"),
        (date!(2026 - 11 - 26), "patron_saint_day"),
        (date!(2026 - 11 - 27), "declared_holiday"),
        (date!(2026 - 12 - 08), "national_holiday"),
    ] {
        assert_eq!(body.day_kind(date).code(), code, "{date}");
    }
}

#[test]
fn calendars_of_the_same_settings_are_equal() {
    assert_eq!(livorno(), livorno());
    assert_ne!(livorno(), calendar("{}"));
}

#[test]
fn intervals_tell_their_minutes() {
    let intervals: Vec<OpeningInterval> = livorno().opening_intervals(date!(2026 - 11 - 24)).into_owned();
    assert_eq!(intervals.len(), 2);
    assert_eq!((intervals[1].from(), intervals[1].until()), AFTERNOON);
}
