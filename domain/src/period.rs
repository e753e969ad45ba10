//! Periods for which a standard is measured: a year, a half-year, a quarter, a month.

use crate::calendar::Calendar;
use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime};

/// A period of the civil calendar, written `2026`, `2026-H1`, `2026-Q3` or `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: i32,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Year,
    Half(u8),
    Quarter(u8),
    Month(u8),
}

/// A period could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a period is a year (2026), a half-year (2026-H1), a quarter (2026-Q3) or a month (2026-11), from 2000 to 2099"
)]
pub struct PeriodFault;

impl Period {
    /// Reads a period of the years 2000 to 2099.
    ///
    /// # Errors
    /// [`PeriodFault`] for anything else.
    pub fn parse(raw: &str) -> Result<Self, PeriodFault> {
        let (year, rest) = raw.split_once('-').map_or((raw, None), |(y, r)| (y, Some(r)));
        let year = Some(year)
            .filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|y| y.parse::<i32>().ok())
            .filter(|y| (2000..=2099).contains(y))
            .ok_or(PeriodFault)?;
        let kind = match rest {
            None => Kind::Year,
            Some("H1") => Kind::Half(1),
            Some("H2") => Kind::Half(2),
            Some("Q1") => Kind::Quarter(1),
            Some("Q2") => Kind::Quarter(2),
            Some("Q3") => Kind::Quarter(3),
            Some("Q4") => Kind::Quarter(4),
            Some(month) if month.len() == 2 && month.bytes().all(|b| b.is_ascii_digit()) => {
                let month: u8 = month.parse().map_err(|_| PeriodFault)?;
                if !(1..=12).contains(&month) {
                    return Err(PeriodFault);
                }
                Kind::Month(month)
            }
            Some(_) => return Err(PeriodFault),
        };
        Ok(Self { year, kind })
    }

    /// The year that holds a day.
    ///
    /// # Errors
    /// [`PeriodFault`] when the year lies outside 2000 to 2099.
    pub fn year_of(day: Date) -> Result<Self, PeriodFault> {
        Self::parse(&format!("{:04}", day.year()))
    }

    /// The first day of the period.
    #[must_use]
    pub fn first_day(self) -> Date {
        first_of_month(self.year, self.first_month())
    }

    /// The last day of the period.
    #[must_use]
    pub fn last_day(self) -> Date {
        let next = self.first_month() + self.months();
        let (year, month) = if next > 12 {
            (self.year + 1, next - 12)
        } else {
            (self.year, next)
        };
        first_of_month(year, month).previous_day().unwrap_or(Date::MAX)
    }

    /// The instants at which the period begins and ends (half-open), midnights of the calendar's zone.
    #[must_use]
    pub fn bounds(self, calendar: &Calendar) -> (OffsetDateTime, OffsetDateTime) {
        let after = self.last_day().next_day().unwrap_or(Date::MAX);
        (calendar.midnight(self.first_day()), calendar.midnight(after))
    }

    /// The two or three next shorter periods that make it up, in order: halves of a year, quarters of a half-year, months
    /// of a quarter; none of a month.
    #[must_use]
    pub fn parts(self) -> Vec<Self> {
        let of = |kinds: Vec<Kind>| {
            kinds
                .into_iter()
                .map(|kind| Self {
                    year: self.year,
                    kind,
                })
                .collect()
        };
        match self.kind {
            Kind::Year => of(vec![Kind::Half(1), Kind::Half(2)]),
            Kind::Half(half) => of(vec![Kind::Quarter(half * 2 - 1), Kind::Quarter(half * 2)]),
            Kind::Quarter(quarter) => {
                let last = quarter * 3;
                of(vec![
                    Kind::Month(last - 2),
                    Kind::Month(last - 1),
                    Kind::Month(last),
                ])
            }
            Kind::Month(_) => Vec::new(),
        }
    }

    /// The period itself and every shorter one within it, longer ones before their parts.
    #[must_use]
    pub fn and_within(self) -> Vec<Self> {
        let mut all = vec![self];
        for part in self.parts() {
            all.extend(part.and_within());
        }
        all
    }

    fn first_month(self) -> u8 {
        match self.kind {
            Kind::Year => 1,
            Kind::Half(half) => (half - 1) * 6 + 1,
            Kind::Quarter(quarter) => (quarter - 1) * 3 + 1,
            Kind::Month(month) => month,
        }
    }

    fn months(self) -> u8 {
        match self.kind {
            Kind::Year => 12,
            Kind::Half(_) => 6,
            Kind::Quarter(_) => 3,
            Kind::Month(_) => 1,
        }
    }
}

fn first_of_month(year: i32, month: u8) -> Date {
    Month::try_from(month)
        .and_then(|month| Date::from_calendar_date(year, month, 1))
        .unwrap_or(Date::MIN)
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            Kind::Year => write!(f, "{}", self.year),
            Kind::Half(half) => write!(f, "{}-H{half}", self.year),
            Kind::Quarter(quarter) => write!(f, "{}-Q{quarter}", self.year),
            Kind::Month(month) => write!(f, "{}-{month:02}", self.year),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodFault;

    fn try_from(raw: String) -> Result<Self, PeriodFault> {
        Self::parse(&raw)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_period_has_a_first_and_a_last_day() {
        let days = |raw: &str| Period::parse(raw).map(|p| (p.first_day(), p.last_day()));
        assert_eq!(days("2026"), Ok((date!(2026 - 01 - 01), date!(2026 - 12 - 31))));
        assert_eq!(
            days("2026-H2"),
            Ok((date!(2026 - 07 - 01), date!(2026 - 12 - 31)))
        );
        assert_eq!(
            days("2026-Q1"),
            Ok((date!(2026 - 01 - 01), date!(2026 - 03 - 31)))
        );
        assert_eq!(
            days("2028-02"),
            Ok((date!(2028 - 02 - 01), date!(2028 - 02 - 29)))
        );
        assert_eq!(
            days("2026-12"),
            Ok((date!(2026 - 12 - 01), date!(2026 - 12 - 31)))
        );
    }

    #[test]
    fn the_parts_of_a_period_follow_each_other_from_its_first_to_its_last_day() {
        for raw in ["2026", "2026-H1", "2026-H2", "2026-Q1", "2028-Q4"] {
            let period = Period::parse(raw).unwrap();
            let parts = period.parts();
            assert_eq!(
                parts.first().map(|part| part.first_day()),
                Some(period.first_day())
            );
            assert_eq!(parts.last().map(|part| part.last_day()), Some(period.last_day()));
            for pair in parts.windows(2) {
                assert_eq!(pair[0].last_day().next_day(), Some(pair[1].first_day()), "{raw}");
            }
        }
        assert_eq!(Period::parse("2026-05").unwrap().parts(), []);
        assert_eq!(Period::parse("2026").unwrap().and_within().len(), 1 + 2 + 4 + 12);
    }

    #[test]
    fn a_period_is_written_as_it_is_read() {
        for raw in ["2026", "2026-H1", "2026-Q3", "2026-01", "2099-12"] {
            assert_eq!(Period::parse(raw).map(|p| p.to_string()), Ok(raw.to_owned()));
        }
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for raw in [
            "", "26", "1999", "2100", "2026-", "2026-0", "2026-13", "2026-00", "2026-H3", "2026-q1",
            "2026-1", "+026", "2026-Q",
        ] {
            assert_eq!(Period::parse(raw), Err(PeriodFault), "{raw}");
        }
    }
}
