//! The period that is asked for, and how much of it has passed.

use cartaviva_domain::calendar::Calendar;
use cartaviva_domain::period::Period;
use time::{Date, Duration, OffsetDateTime};

use crate::bounded::{Shape, Shaped};
use crate::problem::{ApiError, ProblemCode};

/// A year (`2026`), a half-year (`2026-H1`), a quarter (`2026-Q3`) or a month (`2026-11`).
pub type PeriodName = Shaped<PeriodShape>;

/// The shape of [`PeriodName`].
#[derive(Debug)]
pub enum PeriodShape {}

impl Shape for PeriodShape {
    const MIN: usize = 4;
    const MAX: usize = 7;
    const PATTERN: &'static str = "^20[0-9]{2}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$";
    const FAULT: &'static str = "period";

    fn name() -> String {
        "PeriodName".to_owned()
    }

    fn fits(text: &str) -> bool {
        Period::parse(text).is_ok()
    }
}

/// The period that a name of the right shape names.
///
/// # Errors
/// 404 when it names none.
pub(crate) fn period(name: &PeriodName) -> Result<Period, ApiError> {
    Period::parse(name.as_str()).map_err(|_| ApiError::new(ProblemCode::NotFound))
}

/// A period as far as it has passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) period: Period,
    /// When it begins.
    pub(crate) from: OffsetDateTime,
    /// Until when it has passed, this moment excluded: its end, or now.
    pub(crate) until: OffsetDateTime,
    /// The day on which it is looked at: today, or its last day when that is past.
    pub(crate) day: Date,
}

impl Window {
    /// A period looked at `now`, or the current year.
    ///
    /// # Errors
    /// A fault of the service when the clock stands outside the years that have periods.
    pub(crate) fn of(
        period: Option<Period>,
        calendar: &Calendar,
        now: OffsetDateTime,
    ) -> Result<Self, ApiError> {
        let today = calendar.date_of(now);
        let period = match period {
            Some(period) => period,
            None => Period::year_of(today).map_err(ApiError::internal)?,
        };
        let (from, end) = period.bounds(calendar);
        // What happened at this very moment has happened; moments are whole microseconds.
        let passed = now + Duration::MICROSECOND;
        Ok(Self {
            period,
            from,
            until: end.min(passed),
            day: period.last_day().min(today),
        })
    }

    /// Whether the period has begun.
    pub(crate) fn has_begun(&self) -> bool {
        self.from < self.until
    }
}

#[cfg(test)]
mod tests {
    use cartaviva_domain::calendar::CalendarSettings;
    use time::macros::{date, datetime};

    use super::*;

    fn window(name: Option<&str>, now: OffsetDateTime) -> Window {
        let rome = Calendar::try_from(CalendarSettings::default()).unwrap();
        Window::of(name.map(|name| Period::parse(name).unwrap()), &rome, now).unwrap()
    }

    #[test]
    fn the_current_year_ends_now_with_this_moment_counted() {
        let now = datetime!(2026-11-20 10:30 UTC);
        let year = window(None, now);
        assert_eq!(year.period.to_string(), "2026");
        assert_eq!(year.from, datetime!(2026-01-01 00:00 +1));
        assert!(year.until > now && year.until < now + Duration::MILLISECOND);
        assert_eq!(year.day, date!(2026 - 11 - 20));
    }

    #[test]
    fn the_year_begins_with_midnight_in_rome() {
        assert_eq!(
            window(None, datetime!(2026-12-31 23:30 UTC)).period.to_string(),
            "2027"
        );
    }

    #[test]
    fn a_past_period_is_looked_at_whole_on_its_last_day() {
        let quarter = window(Some("2026-Q1"), datetime!(2026-11-20 10:30 UTC));
        assert_eq!(quarter.until, datetime!(2026-04-01 00:00 +2));
        assert_eq!(quarter.day, date!(2026 - 03 - 31));
        assert!(quarter.has_begun());
    }

    #[test]
    fn a_future_period_has_not_begun() {
        let year = window(Some("2027"), datetime!(2026-11-20 10:30 UTC));
        assert!(!year.has_begun());
        assert_eq!(year.day, date!(2026 - 11 - 20));
    }

    #[test]
    fn a_name_of_a_period_fits_as_the_rules_read_it() {
        for name in ["2026", "2026-H2", "2026-Q4", "2026-01", "2099-12"] {
            assert!(PeriodShape::fits(name), "{name}");
        }
        for name in ["1999", "2026-H3", "2026-13", "2026-1", "26"] {
            assert!(!PeriodShape::fits(name), "{name}");
        }
    }
}
