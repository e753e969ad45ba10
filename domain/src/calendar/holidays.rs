//! The national holidays of Italy, each by its rule, with the year from which it holds.
//!
//! The rules are those in force since L. 54/1977 abolished seven holidays, so they are right from 1978 on.
//! The feast of national unity is kept on the first Sunday of November (L. 54/1977), which is a holiday anyway.

use super::easter::easter;
use time::{Date, Duration, Month};

/// A national holiday (L. 260/1949 and its amendments).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalHoliday {
    code: &'static str,
    rule: Rule,
    first_year: i32,
    italian: &'static str,
    english: &'static str,
    source: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Fixed(Month, u8),
    AfterEaster(i64),
}

impl NationalHoliday {
    /// The stable code (`immacolata`).
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The first year in which the day is a holiday, within the years this calendar covers.
    #[must_use]
    pub fn first_year(&self) -> i32 {
        self.first_year
    }

    /// The name in Italian.
    #[must_use]
    pub fn italian(&self) -> &'static str {
        self.italian
    }

    /// The name in English.
    #[must_use]
    pub fn english(&self) -> &'static str {
        self.english
    }

    /// The law that makes the day a holiday.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    fn falls_on(&self, year: i32, month: Month, day: u8) -> bool {
        year >= self.first_year
            && match self.rule {
                Rule::Fixed(fixed_month, fixed_day) => month == fixed_month && day == fixed_day,
                Rule::AfterEaster(days) => {
                    matches!(month, Month::March | Month::April)
                        && easter(year)
                            .checked_add(Duration::days(days))
                            .is_some_and(|date| (date.month(), date.day()) == (month, day))
                }
            }
    }
}

/// The national holiday that falls on a date, if any.
#[must_use]
pub fn national_holiday(date: Date) -> Option<&'static NationalHoliday> {
    let (year, month, day) = date.to_calendar_date();
    NATIONAL_HOLIDAYS
        .iter()
        .find(|holiday| holiday.falls_on(year, month, day))
}

const LAW: &str = "L. 260/1949 art. 2";

/// Every national holiday; where two fall on one day (Easter Monday on 25 April 2011) the first names it.
pub static NATIONAL_HOLIDAYS: [NationalHoliday; 13] = [
    fixed(
        "capodanno",
        Month::January,
        1,
        "Primo giorno dell'anno",
        "New Year's Day",
        LAW,
    ),
    NationalHoliday {
        first_year: 1986,
        ..fixed(
            "epifania",
            Month::January,
            6,
            "Epifania",
            "Epiphany",
            "L. 260/1949 art. 2; DPR 792/1985 art. 1",
        )
    },
    fixed(
        "liberazione",
        Month::April,
        25,
        "Anniversario della Liberazione",
        "Liberation Day",
        LAW,
    ),
    fixed("lavoro", Month::May, 1, "Festa del Lavoro", "Labour Day", LAW),
    NationalHoliday {
        first_year: 2001,
        ..fixed(
            "repubblica",
            Month::June,
            2,
            "Festa della Repubblica",
            "Republic Day",
            "L. 260/1949 art. 1; L. 336/2000 art. 1",
        )
    },
    fixed(
        "assunzione",
        Month::August,
        15,
        "Assunzione della B.V. Maria",
        "Assumption Day",
        LAW,
    ),
    NationalHoliday {
        first_year: 2026,
        ..fixed(
            "san_francesco",
            Month::October,
            4,
            "San Francesco d'Assisi",
            "Saint Francis of Assisi",
            "L. 260/1949 art. 2; L. 151/2025 art. 1 c. 2",
        )
    },
    fixed(
        "ognissanti",
        Month::November,
        1,
        "Ognissanti",
        "All Saints' Day",
        LAW,
    ),
    fixed(
        "immacolata",
        Month::December,
        8,
        "Immacolata Concezione",
        "Immaculate Conception",
        LAW,
    ),
    fixed("natale", Month::December, 25, "Natale", "Christmas Day", LAW),
    fixed(
        "santo_stefano",
        Month::December,
        26,
        "Santo Stefano",
        "Saint Stephen's Day",
        LAW,
    ),
    after_easter("pasqua", 0, "Pasqua di Resurrezione", "Easter Sunday"),
    after_easter("lunedi_angelo", 1, "Lunedì dell'Angelo", "Easter Monday"),
];

const fn fixed(
    code: &'static str,
    month: Month,
    day: u8,
    italian: &'static str,
    english: &'static str,
    source: &'static str,
) -> NationalHoliday {
    NationalHoliday {
        code,
        rule: Rule::Fixed(month, day),
        first_year: 1978,
        italian,
        english,
        source,
    }
}

const fn after_easter(
    code: &'static str,
    days: i64,
    italian: &'static str,
    english: &'static str,
) -> NationalHoliday {
    NationalHoliday {
        code,
        rule: Rule::AfterEaster(days),
        first_year: 1978,
        italian,
        english,
        source: LAW,
    }
}
