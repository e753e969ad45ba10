//! The date of Easter.

use time::{Date, Month};

/// Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus).
#[must_use]
pub fn easter(year: i32) -> Date {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let in_century = year.rem_euclid(100);
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let weekday =
        (32 + 2 * century.rem_euclid(4) + 2 * in_century.div_euclid(4) - epact - in_century.rem_euclid(4))
            .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let days = epact + weekday - 7 * late + 114;
    let month = if days.div_euclid(31) == 3 {
        Month::March
    } else {
        Month::April
    };
    let day = u8::try_from(days.rem_euclid(31) + 1).unwrap_or(1);
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Weekday;
    use time::macros::date;

    #[test]
    fn easter_falls_on_the_dates_of_the_almanac() {
        for expected in [
            date!(1978 - 03 - 26),
            date!(1981 - 04 - 19),
            date!(1994 - 04 - 03),
            date!(2000 - 04 - 23),
            date!(2008 - 03 - 23),
            date!(2011 - 04 - 24),
            date!(2024 - 03 - 31),
            date!(2026 - 04 - 05),
            date!(2038 - 04 - 25),
            date!(2049 - 04 - 18),
            date!(2076 - 04 - 19),
            date!(2100 - 03 - 28),
            date!(2160 - 03 - 23),
        ] {
            assert_eq!(easter(expected.year()), expected);
        }
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april() {
        for year in 1978..=2199 {
            let easter = easter(year);
            assert_eq!(easter.weekday(), Weekday::Sunday, "{easter}");
            let first = Date::from_calendar_date(year, Month::March, 22).unwrap();
            let last = Date::from_calendar_date(year, Month::April, 25).unwrap();
            assert!((first..=last).contains(&easter), "{easter}");
        }
    }
}
