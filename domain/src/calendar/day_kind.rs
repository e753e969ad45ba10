//! What kind of day a date is, and why.

use super::holidays::NationalHoliday;

/// Why a date is a holiday in the sense of art. 2963 c. 3 c.c.: a term does not end on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalHoliday {
    /// A national holiday.
    National(&'static NationalHoliday),
    /// A date the body declared a holiday.
    Declared,
    /// A Sunday.
    Sunday,
}

/// Whether a date is a working day, or else the first reason why it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A working day.
    Working,
    /// The weekday is not one of the working days.
    WeeklyRest,
    /// A national holiday.
    NationalHoliday(&'static NationalHoliday),
    /// A date the body declared a holiday.
    DeclaredHoliday,
    /// The feast of the patron saint.
    PatronSaintDay,
    /// The office is closed all day by the special hours of the date.
    SpecialClosing,
    /// The office is closed all day by a seasonal or single closure.
    Closure,
}

impl DayKind {
    /// The stable code of the kind.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::WeeklyRest => "weekly_rest",
            Self::NationalHoliday(_) => "national_holiday",
            Self::DeclaredHoliday => "declared_holiday",
            Self::PatronSaintDay => "patron_saint_day",
            Self::SpecialClosing => "special_closing",
            Self::Closure => "closure",
        }
    }
}

impl From<LegalHoliday> for DayKind {
    fn from(holiday: LegalHoliday) -> Self {
        match holiday {
            LegalHoliday::National(holiday) => Self::NationalHoliday(holiday),
            LegalHoliday::Declared => Self::DeclaredHoliday,
            LegalHoliday::Sunday => Self::WeeklyRest,
        }
    }
}
