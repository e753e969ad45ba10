//! How long the papers of a case are kept (*piano di conservazione*, D.P.R. 445/2000 art. 68) and what is done with them
//! when that time is over. Nothing is thrown away because a day has passed: a disposal (*scarto*) is an act that the
//! Soprintendenza has authorised (D.Lgs. 42/2004 art. 21 c. 1 lett. d).

mod act;
mod removal;
mod standing;

pub use act::{Disposal, DisposedCase, LegalHold};
pub use removal::Papers;
pub use standing::{Standing, StandingKind, ended_at, standing};

use crate::codes::Code;
use crate::text::Source;
use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// For how many years something is kept: 1 to 150.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Years(u8);

/// A number of years outside 1 to 150.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("papers are kept for 1 to 150 years")]
pub struct YearsFault;

impl Years {
    /// The most years that can be said.
    pub const MAX: u8 = 150;

    /// A number of years.
    ///
    /// # Errors
    /// [`YearsFault`] outside 1 to 150.
    pub fn new(years: u8) -> Result<Self, YearsFault> {
        if (1..=Self::MAX).contains(&years) {
            Ok(Self(years))
        } else {
            Err(YearsFault)
        }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Years {
    type Error = YearsFault;

    fn try_from(years: u8) -> Result<Self, YearsFault> {
        Self::new(years)
    }
}

impl From<Years> for u8 {
    fn from(years: Years) -> Self {
        years.0
    }
}

/// What is done when the time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtEnd {
    /// Who is concerned and what they wrote may be removed by an authorised disposal; figures stay.
    Pseudonymise,
    /// Nothing: the papers are kept for ever (*conservazione permanente*).
    KeepForEver,
}

/// A class of the plan by which the papers of a procedure are kept (*classe di conservazione*).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Its code in the plan.
    pub class: Code,
    /// For how many calendar years from the end of a case its papers are kept whole.
    pub years: Years,
    /// What is done then.
    pub at_end: AtEnd,
    /// The act that approved the plan.
    pub source: Source,
}

impl Retention {
    /// The last day on which the papers of a case that ended on a day are kept whole: the same day so many years later, or
    /// 28 February where that year has no 29th. None where they are kept for ever.
    #[must_use]
    pub fn last_day(&self, ended_on: Date) -> Option<Date> {
        match self.at_end {
            AtEnd::KeepForEver => None,
            AtEnd::Pseudonymise => years_from(ended_on, i32::from(self.years.get())),
        }
    }

    /// The last day on which a case may have ended so that its papers need not be kept beyond `until`: the other way round
    /// of [`Retention::last_day`]. None where they are kept for ever.
    #[must_use]
    pub fn ended_by(&self, until: Date) -> Option<Date> {
        let day = years_from(until, -i32::from(self.years.get()))?;
        let reaches = |day: &Date| self.last_day(*day).is_some_and(|last| last <= until);
        // From 28 February, 29 February may have the same last day.
        [day.next_day()?, day].into_iter().find(reaches)
    }
}

/// The same day of another year, or 28 February where that year has no 29th.
fn years_from(day: Date, years: i32) -> Option<Date> {
    let year = day.year() + years;
    let same_day = day.replace_year(year).ok();
    same_day.or_else(|| Date::from_calendar_date(year, Month::February, 28).ok())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use time::macros::date;

    pub(crate) fn five_years(at_end: AtEnd) -> Retention {
        Retention {
            class: Code::parse("complaints").unwrap(),
            years: Years::new(5).unwrap(),
            at_end,
            source: Source::parse("Piano di conservazione").unwrap(),
        }
    }

    #[test]
    fn papers_are_kept_until_the_same_day_so_many_years_later() {
        let kept = five_years(AtEnd::Pseudonymise);
        assert_eq!(kept.last_day(date!(2026 - 11 - 20)), Some(date!(2031 - 11 - 20)));
        assert_eq!(kept.last_day(date!(2028 - 02 - 29)), Some(date!(2033 - 02 - 28)));
    }

    #[test]
    fn a_case_ended_in_time_for_a_day_exactly_when_its_last_day_is_not_after_it() {
        for years in [1, 4, 5, 100] {
            let mut class = five_years(AtEnd::Pseudonymise);
            class.years = Years::new(years).unwrap();
            for offset in 0..1_500 {
                let until = date!(2130 - 01 - 01) + time::Duration::days(offset);
                let last = class.ended_by(until).unwrap();
                assert!(class.last_day(last).unwrap() <= until, "{until}");
                assert!(
                    class.last_day(last.next_day().unwrap()).unwrap() > until,
                    "{until}"
                );
            }
        }
        assert_eq!(
            five_years(AtEnd::KeepForEver).ended_by(date!(2130 - 01 - 01)),
            None
        );
    }

    #[test]
    fn what_is_kept_for_ever_has_no_last_day() {
        assert_eq!(
            five_years(AtEnd::KeepForEver).last_day(date!(2026 - 11 - 20)),
            None
        );
    }

    #[test]
    fn years_are_1_to_150() {
        for years in [0, 151, 255] {
            assert_eq!(Years::new(years), Err(YearsFault));
        }
        assert_eq!(Years::new(150).map(u8::from), Ok(150));
    }

    #[test]
    fn a_class_reads_as_it_is_written() {
        let class = five_years(AtEnd::KeepForEver);
        let json = serde_json::to_value(&class).unwrap();
        assert_eq!(json["at_end"], "keep_for_ever");
        assert_eq!(serde_json::from_value::<Retention>(json.clone()).unwrap(), class);
        let mut endless = json;
        endless["years"] = 0.into();
        assert!(serde_json::from_value::<Retention>(endless).is_err());
    }
}
